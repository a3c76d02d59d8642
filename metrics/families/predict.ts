import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { copyNumbers } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { block } from "./cross-blocks.ts";
import type { RidgeFold } from "./folds.ts";

/** f = σ²/(σ²+κ), the share of each component that ridge keeps. */
export const ridgeFilter = (s: Float64Array, kappa: number): Float64Array =>
  s.map((value) => (kappa === 0 ? 1 : value ** 2 / (value ** 2 + kappa)));

/** VᵀYᵀX becomes the coefficients, in place. */
function shrink(own: Matrix, variances: Float64Array, kappa: number): void {
  for (let i = 0, k = 0; i < own.rows; i++) {
    const gain = 1 / (variances[i]! + kappa);
    for (let j = 0; j < own.cols; j++, k++) own.data[k]! *= gain;
  }
}

/**
 * Ridge predictions of the test rows of one fold for several targets, side by side: one large product.
 *
 * @param projected VᵀYᵀX of the training rows of all targets. It may be written over.
 * @param widths How many columns of it each target has.
 * @param kappaOf κ of one target, from its columns.
 * @returns One matrix for each target.
 */
export function predictTogether(
  { variances, testScores }: RidgeFold,
  projected: Matrix,
  widths: readonly number[],
  kappaOf: (own: Matrix, which: number) => number,
): Matrix[] {
  const coefficients = (own: Matrix, which: number): Matrix => {
    shrink(own, variances, kappaOf(own, which));
    return own;
  };
  if (widths.length === 1) return [backend().multiply(testScores, coefficients(projected, 0))];
  const joined = matrix(projected.rows, projected.cols);
  let from = 0;
  widths.forEach((cols, which) => {
    const { data } = coefficients(block(projected, 0, projected.rows, from, cols), which);
    for (let k = 0; k < joined.rows; k++) {
      copyNumbers(data, k * cols, joined.data, k * joined.cols + from, cols);
    }
    from += cols;
  });
  const predicted = backend().multiply(testScores, joined);
  from = 0;
  return widths.map((cols) => {
    const own = block(predicted, 0, predicted.rows, from, cols);
    from += cols;
    return own;
  });
}
