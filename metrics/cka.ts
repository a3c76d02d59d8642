import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { Undefined } from "../core/outcome.ts";
import type { Over } from "../representation/kernel-matrix.ts";
import { requireVariance } from "../representation/require.ts";
import { gramNorm } from "../representation/spectral.ts";
import { angularScore, arccos } from "./families/angles.ts";
import { mapEntries, stackedCosines } from "./families/all-pairs.ts";
import { nonNegative, vectorOf } from "./families/cosine-measure.ts";
import { cosine } from "./families/feature.ts";
import { gramInner, gramInners, unbiased, unbiasedSelf } from "./families/hsic.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import type { KernelChoice } from "./families/kernel-features.ts";
import { kernelFeature, momentaryKernelFeature } from "./families/kernel-features.ts";
import {
  angularCkaAscent,
  angularCkaGradient,
  angularCkaSlope,
  debiasedCkaGradient,
  linearCkaAscent,
  linearCkaGradient,
  linearCkaSlope,
} from "./gradients/cka.ts";
import { kernelGradient } from "./gradients/kernel.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, word } from "./registry/params.ts";

/** ⟨K, L⟩ / (‖K‖‖L‖) for the centred linear Gram matrices K = XcXcᵀ and L = YcYcᵀ. */
function linearCka(x: Representation, y: Representation): number {
  requireVariance(x, y);
  return Math.min(1, gramInner(x, y) / (gramNorm(x) * gramNorm(y)));
}

/** {@link linearCka} of all pairs, NaN where a side has no variance. */
function linearCkas(xs: readonly Representation[], ys: readonly Representation[]): Matrix {
  const inners = gramInners(xs, ys);
  const norm = (x: Representation, k: number): number =>
    xs === ys ? Math.sqrt(inners.data[k * xs.length + k]!) : gramNorm(x);
  return mapEntries(inners, (value, i, j) => Math.min(1, value / (norm(xs[i]!, i) * norm(ys[j]!, j))));
}

/** The debiased ratio from ⟨K, L⟩; undefined where HSIC₁ of a side with itself is zero or rounding. */
function debiasedRatio(gramProduct: number, x: Representation, y: Representation): number | undefined {
  const norms = gramNorm(x) * gramNorm(y);
  const [selfX, selfY] = [unbiasedSelf(x) / gramNorm(x) ** 2, unbiasedSelf(y) / gramNorm(y) ** 2];
  if (!(selfX > 1e-13 && selfY > 1e-13)) return undefined;
  return Math.max(-1, Math.min(1, unbiased(gramProduct, x, y) / norms / Math.sqrt(selfX * selfY)));
}

/** Centred kernel alignment: the cosine between two centred Gram matrices. */
const ckaLinear = defineMetric({
  name: "cka-linear",
  version: 1,
  title: "Linear CKA",
  formula: "‖XcᵀYc‖² / (‖XcᵀXc‖ ‖YcᵀYc‖)",
  cite: "arxiv:1905.00414 (Kornblith et al. 2019)",
  direction: "similarity",
  range: [0, 1],
  invariances: both(SIDE.orthogonal),
  cost: "n·p²",
  aliases: [
    "CKA",
    "RV",
    "RV coefficient",
    "Tucker congruence of Gram matrices",
    "Tucker's congruence coefficient",
    "linear_CKA",
    "biased CKA",
  ],
  caveats: [
    "Sees a principal component in proportion to the square of its variance: small ones hardly count.",
    "Biased upwards when there are few stimuli for many units.",
    "1 − CKA violates the triangle inequality; the angle does not.",
  ],
  compare: linearCka,
  gradient: linearCkaGradient,
  slope: linearCkaSlope,
  ascent: linearCkaAscent,
  allPairs: linearCkas,
  similarity: (value) => value,
});

/** The angle between two centred Gram matrices: a metric in the mathematical sense. */
const ckaAngular = defineMetric({
  name: "cka-angular",
  version: 1,
  title: "Angular linear CKA",
  formula: "arccos(‖XcᵀYc‖² / (‖XcᵀXc‖ ‖YcᵀYc‖))",
  cite: "arxiv:2110.14739 (Williams et al. 2021)",
  direction: "distance",
  range: [0, Math.PI / 2],
  unit: "radian",
  axioms: "metric",
  invariances: both(SIDE.orthogonal),
  cost: "n·p²",
  aliases: ["arccos CKA", "CKA angle", "cka-linear@angular"],
  caveats: [
    "Near identity an error ε of the score is an error √(2ε) of the angle: below 1e-8 it is rounding.",
  ],
  compare: (x, y) => arccos(linearCka(x, y)),
  gradient: angularCkaGradient,
  slope: angularCkaSlope,
  ascent: angularCkaAscent,
  allPairs: (xs, ys) => mapEntries(linearCkas(xs, ys), arccos),
  similarity: angularScore,
});

