import { closure } from "../../core/invariance.ts";
import type { Transform } from "../../core/invariance.ts";
import type { MetricEntry } from "../../core/result.ts";

type Class = "affine" | "orthogonal" | "unscaled" | "permutation" | "none";

const CLASSES: Readonly<Record<Class, readonly Transform[]>> = {
  affine: ["affine", "zero-padding", "unit-duplication"],
  orthogonal: ["orthogonal", "isotropic-scaling", "translation", "zero-padding"],
  unscaled: ["orthogonal", "translation", "zero-padding"],
  permutation: ["permutation", "isotropic-scaling", "translation"],
  none: [],
};

type Row = readonly [id: string, title: string, family: string, invariant: Class, formula: string];

/** Names and formulas of real measures; everything else about them is made up. */
const ROWS: readonly Row[] = [
  ["hsic-linear", "Linear HSIC", "hsic", "unscaled", "‖YcᵀXc‖² / (n − 1)²"],
  ["cka-linear", "Linear CKA", "cka", "orthogonal", "‖YcᵀXc‖² / (‖XcᵀXc‖ ‖YcᵀYc‖)"],
  ["cka-angular", "Angular CKA", "cka", "orthogonal", "arccos(CKA)"],
  ["cka-debiased", "Debiased CKA", "cka", "orthogonal", "HSIC₁(X, Y) / √(HSIC₁(X, X) HSIC₁(Y, Y))"],
  ["cka-lange", "CKA with zero diagonal", "cka", "orthogonal", "cos(K̃, L̃)"],
  ["cka-rbf-0.2", "RBF CKA, σ = 0.2 medians", "cka", "orthogonal", "tr(KHLH) / √(tr(KHKH) tr(LHLH))"],
  ["cka-rbf-0.4", "RBF CKA, σ = 0.4 medians", "cka", "orthogonal", "tr(KHLH) / √(tr(KHKH) tr(LHLH))"],
  ["cka-rbf-0.8", "RBF CKA, σ = 0.8 medians", "cka", "orthogonal", "tr(KHLH) / √(tr(KHKH) tr(LHLH))"],
  ["cca-mean", "Mean canonical correlation", "cca", "affine", "Σρᵢ / min(p₁, p₂)"],
  ["cca-r2", "R² of canonical correlations", "cca", "affine", "Σρᵢ² / min(p₁, p₂)"],
  [
    "svcca-mean",
    "SVCCA, mean",
    "svcca",
    "orthogonal",
    "Σρᵢ / k over the components with 99 % of the variance",
  ],
  ["svcca-r2", "SVCCA, R²", "svcca", "orthogonal", "Σρᵢ² / k over the components with 99 % of the variance"],
  ["pwcca", "Projection-weighted CCA", "pwcca", "orthogonal", "Σαᵢρᵢ / Σαᵢ"],
  ["linear-regression", "Linear regression", "linear-regression", "orthogonal", "‖Q_Yᵀ Xc‖² / ‖Xc‖²"],
  [
    "linear-regression-cv",
    "Linear regression, cross-validated",
    "linear-regression",
    "orthogonal",
    "1 − SSE / SST",
  ],
  ["ridge-cv", "Ridge regression, cross-validated", "ridge-cv", "unscaled", "1 − SSE / SST"],
  ["nbs", "Normalised Bures similarity", "nbs", "orthogonal", "‖XcᵀYc‖_* / (‖Xc‖ ‖Yc‖)"],
  ["procrustes-angular", "Angular Procrustes", "procrustes", "orthogonal", "arccos(NBS)"],
  ["procrustes", "Procrustes distance", "procrustes", "orthogonal", "√(2 − 2 NBS)"],
  ["size-and-shape", "Size-and-shape distance", "procrustes", "unscaled", "√(‖Xc‖² + ‖Yc‖² − 2‖XcᵀYc‖_*)"],
  [
    "correlation-match-hard",
    "Correlation matching",
    "correlation-match",
    "permutation",
    "max over matchings of mean corr",
  ],
  [
    "mutual-information-gaussian",
    "Gaussian mutual information",
    "mutual-information",
    "affine",
    "−½ Σ ln(1 − ρᵢ²)",
  ],
  ["rsa-euclidean", "RSA, Euclidean distances", "rsa", "orthogonal", "corr(RDM_X, RDM_Y)"],
  ["rsa-correlation", "RSA, correlation distances", "rsa", "permutation", "corr(RDM_X, RDM_Y)"],
  [
    "distance-correlation",
    "Distance correlation",
    "distance-correlation",
    "orthogonal",
    "dCov(X, Y) / √(dVar X · dVar Y)",
  ],
  ["knn-jaccard", "Neighbour overlap (Jaccard)", "knn", "orthogonal", "mean |N_X ∩ N_Y| / |N_X ∪ N_Y|"],
  ["gulp-1", "GULP, λ = 1", "gulp", "orthogonal", "√(Σg_X⁴ + Σg_Y⁴ − 2‖g_X M g_Y‖²)"],
  ["constant", "Constant", "control", "affine", "½"],
  ["random", "Random", "control", "none", "u ~ U(0, 1)"],
  ["norm-ratio", "Ratio of norms", "control", "orthogonal", "min(‖X‖, ‖Y‖) / max(‖X‖, ‖Y‖)"],
];

const DISTANCES = new Set(["cka-angular", "procrustes-angular", "procrustes", "size-and-shape", "gulp-1"]);
const ASYMMETRIC = new Set(["pwcca", "linear-regression", "linear-regression-cv", "ridge-cv"]);

function rangeOf(id: string): MetricEntry["range"] {
  if (id.endsWith("angular")) return [0, Math.PI / 2];
  if (id === "procrustes") return [0, Math.SQRT2];
  if (id.endsWith("-cv")) return ["-Infinity", 1];
  if (["hsic-linear", "size-and-shape", "gulp-1", "mutual-information-gaussian"].includes(id))
    return [0, "Infinity"];
  return [0, 1];
}

function caveatsOf(family: string): string[] {
  if (family === "cca")
    return ["Is 1 for any data once a side has n − 1 columns.", "Biased upwards when p is near n."];
  if (family === "pwcca") return ["Where correlations tie, the value depends on the basis."];
  if (family === "hsic") return ["Not normalised: it grows with the fourth power of the scale."];
  return [];
}

/** Thirty metrics' metadata. */
export function fixtureMetrics(): MetricEntry[] {
  return ROWS.map(([id, title, family, invariant, formula], i) => ({
    id,
    version: 1 + (i % 3 === 0 ? 1 : 0),
    title,
    family,
    formula,
    cite: i % 2 === 0 ? "arxiv:1905.00414" : "Ramsay et al. (1984)",
    direction: DISTANCES.has(id) ? "distance" : "similarity",
    range: rangeOf(id),
    ...(id.endsWith("angular") ? { unit: "radian" as const } : {}),
    symmetric: !ASYMMETRIC.has(id),
    axioms: id.startsWith("procrustes") ? "metric" : "none",
    invariances: {
      x: closure([...CLASSES[invariant], "row-permutation"]),
      y: closure([...CLASSES[ASYMMETRIC.has(id) ? "affine" : invariant], "row-permutation"]),
    },
    minimumRows: id === "cka-debiased" ? 4 : 2,
    cost: "n·p² + p³",
    aliases: id === "cka-linear" ? ["RV coefficient", "Tucker's congruence of Grams"] : [],
    caveats: caveatsOf(family),
    usesCorrespondence: id !== "norm-ratio" && id !== "random",
    control: family === "control",
    differentiable: family === "cka" || family === "nbs",
    heavy: false,
  }));
}
