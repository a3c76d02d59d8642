import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { scaleRows, squaredLengths } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { scaleOf } from "../../representation/centered.ts";
import { spectrum, squaredSize } from "../../representation/spectral.ts";
import type { FoldOrder, RidgeFold } from "./folds.ts";
import { foldTrace } from "./folds.ts";
import { ridgeFilter } from "./predict.ts";

/**
 * What λ multiplies before it is added to the diagonal of YᵀY: `absolute` 1, `rows` the number of training rows n,
 * `trace` the mean diagonal element tr(YᵀY)/p of the training rows, which makes it free of units.
 */
export type LambdaUnit = "absolute" | "rows" | "trace";

/** How cross-validated residuals become one R². */
export type Aggregate = "pooled" | "fold-mean";

/** The grid of the default ridge, in units of the mean diagonal element. */
export const LAMBDA_GRID: readonly number[] = [1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3];

/** A cross-validation scheme; it is part of a measure's definition. */
export interface Scheme {
  /** 0 is least squares (minimum norm); `grid` chooses from {@link LAMBDA_GRID} inside each training fold. */
  readonly lambda: number | "grid";
  readonly unit: LambdaUnit;
  readonly folds: FoldOrder;
  readonly aggregate: Aggregate;
}

/** κ: what is added to the diagonal of YᵀY of the scaled training rows. */
export function penalty(
  lambda: number,
  unit: LambdaUnit,
  rows: number,
  trace: number,
  p: number,
  scale: number,
): number {
  if (unit === "trace") return (lambda * trace) / p;
  return (lambda * (unit === "rows" ? rows : 1)) / scale / scale;
}

/** In-sample ridge predictions of a target, n×q and centred, from Y: U·diag(f)·Uᵀ·target. */
export function inSamplePredictions(
  target: Matrix,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
): Matrix {
  const { u, sigma, rank } = spectrum(y);
  const kappa = penalty(lambda, unit, y.n, squaredSize(y), y.p, scaleOf(y));
  const inside = backend().multiply(u, target, { transposeA: true });
  return backend().multiply(u, scaleRows(ridgeFilter(sigma.slice(0, rank), kappa), inside));
}

/**
 * Generalised cross-validation (Golub, Heath and Wahba 1979) on the training rows: the κ with the smallest
 * SSE(κ) / (1 − tr H/n)², with the intercept counted in tr H. The choice costs a sum over singular values and no
 * further decomposition.
 *
 * @param projected - VᵀYᵀX of the training rows
 * @param total - ‖X‖² of the training rows
 */
export function bestPenalty(
  { rows: n, variances }: RidgeFold,
  projected: Matrix,
  total: number,
  kappas: readonly number[],
): number {
  const sizes = squaredLengths(projected);
  let [best, bestScore] = [kappas[0]!, Infinity];
  for (const kappa of kappas) {
    let [explained, freedom] = [0, 1];
    for (let i = 0; i < variances.length; i++) {
      const f = variances[i]! / (variances[i]! + kappa);
      // (2f − f²)·‖uᵢᵀX‖², with no division by a variance that may be nothing.
      explained += ((2 - f) * sizes[i]!) / (variances[i]! + kappa);
      freedom += f;
    }
    const score = Math.max(0, total - explained) / (1 - freedom / n) ** 2;
    if (score < bestScore) [best, bestScore] = [kappa, score];
  }
  return best;
}

/** What is tried as κ in one training fold: one value, or those of the grid. */
export function foldPenalties(
  y: Representation,
  fold: Pick<RidgeFold, "rows" | "variances">,
  scheme: Scheme,
): number[] {
  const scale = scaleOf(y);
  const trace = foldTrace(fold);
  const penalties: number[] = [];
  for (const lambda of scheme.lambda === "grid" ? LAMBDA_GRID : [scheme.lambda])
    penalties.push(penalty(lambda, scheme.unit, fold.rows, trace, y.p, scale));
  return penalties;
}