/** CKA from the unbiased estimator of HSIC: zero on average for unrelated data, so it can be negative. */
const ckaDebiased = defineMetric({
  name: "cka-debiased",
  version: 1,
  title: "Debiased linear CKA",
  formula: "HSIC₁(K,L) / √(HSIC₁(K,K)·HSIC₁(L,L)), HSIC₁ unbiased (Song et al. 2012)",
  cite: "doi:10.5555/2188385.2343691 (Song et al. 2012); arxiv:2010.15327 (Nguyen et al. 2021)",
  direction: "similarity",
  range: [-1, 1],
  invariances: both(SIDE.orthogonal),
  minimumRows: 4,
  cost: "n·p²",
  aliases: ["unbiased CKA", "debiased CKA", "cka-kernel=linear-hsic=song"],
  caveats: [
    "Values below zero are right: they say that the data look less alike than unrelated data on average.",
  ],
  compare: (x, y) => {
    requireVariance(x, y);
    const ratio = debiasedRatio(gramInner(x, y), x, y);
    if (ratio === undefined) throw new Undefined("HSIC₁ of a side with itself is zero");
    return ratio;
  },
  gradient: debiasedCkaGradient,
  allPairs: (xs, ys) =>
    mapEntries(gramInners(xs, ys), (value, i, j) => debiasedRatio(value, xs[i]!, ys[j]!) ?? NaN),
  similarity: (value) => value,
});

/** H·K·H of the Gaussian kernel with σ = width · the root of the median squared distance. */
const rbf = ({ width, median }: { readonly width: number; readonly median: Over }): KernelChoice => ({
  kernel: "rbf",
  estimator: "biased",
  width: { times: width, median },
});

/** CKA with Gaussian kernels, each as wide as a multiple of its own median distance. */
const ckaRbf = defineMetric({
  name: "cka-rbf",
  version: 1,
  title: ({ width }) => `RBF CKA, σ = ${width}·median distance`,
  formula: ({ width, median }) =>
    `⟨HKH, HLH⟩ / (‖HKH‖ ‖HLH‖), kᵢⱼ = exp(−d²ᵢⱼ/(2σ²)), σ² = ${width}²·median ${median === "off" ? "off-diagonal" : "of all n²"} d²`,
  cite: "arxiv:1905.00414 (Kornblith et al. 2019)",
  direction: "similarity",
  range: [0, 1],
  invariances: both(SIDE.orthogonal),
  cost: "n²·p",
  params: {
    width: number("", 0.4, "σ as a multiple of the root of the median squared distance"),
    median: word("median", ["off", "all"], "off", "whether the zero diagonal counts in the median"),
  },
  listed: [{ width: 0.2 }, { width: 0.4 }, { width: 0.8 }],
  aliases: ["RBF CKA", "Gaussian CKA", "kernel_CKA", "nonlinear CKA"],
  caveats: [
    "A narrow kernel makes every score 1, a wide one tends to linear CKA: the width is part of the measure.",
    "The demonstration published with the paper counts the zero diagonal in the median (median-all).",
  ],
  compare: (x, y, params) => {
    requireVariance(x, y);
    const k = momentaryKernelFeature(x, rbf(params), "left");
    const l = momentaryKernelFeature(y, rbf(params), "right");
    if ("reason" in k || "reason" in l) throw new Undefined("the median distance is zero");
    return Math.max(0, cosine(k, l));
  },
  gradient: (x, y, params) => kernelGradient(x, y, rbf(params)),
  allPairs: (xs, ys, params) =>
    mapEntries(
      stackedCosines(xs, ys, (x) => vectorOf(kernelFeature(x, rbf(params)))),
      nonNegative,
    ),
  similarity: (value) => value,
});

export default defineFamily({
  id: "cka",
  title: "Centred kernel alignment",
  metrics: [ckaLinear, ckaAngular, ckaDebiased, ckaRbf],
});
