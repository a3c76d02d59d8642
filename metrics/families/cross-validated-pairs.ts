import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { scaleColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { derivedWith } from "../../representation/derived.ts";
import { packedGram, squaredSize } from "../../representation/spectral.ts";
import { packSymmetric } from "../../representation/symmetric.ts";
import { mapEntries, stackedProducts } from "./all-pairs.ts";
import { foldsOf } from "./held-out.ts";
import { predictorFolds, type FoldOrder } from "./folds.ts";
import { heldOutMap, leastSquaresFolds } from "./least-squares-folds.ts";

/** Above this many rows an n×n matrix for each predictor costs more than the small products of each pair. */
export const MOST_ROWS = 1024;

/** Rows eᵢ − 1_train/m for the test rows i of one fold: what takes the training mean off them. */
function deviations(n: number, test: Int32Array, train: Int32Array): Matrix {
  const rows = matrix(test.length, n);
  test.forEach((i, k) => {
    for (const j of train) rows.data[k * n + j] = -1 / train.length;
    rows.data[k * n + i] = 1;
  });
  return rows;
}

/** Σₖ AₖᵀAₖ, packed: its inner product with the Gram matrix of X is Σₖ‖AₖXc‖². */
function packedSum(parts: readonly Matrix[]): Float64Array {
  const [first, ...rest] = parts.map((part) => packSymmetric(backend().gram(part, true)));
  for (const other of rest) other.forEach((value, k) => (first![k]! += value));
  return first!;
}

/** The squared deviations of test rows from their training means, as a functional of the Gram matrix. */
const deviation = derivedWith("foldDeviation", (x: Representation, order: FoldOrder) =>
  packedSum(foldsOf(x.n, order).map(({ test, train }) => deviations(x.n, test, train))),
);

/** The squared residuals of least squares on Y: Aₖ takes the training mean and then the prediction off the test rows. */
const residual = derivedWith("foldResidual", (y: Representation, order: FoldOrder) => {
  const leftOut = leastSquaresFolds(y, order);
  if (leftOut !== undefined) return packedSum([heldOutMap(y, leftOut, order)]);
  const folds = predictorFolds(y, order);
  return packedSum(
    foldsOf(y.n, order).map(({ test, train }, k) => {
      const { u, s, testScores } = folds[k]!;
      const a = deviations(y.n, test, train);
      // The columns of U are orthogonal to 1: the mean needs no taking off once more.
      const map = backend().multiply(
        scaleColumns(
          testScores,
          s.map((value) => 1 / value),
        ),
        u,
        {
          transposeB: true,
        },
      );
      for (let i = 0; i < test.length; i++) {
        train.forEach((row, j) => (a.data[i * y.n + row]! -= map.data[i * train.length + j]!));
      }
      return a;
    }),
  );
});

/**
 * Pooled cross-validated R² of least squares for all pairs (target xs[i], predictor ys[j]). Residuals are linear in the
 * target, so that SSE = ⟨R_Y, XcXcᵀ⟩ with one n×n matrix R_Y for each predictor: all pairs are one product, which pays
 * up to {@link MOST_ROWS} rows.
 */
export function leastSquaresPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  order: FoldOrder,
): Matrix {
  const gram = (x: Representation): Float64Array | undefined =>
    squaredSize(x) > 0 ? packedGram(x) : undefined;
  const errors = stackedProducts(xs, ys, gram, (y) => (squaredSize(y) > 0 ? residual(y, order) : undefined));
  const totals = stackedProducts(xs, xs.slice(0, 1), gram, (x) => deviation(x, order));
  return mapEntries(errors, (sse, i) => 1 - sse / totals.data[i]!);
}
