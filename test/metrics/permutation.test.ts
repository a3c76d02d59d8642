import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { beside, selectColumns } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [angle, cosine, distance, rawDistance] = await Promise.all(
  ["", "-cosine", "-euclidean", "-euclidean-center-raw"].map((end) =>
    metricById(`procrustes-permutation${end}`),
  ),
);

/** All ways to give each of `rows` units another of `cols`. */
function* injections(
  rows: number,
  cols: number,
  taken: readonly number[] = [],
): Generator<readonly number[]> {
  if (taken.length === rows) yield taken;
  else for (let j = 0; j < cols; j++) if (!taken.includes(j)) yield* injections(rows, cols, [...taken, j]);
}

/** min over matchings of ‖XP − Y‖ for p1 ≤ p2, by trying all. */
function bruteForce(x: Matrix, y: Matrix): number {
  let best = Infinity;
  for (const order of injections(x.cols, y.cols)) {
    let total = 0;
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < y.cols; j++) {
        const from = order.indexOf(j);
        total += ((from < 0 ? 0 : x.data[i * x.cols + from]!) - y.data[i * y.cols + j]!) ** 2;
      }
    }
    best = Math.min(best, total);
  }
  return Math.sqrt(best);
}

describe("procrustes-permutation-euclidean", () => {
  it("is the smallest distance over all matchings, for equal and unequal widths, in either order", () => {
    for (const [p1, p2] of [
      [4, 4],
      [3, 5],
      [1, 4],
    ] as const) {
      const [a, b] = [gaussian(12, p1, "a"), gaussian(12, p2, "b")];
      const wanted = bruteForce(a, b);
      expect(compare(rawDistance!, representation(a), representation(b))).toBeCloseTo(wanted, 12);
      expect(compare(rawDistance!, representation(b), representation(a))).toBeCloseTo(wanted, 12);
    }
  });

  it("takes the mean off unless told not to", () => {
    const [a, b] = [fromArray([[1], [2], [3]]), fromArray([[11], [12], [13]])];
    expect(compare(distance!, a, b)).toBeCloseTo(0, 14);
    expect(compare(rawDistance!, a, b)).toBeCloseTo(10 * Math.sqrt(3), 12);
  });

  it("is exactly zero for units in another order", () => {
    const [x] = pairOf(1);
    const shuffled = representation(selectColumns(x.values, [3, 1, 4, 0, 2]));
    expect(compare(distance!, x, shuffled)).toBe(0);
    expect(compare(angle!, x, shuffled)).toBeLessThan(1e-15);
  });

  it("is the other side's size where a side is constant", () => {
    const flat = fromArray([[5], [5], [5]]);
    expect(compare(distance!, flat, fromArray([[1], [2], [3]]))).toBeCloseTo(Math.SQRT2, 14);
  });

  it("has its square as another id", async () => {
    const squared = await metricById("procrustes-permutation-euclidean-squared");
    const [x, y] = pairOf(4);
    expect(compare(squared, x, y)).toBeCloseTo(compare(distance!, x, y) ** 2, 10);
  });

  it("says where it overflows", () => {
    const [x, y] = pairOf(1);
    expect(compare(distance!, times(x, 1e150), times(y, 1e150)) / 1e150).toBeCloseTo(
      compare(distance!, x, y),
      10,
    );
    const most = 1.7e308 / Math.max(...x.values.data.map(Math.abs), ...y.values.data.map(Math.abs));
    expect(() => compare(distance!, times(x, most), times(y, -most))).toThrow(/overflow/);
  });
});

describe("procrustes-permutation", () => {
  it("is π for y = −x with one unit, and its cosine −1: no rotation undoes a sign", () => {
    const [a, b] = [fromArray([[1], [2], [4]]), fromArray([[-1], [-2], [-4]])];
    expect(compare(angle!, a, b)).toBeCloseTo(Math.PI, 14);
    expect(compare(cosine!, a, b)).toBeCloseTo(-1, 14);
  });

  it("is the angle of the best matching", () => {
    const [x, y] = pairOf(2, { n: 14, p1: 3, p2: 4 });
    const flat = representation(matrix(14, 1));
    const [a, b, d] = [compare(distance!, x, flat), compare(distance!, y, flat), compare(distance!, x, y)];
    expect(Math.cos(compare(angle!, x, y))).toBeCloseTo((a * a + b * b - d * d) / (2 * a * b), 12);
  });

  it("leaves silent units out instead of matching a unit to silence", () => {
    const [a, b] = [fromArray([[1], [2], [4]]), fromArray([[-1], [-2], [-4]])];
    const padded = representation(beside(a.values, matrix(3, 2)));
    expect(compare(angle!, padded, b)).toBeCloseTo(Math.PI, 14);
  });

  it("has no value where a side is constant", () => {
    expect(() => compare(angle!, fromArray([[1], [2]]), fromArray([[3], [3]]))).toThrow(
      /Y has zero variance/,
    );
  });

  it.each(["", "-center-raw", "-cosine", "-euclidean", "-euclidean-center-raw", "-euclidean-squared"])(
    "%s is invariant to what it declares and to nothing else",
    async (end) => {
      const metric = await metricById(`procrustes-permutation${end}`);
      expectInvariances(metric);
    },
  );
});
