import { centredTriangle, squareRoots } from "../../linalg/triangles.ts";
import { distanceTriangle } from "../../representation/distances.ts";
import { isConstant } from "../../representation/spectral.ts";
import { feature } from "./feature.ts";
import { pairFeature } from "./pair-features.ts";

/** How the distances are centred: `biased` doubly, `debiased` without the diagonal (Székely and Rizzo 2014). */
export type Centering = "biased" | "debiased";

const CENTRING = { biased: "double", debiased: "unbiased" } as const;

const features = pairFeature(
  "distanceFeature",
  (centering: Centering) => CENTRING[centering],
  (x, centering, found, into) => {
    if (isConstant(x)) return { reason: "has zero variance: all its rows are equal" };
    const { values, scale } = found ?? distanceTriangle(x);
    const made = centredTriangle(values, x.n, [squareRoots], CENTRING[centering], into);
    return feature(made.vector, made.before, "has distances that are all equal", scale, made.norm);
  },
);

/** The centred matrix of distances of X as a vector: inner products are n² dCov², or n(n−3) times its U-statistic. */
export const distanceFeature = features.kept;

/** {@link distanceFeature} for the moment. */
export const momentaryDistanceFeature = features.momentary;
