import type { Matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { inner, leadingColumns, leadingRows, scaleColumns, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { numericalRank } from "../../representation/spectral.ts";
import { arccos } from "./angles.ts";
import type { FoldOrder } from "./folds.ts";
import { splits } from "./folds.ts";

/** How a training fold treats its principal components. */
export interface ComponentWeights {
  /** What the score on each kept component is multiplied by, largest component first. */
  readonly weights: Float64Array;
  /** What is multiplied what lies outside the training rows' components: 0 drops it. */
  readonly beyond: number;
}

/** {@link ComponentWeights} from the singular values of the training rows that are not rounding. */
export type Weigh = (sigma: Float64Array, of: Representation) => ComponentWeights;

/** One side of one fold: U·diag(s·w) of the training rows, the weighted scores of the test rows, and their size. */
interface FittedSide {
  readonly train: Matrix;
  readonly test: Matrix;
  readonly size: number;
}

function fit(x: Representation, { train, test }: { train: Matrix; test: Matrix }, weigh: Weigh): FittedSide {
  const { u, s, vt } = backend().svd(train);
  const rank = numericalRank(s, train.rows, x.p);
  const { weights, beyond } = weigh(s.slice(0, rank), x);
  const kept = weights.length;
  const scores = backend().multiply(test, leadingRows(vt, kept), { transposeB: true });
  const weighted = scaleColumns(scores, weights);
  const outside = Math.max(0, squaredNorm(test) - squaredNorm(scores));
  return {
    train: scaleColumns(
      leadingColumns(u, kept),
      weights.map((weight, i) => weight * s[i]!),
    ),
    test: weighted,
    size: Math.sqrt(squaredNorm(weighted) + beyond ** 2 * outside),
  };
}

/**
 * The mean over folds of the angle between the test rows of X and of Y, after both were weighted and rotated as fits
 * the training rows best. Means, components and rotations all come from the training rows.
 *
 * @throws Undefined where a test fold has no extent.
 */
export function crossValidatedAngle(
  x: Representation,
  y: Representation,
  folds: FoldOrder,
  weigh: Weigh,
): number {
  const others = splits(y, folds);
  const angles = splits(x, folds).map((split, k) => {
    const [a, b] = [fit(x, split, weigh), fit(y, others[k]!, weigh)];
    if (a.size === 0 || b.size === 0) throw new Undefined("a test fold has zero variance in what is kept");
    const { u, vt } = backend().svd(backend().multiply(a.train, b.train, { transposeA: true }));
    const rotated = backend().multiply(backend().multiply(a.test, u), vt);
    return arccos(inner(rotated.data, b.test.data) / a.size / b.size);
  });
  return angles.reduce((total, angle) => total + angle, 0) / angles.length;
}
