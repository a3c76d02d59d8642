import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { scaleRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { block, type Chunk } from "./cross-blocks.ts";
import type { PredictorFold } from "./folds.ts";

/** f = σ²/(σ²+κ), the share of each component that ridge keeps. */
export const ridgeFilter = (s: Float64Array, kappa: number): Float64Array =>
  s.map((value) => (kappa === 0 ? 1 : value ** 2 / (value ** 2 + kappa)));

/**
 * Ridge predictions of the test rows of one fold for several targets, side by side: two large products for as many
 * targets as fit.
 *
 * @param trains The training rows of each target, minus their mean, in {@link chunksOf | chunks}, which several
 * predictors may share.
 * @param kappaOf κ of one target, from UᵀX of its training rows.
 * @returns One matrix for each target.
 */
export function predictTogether(
  fold: PredictorFold,
  trains: readonly Chunk[],
  kappaOf: (inside: Matrix, which: number) => number,
): Matrix[] {
  return trains.flatMap(({ start, members, joined }) => {
    const inside = backend().multiply(fold.u, joined, { transposeA: true });
    const scaled = matrix(inside.rows, inside.cols);
    let from = 0;
    members.forEach(({ cols }, i) => {
      const own = members.length === 1 ? inside : block(inside, 0, inside.rows, from, cols);
      const gains = ridgeFilter(fold.s, kappaOf(own, start + i)).map((f, k) => f / fold.s[k]!);
      const { data } = scaleRows(gains, own);
      for (let k = 0; k < own.rows; k++) {
        scaled.data.set(data.subarray(k * cols, (k + 1) * cols), k * scaled.cols + from);
      }
      from += cols;
    });
    const predicted = backend().multiply(fold.testScores, scaled);
    if (members.length === 1) return [predicted];
    from = 0;
    return members.map(({ cols }) => {
      const own = block(predicted, 0, predicted.rows, from, cols);
      from += cols;
      return own;
    });
  });
}
