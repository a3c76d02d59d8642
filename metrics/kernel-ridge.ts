import type { Matrix } from "../core/matrix.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import {
  clamped,
  inner,
  rootsOf,
  scaleColumns,
  squaredLengths,
  sum,
  transpose,
} from "../linalg/elementwise.ts";
import type { SymmetricEigen } from "../linalg/index.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "../representation/centered.ts";
import { derivedWith } from "../representation/derived.ts";
import { requireVariance } from "../representation/require.ts";
import { packedGram, squaredSize } from "../representation/spectral.ts";
import { packSymmetric, unpack } from "../representation/symmetric.ts";
import { mapEntries, stackedProducts } from "./families/all-pairs.ts";
import { vectorOf } from "./families/cosine-measure.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { kernelFeature } from "./families/kernel-features.ts";
import { kernelRidgeFromYGradient, kernelRidgeOfYGradient } from "./gradients/kernel-ridge.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, word } from "./registry/params.ts";

/** Eigenvectors and eigenvalues of the centred Gaussian kernel. */
const kernelSpectrum = derivedWith("kernelSpectrum", (y: Representation, width: number) => {
  const choice = { kernel: "rbf", estimator: "biased", width: { times: width, median: "off" } } as const;
  const vector = vectorOf(kernelFeature(y, choice));
  return vector && backend().eigenSymmetric(unpack(vector, y.n));
});

/** The same. @throws Undefined where the predictor has no kernel. */
function spectrumOf(y: Representation, width: number): SymmetricEigen {
  const spectrum = kernelSpectrum(y, width);
  if (spectrum === undefined) throw new Undefined("the median distance of the predictor is zero");
  return spectrum;
}

/** Σ(2f − f²)(uᵢᵀXc)²/‖Xc‖² with f = λᵢ/(λᵢ + κ) for the eigenvalues λ of HKH, κ = λ times their mean. */
function explained(x: Representation, y: Representation, lambda: number, width: number): number {
  const spectrum = spectrumOf(y, width);
  const shares = keptShares(spectrum.values, lambda);
  const inside = backend().multiply(spectrum.vectors, centered(x), { transposeA: true });
  return Math.min(1, inner(shares, squaredLengths(inside)) / squaredSize(x));
}

/** How much of a direction uᵢ the fit keeps, f(2 − f), of every eigenvector of the predictor's kernel. */
function keptShares(values: Float64Array, lambda: number): Float64Array {
  const eigenvalues = clamped(values, 0, Infinity);
  const kappa = (lambda * sum(eigenvalues)) / values.length;
  const shares = new Float64Array(values.length);
  for (let i = 0; i < shares.length; i++) {
    const f = eigenvalues[i]! / (eigenvalues[i]! + kappa);
    shares[i] = f * (2 - f);
  }
  return shares;
}

/** U·diag(f(2 − f))·Uᵀ, packed: what of the Gram matrix of a target is explained; undefined without a kernel. */
const explainer = derivedWith("kernelRidgeExplainer", (y: Representation, chosen: string) => {
  const [lambda, width] = JSON.parse(chosen) as [number, number];
  const found = kernelSpectrum(y, width);
  if (found === undefined) return undefined;
  const roots = rootsOf(keptShares(found.values, lambda));
  return packSymmetric(backend().gram(scaleColumns(found.vectors, roots), false));
});

/** {@link explained} of all pairs, linear in the Gram matrix of the target. */
function explainedPairs(
  xs: readonly Representation[],
  ys: readonly Representation[],
  lambda: number,
  width: number,
): Matrix {
  const varies = (x: Representation): boolean => squaredSize(x) > 0;
  const products = stackedProducts(
    xs,
    ys,
    (x) => (varies(x) ? packedGram(x) : undefined),
    (y) => (varies(y) ? explainer(y, JSON.stringify([lambda, width])) : undefined),
  );
  return mapEntries(products, (value, i) => Math.min(1, value / squaredSize(xs[i]!)));
}

/** In-sample R² of ridge regression in the feature space of a Gaussian kernel. */
const kernelRidge = defineMetric({
  name: "kernel-ridge",
  version: 1,
  title: ({ lambda, width, target: side }) =>
    `Kernel ridge R², λ = ${lambda}, σ = ${width}·median distance, ${side === "x" ? "X from Y" : "Y from X"}`,
  formula: ({ width }) =>
    `Σ(2fᵢ − fᵢ²)‖uᵢᵀXc‖² / ‖Xc‖², f = λᵢ/(λᵢ + κ), HKH = U·diag(λᵢ)·Uᵀ, K Gaussian with σ² = ${width}²·median d² of Y, κ = λ·tr(HKH)/n`,
  cite: "doi:10.5555/645527.657464 (Saunders, Gammerman and Vovk 1998)",
  direction: "similarity",
  range: [0, 1],
  symmetric: false,
  invariances: both(SIDE.orthogonal),
  minimumRows: 3,
  cost: "n³ + n²·p",
  params: {
    lambda: number("lambda", 1, "λ in units of the mean eigenvalue, above 0"),
    width: number("width", 1, "σ as a multiple of the root of the median squared distance"),
    target: word("target", ["x", "y"], "x", "the side that is predicted from the other"),
  },
  aliases: ["kernel ridge regression", "KRR"],
  caveats: [
    "In-sample: it rewards a narrow kernel and a small λ. The name kernel_ridge in collections is a linear kernel, which is ridge.",
  ],
  compare: (x, y, { lambda, width, target: side }) => {
    requireVariance(x, y);
    return side === "x" ? explained(x, y, lambda, width) : explained(y, x, lambda, width);
  },
  gradient: (x, y, { lambda, width, target: side }) => {
    requireVariance(x, y);
    const spectrum = spectrumOf(side === "x" ? y : x, width);
    return side === "x"
      ? kernelRidgeFromYGradient(x, y, spectrum, lambda, width)
      : kernelRidgeOfYGradient(y, spectrum.vectors, keptShares(spectrum.values, lambda));
  },
  allPairs: (xs, ys, { lambda, width, target: side }) =>
    side === "x" ? explainedPairs(xs, ys, lambda, width) : transpose(explainedPairs(ys, xs, lambda, width)),
});

export default defineFamily({ id: "kernel-ridge", title: "Kernel ridge regression", metrics: [kernelRidge] });
