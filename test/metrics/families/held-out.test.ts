import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { selectRows } from "../../../linalg/elementwise.ts";
import { crossValidatedR2 } from "../../../metrics/families/cross-validated-r2.ts";
import { predictorFolds } from "../../../metrics/families/folds.ts";
import { foldPenalty, foldsOf, halve, heldOut, unitFolds } from "../../../metrics/families/held-out.ts";
import type { Scheme } from "../../../metrics/families/ridge.ts";
import { LAMBDA_GRID } from "../../../metrics/families/ridge.ts";
import { centered } from "../../../representation/centered.ts";
import { representation } from "../../../representation/create.ts";
import { fromArray, gaussian, pairOf } from "../../support/data.ts";

const scheme: Scheme = { lambda: 0.3, unit: "trace", folds: "shuffled", aggregate: "pooled" };

describe("foldsOf", () => {
  it("puts every row into one test set and the rest into its training set", () => {
    const folds = foldsOf(13, "shuffled");
    expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...Array(13).keys()]);
    for (const { test, train } of folds) {
      expect([...test, ...train].sort((a, b) => a - b)).toEqual([...Array(13).keys()]);
    }
  });
});

describe("halve", () => {
  it("takes the training mean off both halves, and nothing that the test rows know", () => {
    const { matrix } = { matrix: fromArray([[1], [2], [6], [100]]).values };
    const rows = { train: Int32Array.of(0, 1, 2), test: Int32Array.of(3) };
    const { trainValues, testValues, mean } = halve(matrix, rows);
    expect([...mean]).toEqual([3]);
    expect([...trainValues.data]).toEqual([-2, -1, 3]);
    expect([...testValues.data]).toEqual([97]);
  });
});

describe("heldOut", () => {
  it("adds up to the cross-validated R² that was computed in another way", () => {
    const [x, y] = pairOf(2);
    for (const lambda of [0, 0.3, "grid"] as const) {
      let [sse, sst] = [0, 0];
      for (const { predicted, actual } of heldOut(x, y, { ...scheme, lambda })) {
        actual.data.forEach((value, k) => {
          sse += (value - predicted.data[k]!) ** 2;
          sst += value ** 2;
        });
      }
      expect(1 - sse / sst).toBeCloseTo(crossValidatedR2(x, y, { ...scheme, lambda }), 12);
    }
  });

  it("predicts units, not rotated axes, also with more units than stimuli", () => {
    const [x, y] = pairOf(2, { n: 20, p1: 30, p2: 4 });
    const folds = heldOut(x, y, scheme);
    const { rows, actual, mean } = folds[0]!;
    const wanted = selectRows(centered(x), rows);
    actual.data.forEach((value, k) => expect(value + mean[k % 30]!).toBeCloseTo(wanted.data[k]!, 13));
  });
});

describe("foldPenalty", () => {
  it("is the grid's λ with the smallest generalised cross-validation score, by its definition", () => {
    const [x, y] = pairOf(5, { n: 24, p1: 2, p2: 3, noise: 1.5 });
    const fold = predictorFolds(y, "shuffled")[0]!;
    const half = unitFolds(x, "shuffled")[0]!;
    const other = unitFolds(y, "shuffled")[0]!;
    const chosen = foldPenalty(y, fold, half.trainValues, { ...scheme, lambda: "grid" });
    const trace = other.trainValues.data.reduce((total, value) => total + value * value, 0);
    const scores = LAMBDA_GRID.map((lambda) =>
      gcv(half.trainValues, other.trainValues, (lambda * trace) / 3),
    );
    const best = LAMBDA_GRID[scores.indexOf(Math.min(...scores))]!;
    expect(chosen).toBeCloseTo((best * trace) / 3, 12);
  });

  it("gives every unit the same say where it is asked to", () => {
    const [small, y] = pairOf(6, { n: 30, p1: 1, p2: 4 });
    const loud = gaussian(30, 1, "loud");
    const x = (size: number): ReturnType<typeof representation> =>
      representation({
        rows: 30,
        cols: 2,
        data: Float64Array.from({ length: 60 }, (_, k) =>
          k % 2 === 0 ? small.values.data[k >> 1]! : size * loud.data[k >> 1]!,
        ),
      });
    const first = (size: number, balanced: boolean): number =>
      heldOut(x(size), y, { ...scheme, lambda: "grid" }, balanced)[0]!.predicted.data[0]! * scaleOf(x(size));
    expect(first(1000, true)).toBeCloseTo(first(1, true), 10);
    expect(first(1000, false)).not.toBeCloseTo(first(1, false), 3);
  });
});

/** How large the scaled matrix's first column is: undoes the power of two. */
const scaleOf = (x: ReturnType<typeof representation>): number => {
  const c = centered(x).data;
  return (x.values.data[0]! - x.values.data[2]!) / (c[0]! - c[2]!);
};

/** SSE(κ)/(1 − (1 + tr H)/n)² for one or more targets, H = Y(YᵀY + κ)⁻¹Yᵀ built column by column. */
function gcv(x: Matrix, y: Matrix, kappa: number): number {
  const { rows: n, cols: p } = y;
  const a = Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (__, j) => {
      let total = i === j ? kappa : 0;
      for (let r = 0; r < n; r++) total += y.data[r * p + i]! * y.data[r * p + j]!;
      return total;
    }),
  );
  const hat = (column: readonly number[]): number[] => {
    const beta = solve(
      a,
      Array.from({ length: p }, (_, i) => column.reduce((t, v, r) => t + y.data[r * p + i]! * v, 0)),
    );
    return column.map((_, r) => beta.reduce((t, b, i) => t + b * y.data[r * p + i]!, 0));
  };
  let [sse, trace] = [0, 1];
  for (let r = 0; r < n; r++) trace += hat(Array.from({ length: n }, (_, k) => (k === r ? 1 : 0)))[r]!;
  for (let j = 0; j < x.cols; j++) {
    const column = Array.from({ length: n }, (_, r) => x.data[r * x.cols + j]!);
    hat(column).forEach((value, r) => (sse += (column[r]! - value) ** 2));
  }
  return sse / (1 - trace / n) ** 2;
}

/** Gaussian elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  rows.forEach((row, i) => {
    for (let k = i + 1; k < rows.length; k++) {
      const factor = rows[k]![i]! / row[i]!;
      rows[k] = rows[k]!.map((value, j) => value - factor * row[j]!);
    }
  });
  const result = Array<number>(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i--) {
    result[i] =
      (rows[i]!.at(-1)! - result.reduce((t, value, j) => t + (j > i ? value * rows[i]![j]! : 0), 0)) /
      rows[i]![i]!;
  }
  return result;
}
