import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { centeredScaled } from "../../representation/centered.ts";
import { requireFinite } from "../../representation/require.ts";

/** A minus its column means: the derivative of centring is centring, since H = I − 11ᵀ/n is symmetric. */
export function centerColumns(a: Matrix): Matrix {
  const result = matrix(a.rows, a.cols, a.data.slice());
  for (let j = 0; j < a.cols; j++) {
    let mean = 0;
    for (let i = 0; i < a.rows; i++) mean += a.data[i * a.cols + j]! / a.rows;
    for (let i = 0; i < a.rows; i++) result.data[i * a.cols + j]! -= mean;
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
  // Two divisions, since factor/scale alone may leave the range of float64.
  for (let k = 0; k < result.data.length; k++) result.data[k] = (result.data[k]! / scale) * factor;
  return result;
}

/** An n×p2 matrix of zeros: the gradient of a score that Y cannot change. */
export const zeroGradient = (y: Representation): Matrix => matrix(y.n, y.p);

/** a·A, a new matrix. */
export const times = (a: number, of: Matrix): Matrix => ({ ...of, data: of.data.map((value) => a * value) });

/** @throws Undefined with `overflow` where an element left the range of float64. */
export function finite(gradient: Matrix): Matrix {
  for (const value of gradient.data) requireFinite(value);
  return gradient;
}
