import { describe, expect, it } from "vitest";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { nearly } from "../support/gradient-cases.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("bures-covariance");
const pair = (seed: number): ReturnType<typeof pairOf> => pairOf(seed, { n: 40, p1: 4, p2: 4 });

describe("bures-covariance", () => {
  it("is the difference of standard deviations for one unit", () => {
    expect(compare(metric, fromArray([[0], [2]]), fromArray([[0], [-10]]))).toBeCloseTo(Math.SQRT2 * 4, 13);
  });

  it("is √Σ(σᵢ − τᵢ)² for covariances with the same axes", () => {
    // Contrasts of variance 4/3 times 9, 1 and 1, 4.
    const x = fromArray([
      [3, 1],
      [3, -1],
      [-3, 1],
      [-3, -1],
    ]);
    const y = fromArray([
      [1, 2],
      [1, -2],
      [-1, 2],
      [-1, -2],
    ]);
    expect(compare(metric, x, y)).toBeCloseTo(Math.sqrt((4 / 3) * (4 + 1)), 12);
  });

  it("does not change when both sides are turned alike, nor with the order of the stimuli of one", () => {
    const [x, y] = pair(1);
    const { q } = backend().qr(gaussian(4, 4, "turn"));
    const [a, b] = [x, y].map((side) => representation(backend().multiply(side.values, q)));
    expect(compare(metric, a!, b!)).toBeCloseTo(compare(metric, x, y), 11);
    expect(metric.usesCorrespondence).toBe(false);
  });

  it("keeps its digits near zero", () => {
    const [far, near] = [compare(metric, ...nearly(1e-4)), compare(metric, ...nearly(1e-8))];
    expect(near / far).toBeCloseTo(1e-4, 7);
    expect(compare(metric, ...nearly(0))).toBeLessThan(1e-14);
  });

  it("is the other side's size where a side is constant, and undefined for other units", () => {
    const flat = fromArray([
      [1, 1],
      [1, 1],
    ]);
    expect(
      compare(
        metric,
        flat,
        fromArray([
          [0, 3],
          [0, 9],
        ]),
      ),
    ).toBeCloseTo(Math.sqrt(18), 13);
    expect(() => compare(metric, flat, fromArray([[1], [2]]))).toThrow(/needs the same units/);
  });

  it("holds at scales of 1e150", () => {
    const [x, y] = pair(2);
    expect(compare(metric, times(x, 2 ** 500), times(y, 2 ** 500)) / 2 ** 500).toBeCloseTo(
      compare(metric, x, y),
      10,
    );
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(metric, pair);
  });
});
