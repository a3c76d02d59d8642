import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { combine, inner, scaleColumns, squaredNorm, transpose } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { requireVariance } from "../representation/require.ts";
import { overlap, spectrum, squaredSize } from "../representation/spectral.ts";
import { filterValues, ridgeRoot, type FilterOf } from "./families/filters.ts";
import { overlapPairs } from "./families/linear-pairs.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { gulpGradient, gulpSquaredGradient } from "./gradients/gulp.ts";
import type { Definition } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { numberOr } from "./registry/params.ts";

const params = {
  lambda: numberOr("lambda", ["0"], 0.01, "λ, in units of the total variance: ‖X‖ = √n after centring"),
};

/** σ²/(σ² + λ‖Xc‖²): ridge's share of each component when ‖X‖² = n and Σ = XᵀX/n. Its square root, twice applied. */
const filter =
  (lambda: number | "0"): FilterOf =>
  (x) =>
    ridgeRoot(Number(lambda) * squaredSize(x));

/** Below this share of the self terms the three terms cancel, and sums of squares are taken. */
const CANCELS = 1e-4;

/** Σ aᵢ·bⱼ·Mᵢⱼ². */
function squaresByProducts({ rows, cols, data }: Matrix, a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0, k = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, k++) total += a[i]! * b[j]! * data[k]! ** 2;
  return total;
}

/** Σ (aᵢ − bⱼ)²·Mᵢⱼ². */
function squaresByDifferences({ rows, cols, data }: Matrix, a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0, k = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, k++) total += (a[i]! - b[j]!) ** 2 * data[k]! ** 2;
  return total;
}

/** Σ aᵢ²·‖uᵢ − VVᵀuᵢ‖²: what an operator with the eigenvectors U does outside of the span of V; `cross` is VᵀU. */
function outside(u: Matrix, a: Float64Array, v: Matrix, cross: Matrix): number {
  return squaredNorm(scaleColumns(combine(1, u, -1, backend().multiply(v, cross)), a));
}

/** ‖A_X − A_Y‖² for the ridge smoothers A = U·diag(σ²/(σ² + κ))·Uᵀ of the two sides. */
function squared(x: Representation, y: Representation, lambda: number | "0"): number {
  requireVariance(x, y);
  const [gx, gy] = [filterValues(x, filter(lambda)), filterValues(y, filter(lambda))];
  const [ax, ay] = [gx.map((g) => g * g), gy.map((g) => g * g)];
  const selves = inner(ax, ax) + inner(ay, ay);
  const m = overlap(x, y);
  const value = selves - 2 * squaresByProducts(m, ax, ay);
  if (value > CANCELS * selves) return value;
  const [u, v] = [spectrum(x).u, spectrum(y).u];
  return squaresByDifferences(m, ax, ay) + outside(u, ax, v, transpose(m)) + outside(v, ay, u, m);
}

const shared = {
  version: 1,
  cite: "arxiv:2210.06545 (Boix-Adserà et al. 2022)",
  direction: "distance",
  range: [0, Infinity],
  invariances: ({ lambda }) => both(lambda === "0" ? SIDE.affineSpan : SIDE.orthogonal),
  cost: "n·p²",
  params,
} as const satisfies Partial<Definition<typeof params>>;

const caveats = [
  "Packages publish the square under the name of the distance: gulp-squared.",
  "λ decides how small a component may be and still count; at λ = 0 all count alike, and the rank decides.",
];

/** How far ridge predictions from X and from Y can differ, over all targets of unit size. */
const gulp = defineMetric({
  ...shared,
  name: "gulp",
  title: ({ lambda }) => `GULP distance, λ = ${lambda}`,
  formula: ({ lambda }) =>
    `√(tr((Σ_Xλ⁻¹Σ_X)²) + tr((Σ_Yλ⁻¹Σ_Y)²) − 2·tr(Σ_Xλ⁻¹Σ_XY·Σ_Yλ⁻¹Σ_YX)), Σ_λ = Σ + ${lambda}·I, Σ = XᵀX/n, ‖X‖² = n`,
  axioms: "metric",
  listed: [{}, { lambda: "0" }],
  aliases: ["prediction distance"],
  caveats,
  compare: (x, y, { lambda }) => Math.sqrt(Math.max(0, squared(x, y, lambda))),
  allPairs: (xs, ys, { lambda }) =>
    overlapPairs(xs, ys, (x, y) => Math.sqrt(Math.max(0, squared(x, y, lambda)))),
  gradient: (x, y, { lambda }) => gulpGradient(x, y, Number(lambda)),
});

/** Its square: what the published code and its copies return. */
const gulpSquared = defineMetric({
  ...shared,
  name: "gulp-squared",
  title: ({ lambda }) => `Squared GULP distance, λ = ${lambda}`,
  formula: ({ lambda }) =>
    `tr((Σ_Xλ⁻¹Σ_X)²) + tr((Σ_Yλ⁻¹Σ_Y)²) − 2·tr(Σ_Xλ⁻¹Σ_XY·Σ_Yλ⁻¹Σ_YX), Σ_λ = Σ + ${lambda}·I, Σ = XᵀX/n, ‖X‖² = n`,
  axioms: "semimetric",
  aliases: ["predictor_dist", "squared prediction distance"],
  caveats,
  compare: (x, y, { lambda }) => Math.max(0, squared(x, y, lambda)),
  allPairs: (xs, ys, { lambda }) => overlapPairs(xs, ys, (x, y) => Math.max(0, squared(x, y, lambda))),
  gradient: (x, y, { lambda }) => gulpSquaredGradient(x, y, Number(lambda)),
});

export default defineFamily({ id: "gulp", title: "GULP", metrics: [gulp, gulpSquared] });
