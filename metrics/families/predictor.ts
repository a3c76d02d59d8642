import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { scaleRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { chunksOf } from "./cross-blocks.ts";
import { covarianceFolds, type CovarianceFold } from "./covariance-folds.ts";
import { dealt, ofTrainingProducts, trainingRows, type Dealt } from "./dealt.ts";
import { predictorFolds, ridgeFold, type RidgeFold } from "./folds.ts";
import { foldPenalties, type Scheme } from "./ridge.ts";

/** A predictor's folds for one scheme. */
export interface Predictor {
  readonly folds: readonly RidgeFold[];
  /** VᵀYᵀX of the training rows of each fold, both sides about their means there. */
  readonly project: (target: Dealt) => Matrix[];
}

/**
 * The smallest λ + κ that is inverted, as a share of the largest variance, for which the covariance is decomposed: rounding
 * of it costs predictions some ε·√p/λ for λ in units of the mean variance. Least squares has no κ, and asks for more.
 */
const LEAST = { ridge: 1e-6, leastSquares: 1e-4 };

function isExact(y: Representation, fold: CovarianceFold, scheme: Scheme): boolean {
  const kappa = Math.min(...foldPenalties(y, fold, scheme));
  const least = kappa + (fold.variances.at(-1) ?? 0);
  const share = scheme.lambda === 0 ? LEAST.leastSquares : LEAST.ridge;
  return least > 0 && least >= share * fold.largest;
}

/** The folds of Y as ridge regression reads them: from covariances where that is exact, else from singular vectors. */
export function predictorOf(y: Representation, scheme: Scheme): Predictor {
  // Without κ, no less than as many units as training rows can be exact.
  if (scheme.lambda !== 0 || y.p < y.n / 2) {
    const folds = covarianceFolds(y, scheme.folds);
    if (folds.every((fold) => isExact(y, fold, scheme))) {
      return {
        folds,
        project: (target) =>
          ofTrainingProducts(dealt(y, scheme.folds), target, (product, k) =>
            backend().multiply(folds[k]!.vectors, product, { transposeA: true }),
          ),
      };
    }
  }
  const folds = predictorFolds(y, scheme.folds);
  return {
    folds: folds.map(ridgeFold),
    project: (target) =>
      folds.map(({ u, s }, k) =>
        scaleRows(s, backend().multiply(u, trainingRows(target, scheme.folds, k), { transposeA: true })),
      ),
  };
}

/** Targets that meet a predictor in one product. */
export interface TargetChunk {
  readonly start: number;
  readonly members: readonly Dealt[];
  readonly joined: Dealt;
}

/** Targets side by side, in chunks of a size that a product handles well. */
export const targetChunks = (targets: readonly Dealt[]): TargetChunk[] =>
  chunksOf(targets.map(({ rows }) => rows)).map(({ start, members: { length }, joined }) => {
    const members = targets.slice(start, start + length);
    if (length === 1) return { start, members, joined: members[0]! };
    const sums = members[0]!.sums.map((_, k) =>
      Float64Array.from(members.flatMap((member) => [...member.sums[k]!])),
    );
    return { start, members, joined: { rows: joined, starts: members[0]!.starts, sums } };
  });
