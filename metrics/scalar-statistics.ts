import { closure } from "../core/invariance.ts";
import type { Matrix } from "../core/matrix.ts";
import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { inner } from "../linalg/elementwise.ts";
import { derivedBy } from "../representation/derived-by.ts";
import { derived } from "../representation/derived.ts";
import { directions } from "../representation/directions.ts";
import { distances } from "../representation/distances.ts";
import { raw } from "../representation/raw.ts";
import { requireFinite } from "../representation/require.ts";
import { scaledValues } from "../representation/scaled.ts";
import { sketchOf } from "../representation/sketch.ts";
import { both } from "./families/invariance-classes.ts";
import type { Definition } from "./registry/define.ts";
import { times, zeroGradient } from "./gradients/raw.ts";
import {
  concentricityGradient,
  magnitudeGradient,
  uniformityGradient,
} from "./gradients/scalar-statistics.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number, word } from "./registry/params.ts";

const shared = {
  version: 1,
  cite: "arxiv:2305.06329 (Klabunde et al. 2025); Wang et al. 2022, IEEE TKDE 34(2), 927-941",
  direction: "distance",
  axioms: "metric",
  minimumRows: 1,
  usesCorrespondence: false,
} as const satisfies Partial<Definition>;

const caveats = [
  "One number of X against one of Y: representations with nothing in common can be at distance zero.",
  "Ignores which stimulus is which.",
  "Its gradient is that of the piece on which the difference keeps its sign; zero where it is zero.",
];

/** The mean row of the scaled matrix. */
const meanRow = derived("meanRow", (x): Float64Array => {
  const known = sketchOf(x)?.mean;
  if (known !== undefined) return known.map((value) => value / scaledValues(x).scale);
  const { data } = raw(x);
  const mean = new Float64Array(x.p);
  for (let i = 0; i < x.n; i++) for (let j = 0; j < x.p; j++) mean[j]! += data[i * x.p + j]! / x.n;
  return mean;
});

const magnitudeOf = (x: Representation): number =>
  Math.sqrt(inner(meanRow(x), meanRow(x))) * scaledValues(x).scale;

/** ∂|b − a|/∂Y from b − a and ∂b/∂Y: the sign held, zero at the kink. */
function signed(difference: number, y: Representation, gradient: (y: Representation) => Matrix): Matrix {
  return difference === 0 ? zeroGradient(y) : times(Math.sign(difference), gradient(y));
}

/** How large the mean activation is. */
const magnitude = defineMetric({
  ...shared,
  name: "magnitude-difference",
  title: "Difference of magnitudes",
  formula: "|‖x̄‖ − ‖ȳ‖|, x̄ = (1/n)·Σᵢ xᵢ",
  range: [0, Infinity],
  invariances: both(closure(["orthogonal", "zero-padding", "row-permutation"])),
  cost: "n·p",
  aliases: ["magnitude_difference"],
  caveats: [
    ...caveats,
    "A published normalised form, the error over its own mean of two numbers, is always ½.",
  ],
  compare: (x, y) => {
    return requireFinite(Math.abs(magnitudeOf(x) - magnitudeOf(y)));
  },
  gradient: (x, y) => signed(magnitudeOf(y) - magnitudeOf(x), y, magnitudeGradient),
});

/** Σ exp(by·v) over some values v. */
function sumOfExponentials(values: Float64Array, by: number): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += Math.exp(by * values[k]!);
  return total;
}

/** ln of the mean of exp(−t‖xᵢ − xⱼ‖²) over all n² pairs, or why there is none. */
const uniformity = derivedBy(
  "uniformity",
  (x, { rows, t }: { rows: "unit" | "raw"; t: number }): number | string => {
    const unit = rows === "unit" ? directions(x) : { made: x };
    if ("reason" in unit) return unit.reason;
    const { squared, scale } = distances(unit.made);
    return Math.log(sumOfExponentials(squared.data, -t * scale * scale) / squared.data.length);
  },
);

