import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { inner, leadingColumns, scaleColumns, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { squaredSize } from "../../representation/spectral.ts";
import { orNaN } from "./all-pairs.ts";
import { arccos } from "./angles.ts";
import { reduceCrossBlocks } from "./cross-blocks.ts";
import type { FoldOrder } from "./folds.ts";
import { FOLDS, predictorFolds, splits } from "./folds.ts";

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

/** One side of fold k. */
function fit(x: Representation, folds: FoldOrder, k: number, weigh: Weigh): FittedSide {
  const { test } = splits(x, folds)[k]!;
  const { u, s, testScores } = predictorFolds(x, folds)[k]!;
  const { weights, beyond } = weigh(s, x);
  const kept = weights.length;
  const scores = leadingColumns(testScores, kept);
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

/** The angle between the test rows of one fold. @param cross The training rows' product, which decides the rotation. */
function foldAngle(a: FittedSide, b: FittedSide, cross: Matrix): number {
  if (a.size === 0 || b.size === 0) throw new Undefined("a test fold has zero variance in what is kept");
  const { u, vt } = backend().svd(cross);
  const rotated = backend().multiply(backend().multiply(a.test, u), vt);
  return arccos(inner(rotated.data, b.test.data) / a.size / b.size);
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
  let total = 0;
  for (let k = 0; k < FOLDS; k++) {
    const [a, b] = [fit(x, folds, k, weigh), fit(y, folds, k, weigh)];
    total += foldAngle(a, b, backend().multiply(a.train, b.train, { transposeA: true }));
  }
  return total / FOLDS;
}

/** {@link crossValidatedAngle} of all pairs, the training rows' products in few large ones. NaN where there is none. */
export function crossValidatedAngles(
  xs: readonly Representation[],
  ys: readonly Representation[],
  folds: FoldOrder,
  weigh: Weigh,
): Matrix {
  const sides = new Map<Representation, FittedSide>();
  const total = matrix(xs.length, ys.length);
  for (let k = 0; k < FOLDS; k++) {
    for (const x of new Set([...xs, ...ys])) if (squaredSize(x) > 0) sides.set(x, fit(x, folds, k, weigh));
    const angles = reduceCrossBlocks(
      xs,
      ys,
      (x) => sides.get(x)?.train,
      (cross, x, y) => orNaN(() => foldAngle(sides.get(x)!, sides.get(y)!, cross)),
    );
    angles.data.forEach((angle, i) => (total.data[i]! += angle / FOLDS));
  }
  return total;
}
