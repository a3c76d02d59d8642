import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { inner } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { distances, distanceTriangle } from "../../representation/distances.ts";
import type { Exponents } from "../../representation/kernel-matrix.ts";
import { exponents, medianSquared, middleSquared } from "../../representation/kernel-matrix.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { unpack } from "../../representation/symmetric.ts";
import type { Feature } from "../families/feature.ts";
import { bothFeatures, cosine, need } from "../families/feature.ts";
import { vectorDistance } from "../families/kernel-distance.ts";
import type { Estimator, KernelChoice } from "../families/kernel-features.ts";
import { kernelFeature, kernelValues, linearFeature, rawFeature } from "../families/kernel-features.ts";
import { cosineGradient, distanceGradient } from "./distances.ts";
import { finite, fromScaled, times, zeroGradient } from "./raw.ts";

/**
 * ∂s/∂K from the gradient by the projected kernel. Double centring and U-centring are orthogonal projections, and the
 * gradient of a cosine lies in their range already; `lange` drops the diagonal after centring, so that the adjoint
 * centres what has no diagonal.
 */
const adjoint = (w: Matrix, estimator: Estimator): Matrix => (estimator === "lange" ? doubleCenter(w) : w);

/** Row and column of element k of a strict lower triangle, row by row. */
function pairOf(k: number): readonly [number, number] {
  let i = Math.floor((1 + Math.sqrt(1 + 8 * k)) / 2);
  if ((i * (i - 1)) / 2 > k) i--;
  return [i, k - (i * (i - 1)) / 2];
}

/** Adds to P what the width's own dependence on the median squared distance gives: the median is one pair, or two. */
function addMedian(p: Matrix, y: Representation, by: number, which: "off" | "all"): void {
  const n = y.n;
  const pairs = distanceTriangle(y).values;
  for (const value of middleSquared(pairs, n, which)) {
    // A zero that is not of a pair is one of the diagonal, which is constant.
    const k = pairs.indexOf(value);
    if (k < 0) continue;
    const [i, j] = pairOf(k);
    // Half for each middle place, half for each order of the pair.
    p.data[i * n + j]! += by / 4;
    p.data[j * n + i]! += by / 4;
  }
}

/** A kernel of the distance, or the linear one, and the estimator of HSIC. */
export type AnyKernel = KernelChoice | { readonly kernel: "linear"; readonly estimator: Estimator };

const featureOf = (x: Representation, choice: AnyKernel): Feature =>
  choice.kernel === "linear" ? linearFeature(x, choice.estimator) : kernelFeature(x, choice);

/** From ∂f/∂K of a kernel of the distance, n×n, the bandwidth's own dependence on Y included. */
function throughDistances(y: Representation, choice: KernelChoice, byKernel: Matrix): Matrix {
  const n = y.n;
  const found = exponents(y, choice) as Exponents;
  const { derivative } = kernelValues(found, choice.estimator);
  const squared = distances(y).squared.data;
  const p = matrix(n, n);
  for (let k = 0; k < p.data.length; k++) {
    if (k % (n + 1) === 0) continue;
    const t = found.of(squared[k]!);
    p.data[k] = byKernel.data[k]! * derivative(t) * found.slope(squared[k]!, t);
  }
  if ("times" in choice.width) {
    // t depends on d²/median: ∂t/∂median = −(d²/median)·∂t/∂d².
    const middle = medianSquared[choice.width.median](y);
    addMedian(p, y, -inner(p.data, squared) / middle, choice.width.median);
  }
  return distanceGradient(p, y);
}

/**
 * ∂f/∂Y, n×p2, of a function f of the kernel matrix of Y, from ∂f/∂K, n×n and symmetric; of a kernel of the distance
 * the diagonal is constant and not read. K is over its factor: `kernelValues`, or the Gram matrix of the scaled Y.
 */
export const throughKernel = (y: Representation, choice: AnyKernel, byKernel: Matrix): Matrix =>
  choice.kernel === "linear"
    ? fromScaled(y, times(2, backend().multiply(byKernel, centered(y))))
    : throughDistances(y, choice, byKernel);

/** The same from the gradient with respect to the vector that an estimator makes of K. */
const throughFeature = (y: Representation, choice: AnyKernel, byVector: Float64Array): Matrix =>
  throughKernel(y, choice, adjoint(unpack(byVector, y.n), choice.estimator));

/**
 * ∂s/∂Y, n×p2, of the cosine s between the projected kernel matrices of X and Y (every CKA with a linear, Gaussian or
 * Laplace kernel), the bandwidth's own dependence on Y through the median distance included. Where the median is tied,
 * s has no derivative and one of the tied pairs is taken.
 *
 * @throws Undefined where s is undefined.
 */
export function kernelGradient(x: Representation, y: Representation, choice: AnyKernel): Matrix {
  const [a, b] = bothFeatures(x, y, (side) => featureOf(side, choice));
  return throughFeature(y, choice, cosineGradient(a, b, cosine(a, b)));
}

/**
 * ∂/∂Y of the inner product of the projected kernel matrices over `denominator`, HSIC, n×p2; zero where X does not
 * vary. The width as in {@link kernelGradient}.
 *
 * @throws Undefined where a side has no kernel matrix, Y does not vary, or with `overflow`.
 */
export function kernelInnerGradient(
  x: Representation,
  y: Representation,
  choice: AnyKernel,
  denominator: number,
): Matrix {
  const [left, b] = [featureOf(x, choice), need("Y", featureOf(y, choice))];
  if ("zero" in left) return zeroGradient(y);
  const a = need("X", left);
  const gradient = throughFeature(y, choice, a.vector);
  return finite(times((a.factor * b.factor) / denominator, gradient));
}

/**
 * ∂/∂Y of the norm of the difference of the projected kernel matrices, or of its square, n×p2; zero at the optimum.
 * The width as in {@link kernelGradient}.
 *
 * @throws Undefined where a side has no kernel matrix, Y does not vary, or with `overflow`.
 */
export function kernelDistanceGradient(
  x: Representation,
  y: Representation,
  choice: AnyKernel,
  squared: boolean,
): Matrix {
  const distance = vectorDistance(x, y, (side) => featureOf(side, choice));
  if (distance === 0) return zeroGradient(y);
  const [left, b] = [featureOf(x, choice), need("Y", featureOf(y, choice))];
  const a = "zero" in left ? undefined : need("X", left);
  const byVector = b.vector.map(
    (value, k) =>
      value * (b.factor / distance) - (a === undefined ? 0 : a.vector[k]! * (a.factor / distance)),
  );
  return finite(times(b.factor * (squared ? 2 * distance : 1), throughFeature(y, choice, byVector)));
}

/** ∂/∂Y of the cosine of Gram matrices that are not centred, n×p2. @throws Undefined where a side is zero. */
export function uncentredCkaGradient(x: Representation, y: Representation): Matrix {
  const [a, b] = bothFeatures(x, y, rawFeature);
  const byGram = unpack(cosineGradient(a, b, cosine(a, b)), y.n);
  const { matrix: values, scale } = scaledValues(y);
  return times(2 / scale, backend().multiply(byGram, values));
}
