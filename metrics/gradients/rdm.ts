import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { inner, sum } from "../../linalg/elementwise.ts";
import { distanceTriangle } from "../../representation/distances.ts";
import type { Rdm, RdmKind } from "../../representation/rdm.ts";
import { embedding, POISSON_PRIOR, rdm } from "../../representation/rdm.ts";
import { hollow } from "../../representation/symmetric.ts";
import { distanceGradient } from "./distances.ts";
import { throughDirections } from "./directions.ts";
import { times } from "./raw.ts";
import { smoothFactors, throughSubspace } from "./subspace.ts";
import { scaleOf } from "../../representation/centered.ts";

/** Of a function of the squared distances d²ₖ of `distances(points)`, one for each pair, n×p. */
const throughPoints = (points: Representation, byEntry: Float64Array): Matrix =>
  // Half for each order of the pair.
  distanceGradient(hollow(times(0.5, matrix(1, byEntry.length, byEntry)).data, points.n), points);

/** ∂f/∂d² for entries d: a distance has a kink where two rows coincide, and no direction is preferred there. */
const ofRoots = (byEntry: Float64Array, d2: Float64Array): Float64Array =>
  byEntry.map((value, k) => (d2[k] === 0 ? 0 : value / (2 * Math.sqrt(d2[k]!))));

/** ∂f/∂d² for entries 1 − exp(−d²/m): directly, and through m = 2Σd²/n². */
function ofGaussian(byEntry: Float64Array, d2: Float64Array, n: number): Float64Array {
  const m = (2 * sum(d2)) / n ** 2;
  const direct = byEntry.map((value, k) => (value * Math.exp(-d2[k]! / m)) / m);
  const byMean = (-inner(direct, d2) / m) * (2 / n ** 2);
  return direct.map((value) => value + byMean);
}

/** ∂f/∂Y for entries Σ(λᵢ − λⱼ)(ln λᵢ − ln λⱼ) over their scale. */
function ofPoisson(y: Representation, byEntry: Float64Array, scale: number): Matrix {
  const { n, p } = y;
  const { rate, weight } = POISSON_PRIOR;
  const lambda = y.values.data.map((value) => (value + rate * weight) / (1 + weight));
  const result = matrix(n, p);
  let k = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++, k++) {
      for (let c = 0; c < p; c++) {
        const [a, b] = [lambda[i * p + c]!, lambda[j * p + c]!];
        const by = byEntry[k]! / scale / (1 + weight);
        const logs = Math.log(a) - Math.log(b);
        result.data[i * p + c]! += by * (logs + (a - b) / a);
        result.data[j * p + c]! -= by * (logs + (a - b) / b);
      }
    }
  }
  return result;
}

/** Y's whitened rows are those of a basis of its column space, whichever it is. */
function ofMahalanobis(y: Representation, byEntry: Float64Array): Matrix {
  const factors = smoothFactors(y);
  const { u } = factors;
  const byBasis = throughPoints({ n: u.rows, p: u.cols, values: u }, byEntry);
  return times(1 / scaleOf(y), throughSubspace(factors, byBasis));
}

/**
 * ∂f/∂Y, n×p2, of a function f of the RDM of Y, from ∂f/∂vₖ for its values: dₖ = scale·vₖ, one for each pair, as
 * `rdm` has them. A function of the dissimilarities themselves has ∂f/∂vₖ = scale·∂f/∂dₖ.
 *
 * @throws Undefined where Y has no RDM of that kind, or (Mahalanobis) has lost rank.
 */
export function throughRdm(y: Representation, kind: RdmKind, byValue: Float64Array): Matrix {
  const made: Rdm = rdm(y, kind);
  if ("reason" in made) throw new Undefined(`Y ${made.reason}`);
  switch (kind) {
    case "squared-euclidean":
      return throughPoints(y, byValue);
    case "euclidean":
      return throughPoints(y, ofRoots(byValue, distanceTriangle(y).values));
    case "gaussian":
      return throughPoints(y, ofGaussian(byValue, distanceTriangle(y).values, y.n));
    case "poisson":
      return ofPoisson(y, byValue, made.scale);
    case "mahalanobis":
      return ofMahalanobis(y, byValue);
    case "cosine":
    case "correlation": {
      const embedded = embedding(y, kind)!;
      if ("reason" in embedded) throw new Undefined(`Y ${embedded.reason}`);
      return throughDirections(y, throughPoints(embedded.points, byValue), kind === "correlation");
    }
  }
}
