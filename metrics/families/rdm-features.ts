import type { Representation } from "../../core/representation.ts";
import { inner, largestOf, minus, multipliedBy, over, sum } from "../../linalg/elementwise.ts";
import { powerOfTwoAbove } from "../../representation/powers.ts";
import { derivedBy } from "../../representation/derived-by.ts";
import { derivedWith } from "../../representation/derived.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import type { TieGroups } from "../../representation/ranks.ts";
import { tiedRanks, tieGroups } from "../../representation/ranks.ts";
import type { Rdm, RdmKind } from "../../representation/rdm.ts";
import { rdm } from "../../representation/rdm.ts";
import { hollow, packSymmetric } from "../../representation/symmetric.ts";
import type { Feature } from "./feature.ts";
import { feature, featureRule } from "./feature.ts";
import { field, triangular, triangularInt, unlessReason } from "../../representation/row-rules.ts";

/** Comparisons of two RDMs that are a cosine of two vectors. */
export type CosineComparison = "pearson" | "spearman" | "rho-a" | "cosine" | "corr-cov" | "cosine-cov";

const ALL_TIED = "has a constant RDM: its entries are all equal";
const ZERO = "has a constant RDM: its entries are all zero";

/** The RDM with its largest entry in [½, 1), so that squares stay in range at any scale. */
const scaledRdm = derivedWith(
  "scaledRdm",
  (x, kind: RdmKind): Rdm => {
    const made = rdm(x, kind);
    if ("reason" in made) return made;
    const by = powerOfTwoAbove(largestOf(made.values));
    return by === 1 ? made : { values: over(made.values, by), scale: made.scale * by };
  },
  unlessReason(field("values", triangular)),
);

/** The entries of an RDM in groups of ties, or why there are none. */
export const rdmTies = derivedWith(
  "rdmTies",
  (x, kind: RdmKind): TieGroups | { readonly reason: string } => {
    const made = rdm(x, kind);
    if ("reason" in made) return made;
    const groups = tieGroups(made.values);
    return groups.size.length < 2 ? { reason: ALL_TIED } : groups;
  },
  unlessReason(field("group", triangularInt)),
);

const minusMean = (values: Float64Array): Float64Array => minus(values, sum(values) / values.length);

/** −½·H·D·H as a vector: the Gram matrix of the points whose squared distances are D. */
const gramOf = (values: Float64Array, n: number): Float64Array =>
  multipliedBy(packSymmetric(doubleCenter(hollow(values, n))), -0.5);

/**
 * The vector of X whose cosine with Y's is the comparison. The whitened ones weight by the covariance that sampling
 * noise gives to the estimates of squared distances, V = (CCᵀ)∘(CCᵀ) for C the contrasts of all pairs (Diedrichsen et
 * al. 2020): dᵀV⁻¹d′ is proportional to ⟨HDH, HD′H⟩, so that no m×m matrix is needed.
 */
export const rdmFeature = derivedBy(
  "rdmFeature",
  (x: Representation, { rdm: kind, compare }: { rdm: RdmKind; compare: CosineComparison }): Feature => {
    if (compare === "spearman" || compare === "rho-a") {
      const ranked = rdm(x, kind);
      return "reason" in ranked ? ranked : feature(tiedRanks(ranked.values), 0, ALL_TIED);
    }
    const made = scaledRdm(x, kind);
    if ("reason" in made) return made;
    const { values, scale } = made;
    const length = Math.sqrt(inner(values, values));
    if (length === 0) return { reason: ZERO };
    switch (compare) {
      case "pearson":
        return feature(minusMean(values), length, ALL_TIED, scale);
      case "cosine":
        return feature(values, length, ZERO, scale);
      case "corr-cov":
        return feature(gramOf(minusMean(values), x.n), length, ALL_TIED, scale);
      case "cosine-cov":
        return feature(gramOf(values, x.n), length, ZERO, scale);
    }
  },
  ({ rdm: kind, compare }) => `${kind} ${compare === "rho-a" ? "spearman" : compare}`,
  featureRule,
);
