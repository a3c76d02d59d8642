import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { inner } from "../linalg/elementwise.ts";
import { centered, centeredScaled } from "../representation/centered.ts";
import { standardized, unitCorrelations } from "../representation/correlation.ts";
import { rawCross } from "../representation/raw.ts";
import { requireFinite, requireVariance } from "../representation/require.ts";
import { scaledValues } from "../representation/scaled.ts";
import { crossCovariance, squaredSize } from "../representation/spectral.ts";
import { pairByPair } from "./families/all-pairs.ts";
import { productPairs } from "./families/linear-pairs.ts";
import { both, SIDE, withMore, without } from "./families/invariance-classes.ts";
import { transportPlan } from "./families/transport.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { word } from "./registry/params.ts";

/** Which units keep what: their order alone, also their mean, also their common size. */
const ordered = without(
  SIDE.units,
  "zero-padding",
  "sign-flip",
  "negative-scaling",
  "isotropic-scaling",
  "translation",
);

/** √Σ Pᵢⱼ‖a·xᵢ − b·yⱼ‖² for the plan that makes it smallest: of uniform marginals, so that ΣPᵢⱼ⟨xᵢ, yⱼ⟩ decides. */
function distance(cross: Matrix, x: Matrix, y: Matrix, a: number, b: number): number {
  const plan = transportPlan(cross);
  let total = 0;
  for (let i = 0; i < x.cols; i++) {
    for (let j = 0; j < y.cols; j++) {
      const mass = plan.data[i * y.cols + j]!;
      if (mass === 0) continue;
      let square = 0;
      for (let row = 0; row < x.rows; row++) {
        square += (a * x.data[row * x.cols + i]! - b * y.data[row * y.cols + j]!) ** 2;
      }
      total += mass * square;
    }
  }
  return Math.sqrt(total);
}

/** The distance of clouds that keep their size, each of them scale times its matrix. */
function sized(x: Representation, y: Representation, isRaw: boolean): number {
  const of = isRaw ? scaledValues : centeredScaled;
  const [sx, sy] = [of(x).scale, of(y).scale];
  const scale = Math.max(sx, sy);
  const cross = isRaw ? rawCross(x, y) : crossCovariance(x, y);
  return requireFinite(distance(cross, of(x).matrix, of(y).matrix, sx / scale, sy / scale) * scale);
}

/** The distance of clouds of unit size. */
function unitDistance(x: Representation, y: Representation): number {
  requireVariance(x, y);
  const [a, b] = [1 / Math.sqrt(squaredSize(x)), 1 / Math.sqrt(squaredSize(y))];
  return distance(crossCovariance(x, y), centered(x), centered(y), a, b);
}

/** The optimal-transport distance between two populations of tuning curves. */
const softMatching = defineMetric({
  name: "soft-matching",
  version: 1,
  title: ({ preprocess }) => `Soft-matching distance${preprocess === "unit" ? "" : `, ${preprocess}`}`,
  formula: ({ preprocess }) =>
    "√(min over P of Σ Pᵢⱼ‖xᵢ − yⱼ‖²), ΣⱼPᵢⱼ = 1/p1, ΣᵢPᵢⱼ = 1/p2, units " +
    { unit: "centred, X and Y of unit size", centered: "centred", raw: "as given" }[preprocess],
  cite: "arxiv:2311.09466 (Khosla and Williams 2024)",
  direction: "distance",
  range: ({ preprocess }) => [0, preprocess === "unit" ? 2 : Infinity],
  axioms: "metric",
  invariances: ({ preprocess }) =>
    both(
      {
        unit: withMore(ordered, "isotropic-scaling", "translation"),
        centered: withMore(ordered, "translation"),
        raw: ordered,
      }[preprocess],
    ),
  cost: "n·p² + p³",
  params: {
    preprocess: word("preprocess", ["unit", "centered", "raw"], "unit", "what is taken off and divided by"),
  },
  aliases: ["soft matching distance", "optimal transport between units"],
  caveats: [
    "For p1 = p2 = p it is the permutation distance over √p on the same preprocessing.",
    "A rotation of the units destroys it, although nothing linear is lost.",
    "“Soft matching” also names a mean of row and column maxima: that is correlation-match-soft.",
  ],
  compare: (x, y, { preprocess }) => {
    return preprocess === "unit" ? unitDistance(x, y) : sized(x, y, preprocess === "raw");
  },
  allPairs: (xs, ys, { preprocess }) =>
    preprocess === "unit"
      ? productPairs(xs, ys, centered, crossCovariance, unitDistance)
      : pairByPair(xs, ys, (x, y) => sized(x, y, preprocess === "raw")),
});

/** ⟨P, C⟩ of the plan P that makes it greatest. */
function softCorrelation(x: Representation, y: Representation): number {
  requireVariance(x, y);
  const correlations = unitCorrelations(x, y);
  return Math.max(-1, Math.min(1, inner(transportPlan(correlations).data, correlations.data)));
}

/** The mean correlation of matched units under the best soft matching. */
const correlation = defineMetric({
  name: "soft-matching-correlation",
  version: 1,
  title: "Soft-matching correlation",
  formula: "max over P of Σ Pᵢⱼ·corr(xᵢ, yⱼ), ΣⱼPᵢⱼ = 1/p1, ΣᵢPᵢⱼ = 1/p2",
  cite: "arxiv:2311.09466 (Khosla and Williams 2024)",
  direction: "similarity",
  range: [-1, 1],
  invariances: both(withMore(ordered, "unit-scaling", "translation")),
  cost: "n·p² + p³",
  aliases: ["soft matching score", "SoftMatching"],
  caveats: [
    "For p1 = p2 it is correlation-match-hard; for p1 ≠ p2 no unit is left out, so that it is lower.",
    "A constant unit has correlation zero and is counted.",
  ],
  compare: softCorrelation,
  allPairs: (xs, ys) => productPairs(xs, ys, standardized, unitCorrelations, softCorrelation),
  similarity: (value) => value,
});

export default defineFamily({
  id: "soft-matching",
  title: "Soft matching",
  metrics: [softMatching, correlation],
});
