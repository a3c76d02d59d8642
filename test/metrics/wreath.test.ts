import { describe, expect, it } from "vitest";
import { beside, selectColumns } from "../../linalg/elementwise.ts";
import { matrix } from "../../core/matrix.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [procrustes, cka] = await Promise.all(["wreath-procrustes", "wreath-cka"].map(metricById));

describe("wreath-procrustes", () => {
  it("is 1 − √((1 − mean cosine of matched units)/2) for equal widths", () => {
    // Cosines 3/5 and 0 against 0 and 4/5 …: units (3, 4) and (1, 0) against (1, 0) and (0, 1).
    const x = fromArray([
      [3, 1],
      [4, 0],
    ]);
    const y = fromArray([
      [5, 0],
      [0, 2],
    ]);
    expect(compare(procrustes!, x, y)).toBeCloseTo(1 - Math.sqrt((1 - (1 + 0.8) / 2) / 2), 14);
  });

  it("is 1 for units in another order with other positive scales, and 0 for the opposite of one unit", () => {
    const [x] = pairOf(1);
    const other = selectColumns(x.values, [3, 1, 4, 0, 2]);
    expect(
      compare(
        procrustes!,
        x,
        representation({ ...other, data: other.data.map((v, k) => v * ((k % 5) + 1)) }),
      ),
    ).toBeCloseTo(1, 7);
    expect(compare(procrustes!, fromArray([[1], [2]]), fromArray([[-1], [-2]]))).toBeCloseTo(0, 14);
  });

  it("pads the narrower side", () => {
    // One unit against itself and another: (1 + 2 − 2·1)/(4·2).
    expect(
      compare(
        procrustes!,
        fromArray([[1], [0]]),
        fromArray([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toBeCloseTo(1 - Math.sqrt(1 / 8), 14);
  });

  it("has no value where both sides are zero", () => {
    const zero = representation(matrix(3, 2));
    expect(() => compare(procrustes!, zero, zero)).toThrow(/zero/);
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(procrustes!, (seed) => pairOf(seed, { n: 40, p1: 5, p2: 5 }));
  });
});

describe("wreath-cka", () => {
  it("is Song's estimator on the kernel of largest products, by its three terms", () => {
    const [x, y] = pairOf(2, { n: 9, p1: 3, p2: 4 });
    const kernel = (side: typeof x): number[][] => {
      const z = Array.from({ length: side.p }, (_, j) => {
        const c = Array.from({ length: 9 }, (__, i) => side.values.data[i * side.p + j]!);
        const mean = c.reduce((a, b) => a + b, 0) / 9;
        const length = Math.hypot(...c.map((v) => v - mean));
        return c.map((v) => (v - mean) / length);
      });
      return Array.from({ length: 9 }, (_, i) =>
        Array.from({ length: 9 }, (__, k) => (i === k ? 0 : Math.max(...z.map((c) => c[i]! * c[k]!)))),
      );
    };
    const [k, l] = [kernel(x), kernel(y)];
    const all = (a: number[][]): number => a.flat().reduce((t, v) => t + v, 0);
    const hsic = (a: number[][], b: number[][]): number => {
      const trace = a.reduce((t, row, i) => t + row.reduce((s, v, j) => s + v * b[i]![j]!, 0), 0);
      const rows = a.reduce(
        (t, row, i) => t + row.reduce((s, v) => s + v, 0) * b[i]!.reduce((s, v) => s + v, 0),
        0,
      );
      return trace + (all(a) * all(b)) / (8 * 7) - (2 / 7) * rows;
    };
    expect(compare(cka!, x, y)).toBeCloseTo(hsic(k, l) / Math.sqrt(hsic(k, k) * hsic(l, l)), 12);
  });

  it("is 1 with itself, and takes no notice of silent units even where all products are negative", () => {
    const [x] = pairOf(3, { p1: 1 });
    expect(compare(cka!, x, x)).toBeCloseTo(1, 12);
    const y = representation(gaussian(30, 2, "y"));
    const padded = representation(beside(x.values, matrix(30, 2)));
    expect(compare(cka!, padded, y)).toBeCloseTo(compare(cka!, x, y), 12);
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(cka!);
  });
});
