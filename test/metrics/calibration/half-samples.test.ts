import { describe, expect, it } from "vitest";
import { ok } from "../../../core/outcome.ts";
import { matrix } from "../../../core/matrix.ts";
import type { Subject } from "../../../core/metric.ts";
import { randomFrom } from "../../../core/random.ts";
import type { Representation } from "../../../core/representation.ts";
import { halfOf, halfSampleInterval, halfSamples } from "../../../metrics/calibration/half-samples.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";

const info = await metricById("cka-linear");
const mean = ({ values: { data } }: Representation): number =>
  data.reduce((total, value) => total + value, 0) / data.length;
/** The difference of the means: its standard error is known. */
const meanDifference: Subject = {
  info,
  compare: (x, y) => ok(mean(x) - mean(y)),
  allPairs: () => [],
};
const normal = (n: number, ...path: (string | number)[]): Representation =>
  representation(matrix(n, 1, randomFrom("halves", ...path).gaussianMatrix(n, 1).data));

describe("halfOf", () => {
  it("draws half of the rows, each once, the same for the same number", () => {
    const rowsOf = halfOf(31, randomFrom("a"));
    expect(rowsOf(3)).toHaveLength(15);
    expect(new Set(rowsOf(3)).size).toBe(15);
    expect(rowsOf(3)).toEqual(halfOf(31, randomFrom("a"))(3));
    expect(rowsOf(3)).not.toEqual(rowsOf(4));
  });

  it("draws complements in pairs: no row twice, and one left over where the number is odd", () => {
    for (const n of [30, 31]) {
      const rowsOf = halfOf(n, randomFrom("a"));
      expect(new Set([...rowsOf(6), ...rowsOf(7)]).size).toBe(30);
      expect(new Set([...rowsOf(7), ...rowsOf(8)]).size).toBeLessThan(30);
    }
  });

  it("draws whole groups, and refuses fewer than four", () => {
    const groups = Array.from({ length: 30 }, (_, i) => Math.floor(i / 5));
    const rows = halfOf(30, randomFrom("b"), groups)(0);
    expect(rows).toHaveLength(15);
    for (const group of new Set(Array.from(rows, (row) => groups[row]!))) {
      expect(Array.from(rows).filter((row) => groups[row] === group)).toHaveLength(5);
    }
    expect(() => halfOf(9, randomFrom("b"), [0, 0, 0, 1, 1, 1, 2, 2, 2])).toThrow(/at least 4/);
  });
});

describe("the interval of halves", () => {
  it("covers a mean whose standard error is known in about 95 % of 400 draws", async () => {
    let covered = 0;
    for (let draw = 0; draw < 400; draw++) {
      const [x, y] = [normal(40, draw, "x"), normal(40, draw, "y")];
      const [[values]] = (await halfSamples([meanDifference], x, [y], {
        draws: 40,
        random: randomFrom("cover", draw),
      })) as [[number[]]];
      const { low, high } = halfSampleInterval(mean(x) - mean(y), values)!;
      if (low < 0 && high > 0) covered++;
    }
    expect(Math.abs(covered / 400 - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 400));
  });

  it("is wider by the root of the group's size where rows of a group are copies", async () => {
    const short = normal(40, "copies", "x");
    const copied = representation(
      matrix(
        200,
        1,
        Float64Array.from({ length: 200 }, (_, i) => short.values.data[Math.floor(i / 5)]!),
      ),
    );
    const constant = (n: number): Representation => representation(matrix(n, 1, new Float64Array(n)));
    const widthOf = async (x: Representation, groups?: number[]): Promise<number> => {
      const random = randomFrom("copies");
      const options = { draws: 400, random, ...(groups === undefined ? {} : { groups }) };
      const [[values]] = (await halfSamples([meanDifference], x, [constant(x.n)], options)) as [[number[]]];
      const { low, high } = halfSampleInterval(0, values)!;
      return high - low;
    };
    const groups = Array.from({ length: 200 }, (_, i) => Math.floor(i / 5));
    expect((await widthOf(copied, groups)) / (await widthOf(short))).toBeCloseTo(1, 6);
    expect((await widthOf(copied, groups)) / (await widthOf(copied))).toBeGreaterThan(1.9);
  });

  it("is value ± t·√mean(((h − h′)/2)²), whatever the halves of a pair have in common", () => {
    const differences = [1, -2, 3, 1, -1];
    const halves = differences.flatMap((d, i) => [100 * i + d, 100 * i - d]);
    // t = 2.5706 at 0.975 with five degrees of freedom.
    const room = 2.5705818 * Math.sqrt(16 / 5);
    const { low, high } = halfSampleInterval(4, halves)!;
    expect([low, high]).toEqual([expect.closeTo(4 - room, 3), expect.closeTo(4 + room, 3)]);
  });

  it("is none from fewer than five pairs, or where a tenth is missing", () => {
    const nine = Array.from({ length: 9 }, (_, k) => k);
    expect(halfSampleInterval(4, nine)).toBeUndefined();
    expect(halfSampleInterval(4, [...nine, 9])).toBeDefined();
    expect(halfSampleInterval(4, [...nine, 9, NaN, 1])).toBeUndefined();
  });
});