/** U(Y) − U(X). @throws Undefined with the name of the side that has none. */
function moreUniform(
  x: Representation,
  y: Representation,
  params: { readonly rows: "unit" | "raw"; readonly t: number },
): number {
  const [a, b] = [uniformity(x, params), uniformity(y, params)];
  if (typeof a === "string") throw new Undefined(`X ${a}`);
  if (typeof b === "string") throw new Undefined(`Y ${b}`);
  return b - a;
}

/** How evenly the stimuli are spread over the sphere. */
const uniformityDifference = defineMetric({
  ...shared,
  name: "uniformity-difference",
  title: ({ rows }) => `Difference of uniformities${rows === "raw" ? ", rows as given" : ""}`,
  formula: ({ t, rows }) =>
    `|U(X) − U(Y)|, U = ln((1/n²)·Σᵢⱼ exp(−${t}·‖xᵢ − xⱼ‖²))${rows === "unit" ? ", rows of unit length" : ""}`,
  cite: "arxiv:2005.10242 (Wang and Isola 2020)",
  range: [0, Infinity],
  // Rows of unit length have no size, but their directions move with a translation.
  invariances: ({ rows }) =>
    both(
      closure([
        "orthogonal",
        "zero-padding",
        "row-permutation",
        rows === "unit" ? "isotropic-scaling" : "translation",
      ]),
    ),
  cost: "n²·p",
  params: {
    t: number("t", 2, "how fast a pair is forgotten with its distance, above 0"),
    rows: word(
      "rows",
      ["unit", "raw"],
      "unit",
      "whether rows are brought to unit length, as in the definition",
    ),
  },
  aliases: ["uniformity_difference"],
  caveats: [
    ...caveats,
    "A package leaves the rows as they are: every pair of ordinary activations is then forgotten, and the value is rounding.",
  ],
  compare: (x, y, params) => Math.abs(moreUniform(x, y, params)),
  gradient: (x, y, params) =>
    signed(moreUniform(x, y, params), y, (side) => uniformityGradient(side, params.t, params.rows)),
});

/** A mean row this short against the rows, as a share, is what rounding has left of a mean that was taken off. */
const ROUNDING = 64 * Number.EPSILON;

/** The mean cosine between a row and the mean row. */
const concentricity = derived("concentricity", (x): number => {
  const [{ data }, mean] = [raw(x), meanRow(x)];
  const size = Math.sqrt(inner(mean, mean));
  const rows = Math.sqrt(inner(data, data) / x.n);
  if (size <= ROUNDING * rows) throw new Undefined("the mean activation is zero: it has no direction");
  let total = 0;
  for (let i = 0; i < x.n; i++) {
    const row = data.subarray(i * x.p, (i + 1) * x.p);
    const length = Math.sqrt(inner(row, row));
    if (length > 0) total += inner(row, mean) / length / size;
  }
  return total / x.n;
});

/** How much of a cone the activations fill. */
const concentricityDifference = defineMetric({
  ...shared,
  name: "concentricity-difference",
  title: "Difference of concentricities",
  formula: "|c(X) − c(Y)|, c = (1/n)·Σᵢ cos(xᵢ, x̄), x̄ = (1/n)·Σᵢ xᵢ",
  range: [0, 2],
  invariances: both(closure(["orthogonal", "isotropic-scaling", "zero-padding", "row-permutation"])),
  cost: "n·p",
  aliases: ["concentricity_difference"],
  caveats: [
    ...caveats,
    "A stimulus with no activation has cosine zero and is counted; a mean of zero leaves it undefined.",
    "A published normalised form, the error over its own mean of two numbers, is always ½.",
  ],
  compare: (x, y) => Math.abs(concentricity(x) - concentricity(y)),
  gradient: (x, y) => signed(concentricity(y) - concentricity(x), y, concentricityGradient),
});

export default defineFamily({
  id: "scalar-statistics",
  title: "Differences of scalar statistics",
  metrics: [magnitude, uniformityDifference, concentricityDifference],
});
