import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { distances } from "../../representation/distances.ts";
import { triangle } from "../../representation/kernels.ts";
import { hollow } from "../../representation/symmetric.ts";
import { bothFeatures, cosine } from "../families/feature.ts";
import { rdmFeature } from "../families/rdm-features.ts";
import { cosineGradient, distanceGradient } from "./distances.ts";

/**
 * ∂r/∂Y, n×p2, of the Pearson correlation r of two RDMs of distances or squared distances. Centring a vector is a
 * projection, and the gradient of a cosine lies in its range, so that ∂r/∂D is that of the cosine.
 *
 * Where two rows of Y coincide the distance has a kink; no direction is preferred there.
 *
 * @throws Undefined where r is undefined.
 */
export function rsaPearsonGradient(
  x: Representation,
  y: Representation,
  kind: "squared-euclidean" | "euclidean",
): Matrix {
  const [a, b] = bothFeatures(x, y, (side) => rdmFeature(side, { rdm: kind, compare: "pearson" }));
  const byEntry = cosineGradient(a, b, cosine(a, b));
  const { squared, scale } = distances(y);
  const d2 = triangle(squared);
  // The vector is the RDM of `distances` over a number; its gradient goes with one over that.
  const over = b.factor / (kind === "euclidean" ? scale : scale ** 2);
  const p = byEntry.map((value, k) => {
    // Half for each order of the pair.
    const half = value / over / 2;
    if (kind === "squared-euclidean") return half;
    return d2[k] === 0 ? 0 : half / (2 * Math.sqrt(d2[k]!));
  });
  return distanceGradient(hollow(p, y.n), y);
}
