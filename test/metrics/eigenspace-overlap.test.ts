import { describe, expect, it } from "vitest";
import { beside, selectColumns, selectRows } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { permuteRows } from "../../representation/permute-rows.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { expectGradient, expectScaleFree } from "../support/gradient-cases.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("eigenspace-overlap");

describe("eigenspace-overlap", () => {
  it("counts the common directions of two planes, by hand", () => {
    // Span of e1 and e2 against that of e1 and (e2 + e3)/√2: 1 + ½ of two.
    const x = fromArray([
      [5, 0],
      [0, 3],
      [0, 0],
      [0, 0],
    ]);
    const y = fromArray([
      [1, 0],
      [0, 2],
      [0, 2],
      [0, 0],
    ]);
    expect(compare(metric, x, y)).toBeCloseTo(0.75, 14);
  });

  it("is the number of units that fit over all of them", () => {
    const [x, y] = [representation(gaussian(6, 9, "x")), representation(gaussian(6, 12, "y"))];
    expect(compare(metric, x, y)).toBeCloseTo(6 / 12, 13);
  });

  it("is from moments what it is from singular vectors, whatever the means", () => {
    const shifted = (seed: string, p: number, mean: number): ReturnType<typeof representation> => {
      const values = gaussian(200, p, seed);
      for (let k = 0; k < values.data.length; k++) values.data[k]! += mean * Math.cos(k % p);
      return representation(values);
    };
    for (const mean of [0, 1e-3, 1, 3]) {
      const [x, y] = [shifted("x", 40, mean), shifted("y", 60, mean)];
      // All pairs have the bases of singular vectors.
      const wanted = metric.allPairs!([x], [y]).data[0]!;
      expect(compare(metric, x, y)).toBeCloseTo(wanted, 13);
      const common = representation(beside(y.values, selectColumns(x.values, [0, 1, 2])));
      expect(compare(metric, x, common)).toBeCloseTo(metric.allPairs!([x], [common]).data[0]!, 13);
      expect(compare(metric, x, common)).toBeGreaterThan(wanted);
    }
  });

  it("counts the rank of duplicated units once, and divides by all units", () => {
    const [x] = pairOf(1);
    const doubled = representation(beside(x.values, x.values));
    expect(compare(metric, doubled, doubled)).toBeCloseTo(0.5, 13);
    expect(compare(metric, x, x)).toBeCloseTo(1, 13);
  });

  it("takes a constant side for a direction, since nothing is centred", () => {
    const flat = representation({ rows: 4, cols: 1, data: new Float64Array(4).fill(3) });
    // cos² of (1,1,1,1)/2 and (1,1,1,0)/√3.
    expect(compare(metric, flat, fromArray([[1], [1], [1], [0]]))).toBeCloseTo(0.75, 14);
    expect(() =>
      compare(metric, representation({ rows: 4, cols: 1, data: new Float64Array(4) }), flat),
    ).toThrow(/X is zero/);
  });

  it("is the same of reordered rows from the centred bases, whatever X lacks of the constant vector", () => {
    const order = Int32Array.from({ length: 20 }, (_, i) => (7 * i + 3) % 20);
    const plain = gaussian(20, 3, "plain");
    const shifted = { ...plain, data: plain.data.map((value, k) => value + 5 * (k % 3)) };
    const centred = representation({
      ...plain,
      data: plain.data.map((value, k) => {
        const column = plain.data.filter((_, m) => m % 3 === k % 3);
        return value - column.reduce((total, one) => total + one, 0) / 20;
      }),
    });
    const constant = { rows: 20, cols: 1, data: new Float64Array(20).fill(2) };
    const withConstant = representation(beside(plain, constant));
    const others = [representation(gaussian(20, 5, "other")), representation(shifted), centred, withConstant];
    for (const x of others) {
      for (const y of others) {
        const moved = permuteRows(y, order);
        const anew = representation(selectRows(y.values, order));
        expect(compare(metric, x, moved)).toBeCloseTo(compare(metric, x, anew), 12);
      }
    }
  });

  it("does not overflow at scales of 1e±150", () => {
    const [x, y] = pairOf(1);
    expect(compare(metric, times(x, 1e150), times(y, 1e-150))).toBeCloseTo(compare(metric, x, y), 12);
  });

  it("has the gradient that central differences give", () => {
    expectGradient(
      (x, y) => compare(metric, x, y),
      (x, y) => metric.gradient!(x, y),
      [
        [30, 5, 7],
        [30, 7, 5],
      ],
    );
    expectScaleFree((x, y) => metric.gradient!(x, y));
    const [x, y] = pairOf(1);
    expect(() => metric.gradient!(x, representation(beside(y.values, y.values)))).toThrow(/lost rank/);
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(metric, (seed) => pairOf(seed, { n: 40, p1: 5, p2: 5 }));
  });
});
