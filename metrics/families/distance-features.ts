import { matrix } from "../../core/matrix.ts";
import { frobenius } from "../../linalg/elementwise.ts";
import { derivedWith } from "../../representation/derived.ts";
import { distances } from "../../representation/distances.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import { isConstant } from "../../representation/spectral.ts";
import { packHollow, packSymmetric, uCenter } from "../../representation/symmetric.ts";
import type { Feature } from "./feature.ts";
import { feature, featureRule } from "./feature.ts";

/** How the distances are centred: `biased` doubly, `debiased` without the diagonal (Székely and Rizzo 2014). */
export type Centering = "biased" | "debiased";

/** The centred matrix of distances of X as a vector: inner products are n² dCov², or n(n−3) times its U-statistic. */
export const distanceFeature = derivedWith(
  "distanceFeature",
  (x, centering: Centering): Feature => {
    if (isConstant(x)) return { reason: "has zero variance: all its rows are equal" };
    const { squared, scale } = distances(x);
    const d = matrix(x.n, x.n);
    for (let k = 0; k < d.data.length; k++) d.data[k] = Math.sqrt(squared.data[k]!);
    const vector = centering === "biased" ? packSymmetric(doubleCenter(d, d)) : packHollow(uCenter(d));
    return feature(vector, frobenius(d), "has distances that are all equal", scale);
  },
  featureRule,
);
