import type { Representation } from "../../core/representation.ts";
import { matrix, type Matrix } from "../../core/matrix.ts";
import { clamped, leadingColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { derivedWith } from "../../representation/derived.ts";
import { dealt, ofTrainingProducts, testRows, trainingCount, trainingMean } from "./dealt.ts";
import type { FoldOrder, RidgeFold } from "./folds.ts";

/** A fold from the eigenvectors of the covariance of its training rows. */
export interface CovarianceFold extends RidgeFold {
  /** V, a column for each variance. */
  readonly vectors: Matrix;
  /** What the variances are exact to, in units of ε: the largest one, about the mean of all rows. */
  readonly largest: number;
}

/**
 * The folds of a predictor from p×p covariances, to which every row is multiplied once: exact where all that is inverted
 * is well above ε times the largest variance.
 */
export const covarianceFolds = derivedWith(
  "covarianceFolds",
  (y: Representation, order: FoldOrder): CovarianceFold[] => {
    const all = dealt(y, order);
    return ofTrainingProducts(all, all, (product, k) => {
      const eigen = backend().eigenSymmetric(product);
      const mean = trainingMean(all, k);
      const count = trainingCount(all, k);
      // Rows about their mean have no more variances: the others are rounding.
      const values = eigen.values.slice(0, count - 1);
      const vectors = leadingColumns(eigen.vectors, values.length);
      const testScores = backend().multiply(testRows(all, k), vectors);
      const offset = backend().multiply(matrix(1, mean.length, mean), vectors);
      backend().addToEachRow(testScores, -1, offset.data);
      return {
        rows: count,
        variances: clamped(values, 0, Infinity),
        testScores,
        vectors,
        largest: (values[0] ?? 0) + count * backend().inner(mean, mean),
      };
    });
  },
);
