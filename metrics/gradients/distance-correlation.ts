import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { distances } from "../../representation/distances.ts";
import { unpack } from "../../representation/symmetric.ts";
import type { Centering } from "../families/distance-features.ts";
import { distanceFeature } from "../families/distance-features.ts";
import { bothFeatures, cosine } from "../families/feature.ts";
import { cosineGradient, distanceGradient } from "./distances.ts";

/**
 * ∂s/∂Y, n×p2, of the cosine s of two centred distance matrices: bias-corrected dCor² (`debiased`), or dCor² (`biased`),
 * of which dCor is the root. Both ways of centring are orthogonal projections, and the gradient of a cosine lies in
 * their range.
 *
 * Where two rows of Y coincide the distance has a kink; no direction is preferred there.
 *
 * @throws Undefined where s is undefined.
 */
export function distanceCosineGradient(x: Representation, y: Representation, centering: Centering): Matrix {
  const [a, b] = bothFeatures(x, y, (side) => distanceFeature(side, centering));
  const w = unpack(cosineGradient(a, b, cosine(a, b)), y.n);
  const d2 = distances(y).squared.data;
  const data = w.data.map((value, k) => (d2[k] === 0 ? 0 : value / (2 * Math.sqrt(d2[k]!))));
  return distanceGradient({ ...w, data }, y);
}

/** ∂dCor/∂Y = ∂dCor²/∂Y / (2 dCor). @throws Undefined where dCor is undefined. */
export function distanceCorrelationGradient(x: Representation, y: Representation): Matrix {
  const s = Math.sqrt(cosine(...bothFeatures(x, y, (side) => distanceFeature(side, "biased"))));
  const squared = distanceCosineGradient(x, y, "biased");
  return { ...squared, data: squared.data.map((value) => value / (2 * s)) };
}
