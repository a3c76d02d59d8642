import type { RdmKind } from "../../representation/rdm.ts";
import { word } from "../registry/params.ts";

/** dᵢⱼ of each kind of RDM. */
export const RDM_FORMULAS: Readonly<Record<RdmKind, string>> = {
  "squared-euclidean": "dᵢⱼ = ‖xᵢ − xⱼ‖²",
  euclidean: "dᵢⱼ = ‖xᵢ − xⱼ‖",
  correlation: "dᵢⱼ = 1 − r(xᵢ, xⱼ) over units",
  cosine: "dᵢⱼ = 1 − ⟨xᵢ, xⱼ⟩/(‖xᵢ‖‖xⱼ‖)",
  mahalanobis: "dᵢⱼ = (xᵢ − xⱼ)ᵀΣ⁺(xᵢ − xⱼ), Σ = XcᵀXc/(n−1)",
  gaussian: "dᵢⱼ = 1 − exp(−‖xᵢ − xⱼ‖²/m), m the mean of all n² squared distances",
  poisson: "dᵢⱼ = Σ(λᵢ − λⱼ)(ln λᵢ − ln λⱼ), λ = (x + 0.1)/1.1",
};

/** What a reader must know of an RDM. */
export const RDM_CAVEATS: Readonly<Record<RdmKind, readonly string[]>> = {
  "squared-euclidean": ["Packages call this one Euclidean; with ranks the two are the same, otherwise not."],
  euclidean: ["Some packages take the squared distance under this name; with ranks the two are the same."],
  correlation: [
    "Undefined where a stimulus gives the same activation in every unit.",
    "Depends on the mean of each unit over stimuli, which rotations change.",
  ],
  cosine: [
    "Undefined for a stimulus without any activation.",
    "Depends on the mean of each unit over stimuli.",
  ],
  mahalanobis: [
    "With the data's own covariance, and undefined where the units span all directions.",
    "A package with this name computes squared Euclidean distances unless it is given a noise covariance.",
  ],
  gaussian: ["The width is a part of the measure: the mean squared distance, diagonal included."],
  poisson: ["For rates: undefined where an activation is negative."],
};

/** How two RDMs are compared to a similarity. */
export const COMPARISONS = [
  "pearson",
  "spearman",
  "kendall-a",
  "kendall-b",
  "rho-a",
  "cosine",
  "corr-cov",
  "cosine-cov",
  "bures",
] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The formula of each comparison of d and d′, the strict triangles of two RDMs. */
export const COMPARISON_FORMULAS: Readonly<Record<Comparison, string>> = {
  pearson: "r(d, d′)",
  spearman: "r(rank d, rank d′), mean ranks",
  "kendall-a": "τ-a(d, d′) = (concordant − discordant) / all pairs",
  "kendall-b": "τ-b(d, d′) = (concordant − discordant) / √(pairs untied in d · pairs untied in d′)",
  "rho-a": "12 Σ(rank d − r̄)(rank d′ − r̄)/(m³ − m), m = n(n−1)/2",
  cosine: "⟨d, d′⟩/(‖d‖‖d′‖)",
  "corr-cov": "cos(V^−½(d − d̄), V^−½(d′ − d̄′)), V the covariance of estimated squared distances",
  "cosine-cov": "cos(V^−½ d, V^−½ d′), V the covariance of estimated squared distances",
  bures: "‖√G√G′‖_*/√(tr G · tr G′), G = −½HDH",
};

const WHITENED = "arxiv:2007.02789 (Diedrichsen et al. 2020)";
const RSA = "doi:10.3389/neuro.06.004.2008 (Kriegeskorte et al. 2008)";
const INFERENCE = "doi:10.7554/eLife.82566 (Schütt et al. 2023)";

/** Where each comparison comes from. */
export const COMPARISON_CITES: Readonly<Record<Comparison, string>> = {
  pearson: RSA,
  spearman: RSA,
  "kendall-a": "doi:10.1371/journal.pcbi.1003553 (Nili et al. 2014)",
  "kendall-b": "doi:10.1093/biomet/33.3.239 (Kendall 1945)",
  "rho-a": INFERENCE,
  cosine: INFERENCE,
  "corr-cov": WHITENED,
  "cosine-cov": WHITENED,
  bures: "arxiv:2311.11436 (Harvey et al. 2023)",
};

export const rdmParam = word(
  "",
  ["squared-euclidean", "euclidean", "correlation", "cosine", "mahalanobis", "gaussian", "poisson"],
  "correlation",
  "the dissimilarity of two stimuli",
);

export const comparisonParam = word("", COMPARISONS, "spearman", "how two RDMs are compared");

/** The values that a comparison can take; dissimilarities are not negative, and those of points make G positive. */
export const similarityRange = ({
  rdm,
  compare,
}: {
  rdm: RdmKind;
  compare: Comparison;
}): readonly [number, number] =>
  compare === "cosine" || compare === "bures" || (compare === "cosine-cov" && rdm !== "poisson")
    ? [0, 1]
    : [-1, 1];

/** What a reader must know of a comparison. */
export const COMPARISON_CAVEATS: Readonly<Record<Comparison, readonly string[]>> = {
  pearson: [],
  spearman: [],
  "kendall-a": ["Ties keep it below 1 at identity."],
  "kendall-b": ["Corrected for ties, so that an RDM with few levels can score high."],
  "rho-a": ["Ties are not corrected for: they keep it below 1 at identity."],
  cosine: ["Dissimilarities are not negative, so that unrelated RDMs score far above 0."],
  "corr-cov": ["Whitened as if the noise were the same for every stimulus and independent between them."],
  "cosine-cov": ["Of squared Euclidean RDMs it is linear CKA."],
  bures: ["Of squared Euclidean RDMs it is the normalised Bures similarity."],
};

export const perParam = word(
  "per",
  ["all", "unit"],
  "all",
  "whether each RDM is divided by its number of units",
);
