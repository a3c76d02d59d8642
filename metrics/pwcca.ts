import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { centered } from "../representation/centered.ts";
import { covarianceFactor } from "../representation/covariance-factor.ts";
import { derived } from "../representation/derived.ts";
import { requireVariance } from "../representation/require.ts";
import { arithmeticOf } from "../representation/single.ts";
import { unchanged } from "../representation/row-rules.ts";
import {
  canonicalDirections,
  columnBasis,
  reordered,
  saturated,
  spectrum,
  squaredSize,
} from "../representation/spectral.ts";
import { mapMissing, orNaN } from "./families/all-pairs.ts";
import { reduceCrossBlocks } from "./families/cross-blocks.ts";
import { SIDE } from "./families/invariance-classes.ts";
import { pwccaByXGradient, pwccaByYGradient } from "./gradients/pwcca.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

/** XcᵀU, p×r: what the units are made of in a basis of their column space, that of `canonicalDirections`. */
const loadings = {
  spectral: derived(
    "loadings",
    (x): Matrix => backend().multiply(centered(x), spectrum(x).u, { transposeA: true }),
    unchanged,
  ),
  column: derived(
    "columnLoadings",
    (x): Matrix =>
      covarianceFactor(x) ?? backend().multiply(centered(x), columnBasis(x), { transposeA: true }),
    unchanged,
  ),
};

/** Σαᵢρᵢ/Σαᵢ with αᵢ = Σⱼ|⟨hᵢ, xⱼ⟩|, the row sums of the absolute projections of the units on the canonical variables. */
function weightedMean(rho: Float64Array, { cols, data }: Matrix): number {
  let [weighted, total] = [0, 0];
  for (let i = 0; i < rho.length; i++) {
    let alpha = 0;
    for (let j = 0; j < cols; j++) alpha += Math.abs(data[i * cols + j]!);
    weighted += alpha * Math.min(1, rho[i]!);
    total += alpha;
  }
  return weighted / total;
}

/** {@link weightedMean} with hᵢ the canonical variables in the space of X. */
function projectionWeighted(x: Representation, y: Representation): number {
  // All correlations are 1 once one side spans everything, whatever the weights.
  if (saturated(x) || saturated(y)) return 1;
  const { u, s } = canonicalDirections(x, y);
  const projections = arithmeticOf(x, y).multiply(u, loadings[reordered(x, y) ? "spectral" : "column"](x), {
    transposeA: true,
    transposeB: true,
  });
  return weightedMean(s, projections);
}

/** Weighted by the units of each side: the left and the right singular vectors of an overlap of {@link columnBasis}. */
function weightedByBoth(overlap: Matrix, x: Representation, y: Representation): [number, number] {
  const { u, s, vt } = backend().svd(overlap);
  return [
    weightedMean(s, backend().multiply(u, loadings.column(x), { transposeA: true, transposeB: true })),
    weightedMean(s, backend().multiply(vt, loadings.column(y), { transposeB: true })),
  ];
}

/** Of all pairs, weighted by the units of xs: of a list with itself each overlap is decomposed once for both directions. */
function weightedPairs(xs: readonly Representation[], ys: readonly Representation[]): Matrix {
  const basis = (x: Representation): Matrix | undefined =>
    squaredSize(x) === 0 || saturated(x) ? undefined : columnBasis(x);
  const back: [at: number, value: number][] = [];
  const found = reduceCrossBlocks(xs, ys, basis, (overlap, x, y, i, j) => {
    const [byX, byY] = weightedByBoth(overlap, x, y);
    if (xs === ys && i !== j) back.push([j * ys.length + i, byY]);
    return byX;
  });
  for (const [at, value] of back) found.data[at] = value;
  // Left over: sides without variance, and those that span everything.
  return mapMissing(found, (i, j) => orNaN(() => weighted(xs[i]!, ys[j]!, "x")));
}

/** PWCCA with the weights of one side. */
function weighted(x: Representation, y: Representation, weights: "x" | "y"): number {
  requireVariance(x, y);
  return weights === "x" ? projectionWeighted(x, y) : projectionWeighted(y, x);
}

/** Canonical correlations weighted by how much of X each canonical variable accounts for. */
const pwcca = defineMetric({
  name: "pwcca",
  version: 1,
  title: ({ weights }) => `PWCCA, weights from ${weights.toUpperCase()}`,
  formula: ({ weights }) =>
    weights === "x" ? "Σαᵢρᵢ / Σαᵢ, αᵢ = Σⱼ|⟨hᵢ, xⱼ⟩|" : "Σαᵢρᵢ / Σαᵢ, αᵢ = Σⱼ|⟨hᵢ, yⱼ⟩|",
  cite: "arxiv:1806.05759 (Morcos et al. 2018)",
  direction: "similarity",
  range: [0, 1],
  symmetric: false,
  invariances: ({ weights }) =>
    weights === "x" ? { x: SIDE.units, y: SIDE.affineSpan } : { x: SIDE.affineSpan, y: SIDE.units },
  cost: "n·p²",
  params: { weights: word("weights", ["x", "y"], "x", "the side whose units weight the correlations") },
  aliases: ["projection-weighted CCA", "pwcca-score"],
  caveats: [
    "The most copied implementation does not compute this formula: it omits a whitening and adds the mean back.",
    "When canonical correlations tie, the weights, and so the value, depend on the basis.",
    "With max(p) ≥ n − 1 it is 1, whatever the data.",
    "Its gradient is that of the piece on which no |⟨h, x⟩| changes sign, and no two correlations tie.",
  ],
  compare: (x, y, { weights }) => weighted(x, y, weights),
  allPairs: (xs, ys, { weights }) =>
    weights === "x" ? weightedPairs(xs, ys) : transpose(weightedPairs(ys, xs)),
  gradient: (x, y, { weights }) => (weights === "x" ? pwccaByXGradient(x, y) : pwccaByYGradient(x, y)),
  similarity: (value) => value,
});

export default defineFamily({ id: "pwcca", title: "Projection-weighted CCA", metrics: [pwcca] });
