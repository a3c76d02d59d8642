import type { Matrix } from "../../core/matrix.ts";
import { unfilled } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { copyNumbers, over } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { derivedWith } from "../../representation/derived.ts";
import { rawMoments } from "../../representation/raw-moments.ts";
import { compact } from "../../representation/spectral.ts";
import type { FoldOrder } from "./folds.ts";
import { foldRows } from "./folds.ts";

/** The rows of a matrix, those of each fold after those of the one before. */
export interface Dealt {
  readonly rows: Matrix;
  /** Where each fold begins, and after the last one where it ends. */
  readonly starts: readonly number[];
  /** The sum of the rows of each fold. */
  readonly sums: readonly Float64Array[];
}

/** Deals the rows of a matrix; the result shares no memory with it. */
export function deal(a: Matrix, order: FoldOrder): Dealt {
  const [rows, starts] = gather(a, order);
  return withSums(rows, starts);
}

function gather(a: Matrix, order: FoldOrder): [Matrix, number[]] {
  const rows = unfilled(a.rows, a.cols);
  const starts = [0];
  let to = 0;
  for (const fold of foldRows(a.rows, order)) {
    for (const from of fold) {
      copyNumbers(a.data, from * a.cols, rows.data, to, a.cols);
      to += a.cols;
    }
    starts.push(starts.at(-1)! + fold.length);
  }
  return [rows, starts];
}

const withSums = (rows: Matrix, starts: readonly number[]): Dealt => ({
  rows,
  starts,
  sums: starts.slice(1).map((_, k) => backend().columnSums(slice(rows, starts, k))),
});

/** {@link deal} of Xc, which need not be there. */
export function dealCentered(x: Representation, order: FoldOrder): Dealt {
  const raw = rawMoments(x);
  if (raw === undefined) return deal(centered(x), order);
  const [rows, starts] = gather(x.values, order);
  backend().addToEachRow(rows, -1, raw.mean);
  if (raw.scale !== 1) backend().scale(rows.data, 1 / raw.scale);
  return withSums(rows, starts);
}

/** X, for p > n its n×n factor, which has the same residuals, dealt to folds. */
export const dealt = derivedWith("dealt", (x: Representation, order: FoldOrder): Dealt =>
  x.p <= x.n ? dealCentered(x, order) : deal(compact(x), order),
);

/** The same unit by unit. */
export const dealtUnits = derivedWith("dealtUnits", (x: Representation, order: FoldOrder): Dealt =>
  x.p <= x.n ? dealt(x, order) : dealCentered(x, order),
);

function slice({ cols, data }: Matrix, starts: readonly number[], k: number): Matrix {
  const [start, end] = [starts[k]!, starts[k + 1]!];
  return { rows: end - start, cols, data: data.subarray(start * cols, end * cols) };
}

/** The test rows of fold k; shares memory with the others. */
export const testRows = ({ rows, starts }: Dealt, k: number): Matrix => slice(rows, starts, k);

/** The number of training rows of fold k. */
export const trainingCount = ({ rows, starts }: Dealt, k: number): number =>
  rows.rows - (starts[k + 1]! - starts[k]!);

function addTo(total: Float64Array, part: Float64Array): void {
  for (let j = 0; j < total.length; j++) total[j]! += part[j]!;
}

/** The mean of the training rows of fold k. */
export function trainingMean(of: Dealt, k: number): Float64Array {
  const mean = new Float64Array(of.rows.cols);
  for (let other = 0; other < of.sums.length; other++) if (other !== k) addTo(mean, of.sums[other]!);
  return over(mean, trainingCount(of, k));
}

/**
 * What is made of AᵀB of the training rows of each fold, both about their means there: each row is multiplied once for all
 * folds. What was dealt is about the mean of all rows, so that taking off another mean costs no digit but where one fold
 * holds a row that is larger than all others together.
 *
 * @param use The product is its own until it returns: the next one is written over it.
 */
export function ofTrainingProducts<T>(a: Dealt, b: Dealt, use: (product: Matrix, k: number) => T): T[] {
  const parts = a.sums.map((_, k) =>
    a === b
      ? backend().gram(testRows(a, k), true)
      : backend().multiply(testRows(a, k), testRows(b, k), { transposeA: true }),
  );
  const product = unfilled(a.rows.cols, b.rows.cols);
  return parts.map((_, k) => {
    product.data.fill(0);
    for (let other = 0; other < parts.length; other++)
      if (other !== k) backend().addMultiple(product.data, 1, parts[other]!.data);
    backend().addOuter(product, -trainingCount(a, k), trainingMean(a, k), trainingMean(b, k));
    return use(product, k);
  });
}

/** ‖A‖² of the training rows of each fold about their mean. */
export function trainingSizes(of: Dealt): number[] {
  const parts = of.sums.map((_, k) => {
    const { data } = testRows(of, k);
    return backend().inner(data, data);
  });
  return parts.map((_, k) => {
    const mean = trainingMean(of, k);
    const about = parts.reduce((total, part, other) => (other === k ? total : total + part), 0);
    return Math.max(0, about - trainingCount(of, k) * backend().inner(mean, mean));
  });
}

/** The squared deviations of the test rows of fold k from the training mean. */
export function testSize(of: Dealt, k: number): number {
  const { cols, data } = testRows(of, k);
  const mean = trainingMean(of, k);
  let total = 0;
  for (let at = 0; at < data.length;)
    for (let j = 0; j < cols; j++, at++) total += (data[at]! - mean[j]!) ** 2;
  return total;
}

/** The training rows of fold k about their mean, in the order of the matrix that was dealt. */
export function trainingRows(of: Dealt, order: FoldOrder, k: number): Matrix {
  const { rows, cols, data } = of.rows;
  const from = new Int32Array(rows);
  let position = 0;
  foldRows(rows, order).forEach((fold, which) => {
    for (const row of fold) {
      from[row] = which === k ? -1 : position;
      position++;
    }
  });
  const result = unfilled(trainingCount(of, k), cols);
  let to = 0;
  for (const row of from) {
    if (row < 0) continue;
    copyNumbers(data, row * cols, result.data, to, cols);
    to += cols;
  }
  backend().addToEachRow(result, -1, trainingMean(of, k));
  return result;
}
