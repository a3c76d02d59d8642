import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { backend } from "../../linalg/index.ts";
import { centeredScaled } from "../../representation/centered.ts";
import { requireFinite } from "../../representation/require.ts";

/** A minus its column means: the derivative of centring is centring, since H = I − 11ᵀ/n is symmetric. */
export function centerColumns(a: Matrix): Matrix {
  const { rows, cols, data } = a;
  const mean = new Float64Array(cols);
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < cols; j++, k++) mean[j]! += data[k]!;
  for (let j = 0; j < cols; j++) mean[j]! /= rows;
  const result = matrix(rows, cols);
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) result.data[k] = data[k]! - mean[j]!;
  }
  return result;
}

/**
 * The gradient with respect to Y as it was given, from G, the one with respect to the scaled centred matrix Ŷ, where
 * Yc = scale·Ŷ: H·G·factor/scale.
 *
 * @param factor What the value was multiplied by to undo the scaling; 1 for scale-free measures.
 */
export function fromScaled(y: Representation, g: Matrix, factor = 1): Matrix {
  const { scale } = centeredScaled(y);
  const result = centerColumns(g);
  if (scale === 1 && factor === 1) return result;
  // Two steps, since factor/scale alone may leave the range of float64.
  for (let k = 0; k < result.data.length; k++) result.data[k] = (result.data[k]! / scale) * factor;
  return result;
}

/**
 * {@link fromScaled} of a·A·L + b·B·R for column-centred A and B: the result has centred columns without being centred,
 * and the small factors L and R take up the numbers and the scale.
 */
export function fromCenteredProducts(
  y: Representation,
  [a, left, l]: readonly [number, Matrix, Matrix],
  [b, right, r]: readonly [number, Matrix, Matrix],
): Matrix {
  const { scale } = centeredScaled(y);
  const first = backend().multiply(left, times(a / scale, l));
  return backend().multiply(right, times(b / scale, r), { addTo: first });
}

/** An n×p2 matrix of zeros: the gradient of a score that Y cannot change. */
export const zeroGradient = (y: Representation): Matrix => matrix(y.n, y.p);

/** a·A, a new matrix. */
export function times(a: number, { rows, cols, data }: Matrix): Matrix {
  const result = matrix(rows, cols);
  // In a loop: `map` calls a function for each element and takes several times as long.
  for (let k = 0; k < data.length; k++) result.data[k] = a * data[k]!;
  return result;
}

/** @throws Undefined with `overflow` where an element left the range of float64. */
export function finite(gradient: Matrix): Matrix {
  for (const value of gradient.data) requireFinite(value);
  return gradient;
}
