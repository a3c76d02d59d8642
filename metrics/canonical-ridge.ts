import type { Representation } from "../core/representation.ts";
import { scaleOf } from "../representation/centered.ts";
import { requireVariance } from "../representation/require.ts";
import { rankOf, squaredSize } from "../representation/spectral.ts";
import { alignedCosine } from "./families/alignment.ts";
import { filteredClouds, filterOf, ridgeRoot, type FilterOf } from "./families/filters.ts";
import { overlapPairs } from "./families/linear-pairs.ts";
import { both, SIDE, without } from "./families/invariance-classes.ts";
import type { LambdaUnit } from "./families/ridge.ts";
import { penalty } from "./families/ridge.ts";
import { canonicalRidgeGradient } from "./gradients/canonical-ridge.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, word } from "./registry/params.ts";

const UNIT_TEXT = { absolute: "λ", rows: "λ·n", trace: "λ·tr(XᵀX)/p" } as const;

/** κ of one side. */
const kappaOf = (x: Representation, lambda: number, unit: LambdaUnit): number =>
  penalty(lambda, unit, x.n, squaredSize(x), x.p, scaleOf(x));

const filter = filterOf(
  (lambda: number, unit: LambdaUnit): FilterOf =>
    (x) =>
      ridgeRoot(kappaOf(x, lambda, unit)),
);

/** The cosine or the mean of the regularised correlations. */
function regularised(
  x: Representation,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
  denominator: "size" | "rank",
): number {
  requireVariance(x, y);
  const clouds = filteredClouds(x, y, filter(lambda, unit));
  if (denominator === "size") return alignedCosine(clouds);
  return Math.min(1, clouds.nuclear / Math.min(rankOf(x), rankOf(y)));
}

/** Canonical correlations with both covariances regularised: between CCA and Procrustes. */
const canonicalRidge = defineMetric({
  name: "canonical-ridge",
  version: 1,
  title: ({ lambda, denominator }) =>
    `Canonical ridge, λ = ${lambda}, ${denominator === "size" ? "cosine" : "mean"}`,
  formula: ({ unit, denominator }) =>
    `‖F_XᵀF_Y‖_* / ${denominator === "size" ? "(‖F_X‖‖F_Y‖)" : "min(rank X, rank Y)"}, ` +
    `F = U·diag(σ/√(σ² + κ))·Vᵀ, κ = ${UNIT_TEXT[unit]}`,
  cite: "doi:10.1016/0304-4076(76)90010-5 (Vinod 1976)",
  direction: "similarity",
  range: [0, 1],
  // Silent units change the p of tr/p.
  invariances: ({ unit }) => both(unit === "trace" ? without(SIDE.orthogonal, "zero-padding") : SIDE.rigid),
  cost: "n·p² + p³",
  params: {
    lambda: number("lambda", 1, "λ, above 0"),
    unit: word("unit", ["trace", "rows", "absolute"], "trace", "what λ is multiplied by"),
    denominator: word(
      "denominator",
      ["size", "rank"],
      "size",
      "divide by ‖F_X‖‖F_Y‖ or by min(rank X, rank Y)",
    ),
  },
  aliases: ["regularised CCA", "rCCA", "CCA with ridge", "kernel CCA with a linear kernel"],
  caveats: [
    "λ decides between CCA (λ → 0) and Procrustes (λ → ∞).",
    "The mean of the regularised correlations is below 1 for a representation with itself; the cosine is 1.",
  ],
  compare: (x, y, { lambda, unit, denominator }) => regularised(x, y, lambda, unit, denominator),
  allPairs: (xs, ys, { lambda, unit, denominator }) =>
    overlapPairs(xs, ys, (x, y) => regularised(x, y, lambda, unit, denominator)),
  gradient: (x, y, { lambda, unit, denominator }) => canonicalRidgeGradient(x, y, lambda, unit, denominator),
});

export default defineFamily({ id: "canonical-ridge", title: "Canonical ridge", metrics: [canonicalRidge] });
