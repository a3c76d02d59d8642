import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { inner } from "../../linalg/elementwise.ts";
import { distances } from "../../representation/distances.ts";
import type { Exponents } from "../../representation/kernel-matrix.ts";
import { exponents, medianSquared } from "../../representation/kernel-matrix.ts";
import { doubleCenter, triangle } from "../../representation/kernels.ts";
import { selectInPlace } from "../../representation/select.ts";
import { bothFeatures, cosine } from "../families/feature.ts";
import { cosineGradient, distanceGradient } from "./distances.ts";
import type { Estimator, KernelChoice } from "../families/kernel-features.ts";
import { kernelFeature, kernelValues } from "../families/kernel-features.ts";
import { unpack } from "../../representation/symmetric.ts";

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
  const pairs = triangle(distances(y).squared);
  // The places of the middle one or two among all that the median is over; of all n² numbers the n zeros come first
  // and each pair follows twice.
  const count = which === "off" ? pairs.length : n * n;
  for (const middle of [Math.floor((count - 1) / 2), Math.floor(count / 2)]) {
    const place = which === "off" ? middle : Math.floor((middle - n) / 2);
    if (place < 0) continue;
    const [i, j] = pairOf(pairs.indexOf(selectInPlace(pairs.slice(), place)));
    // Half for each middle place, half for each order of the pair.
    p.data[i * n + j]! += by / 4;
    p.data[j * n + i]! += by / 4;
  }
}

/**
 * ∂s/∂Y, n×p2, of the cosine s between the projected kernel matrices of X and Y (every CKA with a Gaussian or Laplace
 * kernel), the bandwidth's own dependence on Y through the median distance included. Where the median is tied, s has
 * no derivative and one of the tied pairs is taken.
 *
 * @throws Undefined where s is undefined.
 */
export function kernelGradient(x: Representation, y: Representation, choice: KernelChoice): Matrix {
  const [a, b] = bothFeatures(x, y, (side) => kernelFeature(side, choice));
  const n = y.n;
  const w = adjoint(unpack(cosineGradient(a, b, cosine(a, b)), n), choice.estimator);
  const { t, slope } = exponents(y, choice) as Exponents;
  const { derivative } = kernelValues(t, choice.estimator);
  const squared = distances(y).squared.data;
  const p = matrix(n, n);
  for (let k = 0; k < p.data.length; k++) {
    const i = Math.floor(k / n);
    if (k !== i * (n + 1)) p.data[k] = w.data[k]! * derivative(t.data[k]!) * slope(squared[k]!, t.data[k]!);
  }
  if ("times" in choice.width) {
    // t depends on d²/median: ∂t/∂median = −(d²/median)·∂t/∂d².
    const middle = medianSquared[choice.width.median](y);
    addMedian(p, y, -inner(p.data, squared) / middle, choice.width.median);
  }
  return distanceGradient(p, y);
}
