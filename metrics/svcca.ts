import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { inner, leadingColumns, leadingRows, sum } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { derivedPairWith, derivedWith } from "../representation/derived.ts";
import { arithmeticOf } from "../representation/single.ts";
import { requireVariance } from "../representation/require.ts";
import { overlap, principalComponents, spectrum, squaredSize } from "../representation/spectral.ts";
import { correlationsOf } from "../representation/singular-values.ts";
import { correlationsOfLists, overPairs } from "./families/canonical.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { svccaMeanGradient, svccaR2Gradient, type Kept } from "./gradients/svcca.ts";
import type { Definition } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import type { ParamsOf } from "./registry/params.ts";
import { number, numberOr, word } from "./registry/params.ts";
import { rows, unchanged } from "../representation/row-rules.ts";

const params = {
  threshold: number("threshold", 0.99, "the share to keep, in (0, 1]"),
  of: word("of", ["variance", "singular-values"], "variance", "what the share is of: Σσ² or Σσ"),
  components: numberOr("components", ["auto"], "auto", "a fixed number of components instead", {
    integer: true,
  }),
};

type Params = ParamsOf<typeof params>;

/** How many principal components are kept: the fewest that reach the share, or the fixed number. */
export function keptComponents(sigma: Float64Array, { threshold, of, components }: Params): number {
  if (components !== "auto") return Math.min(components, sigma.length);
  if (threshold > 1) {
    throw new EtalonError("metric/bad-parameter", "svcca: the threshold must be in (0, 1]", {
      got: String(threshold),
    });
  }
  const weights = of === "variance" ? sigma.map((value) => value * value) : sigma;
  const wanted = threshold * sum(weights) * (1 - 4 * Number.EPSILON);
  let [kept, share] = [0, 0];
  while (kept < weights.length && share < wanted) share += weights[kept++]!;
  return kept;
}

/** The number of components of X that are kept. */
const keptOf = derivedWith(
  "keptComponents",
  (x, chosen: string): number => {
    const { sigma } = principalComponents(x);
    const most = x.p <= x.n ? spectrum(x).rank : sigma.length;
    return Math.min(most, keptComponents(sigma, JSON.parse(chosen) as Params));
  },
  unchanged,
);

/** The choice as the key of what is derived by it. */
const keyOf = ({ threshold, of, components }: Params): string =>
  JSON.stringify({ threshold, of, components });

const keptOfBoth = (x: Representation, y: Representation, chosen: Params): Kept => [
  keptOf(x, keyOf(chosen)),
  keptOf(y, keyOf(chosen)),
];

/** The kept left singular vectors. */
const leadingBasis = derivedWith(
  "leadingBasis",
  (x, chosen: string): Matrix => leadingColumns(principalComponents(x).u, keptOf(x, chosen)),
  rows,
);

/** The overlap of the kept components: a corner of the one that all measures share, unless bases are larger than it. */
function keptOverlap(x: Representation, y: Representation, chosen: string): Matrix {
  if (x.p <= x.n && y.p <= y.n) {
    return leadingColumns(leadingRows(overlap(x, y), keptOf(x, chosen)), keptOf(y, chosen));
  }
  return backend().multiply(leadingBasis(x, chosen), leadingBasis(y, chosen), { transposeA: true });
}

const keptCorrelations = derivedPairWith("svccaCorrelations", (x, y, chosen: string): Float64Array =>
  correlationsOf(keptOverlap(x, y, chosen), arithmeticOf(x, y)),
);

/** Canonical correlations between the kept principal components of X and of Y: the same for mean and mean square. */
export function correlations(x: Representation, y: Representation, chosen: Params): Float64Array {
  requireVariance(x, y);
  return keptCorrelations(x, y, keyOf(chosen));
}

const correlationsOfAll = correlationsOfLists("svccaCorrelations", (x, chosen) =>
  squaredSize(x) > 0 ? leadingBasis(x, chosen) : undefined,
);

/** A function of the correlations for all pairs; NaN where a side has no variance. */
const overKept = (
  xs: readonly Representation[],
  ys: readonly Representation[],
  params: Params,
  reduce: (rho: Float64Array) => number,
): Matrix => overPairs(xs, ys, correlationsOfAll(xs, ys, keyOf(params)), reduce);

const shared = {
  version: 1,
  direction: "similarity",
  range: [0, 1],
  invariances: both(SIDE.orthogonal),
  cost: "n·p²",
  params,
  similarity: (value) => value,
} as const satisfies Partial<Definition<typeof params>>;

const kept = ({ threshold, of, components }: Params): string =>
  components === "auto"
    ? `PCs with ${threshold} of ${of === "variance" ? "Σσ²" : "Σσ"}`
    : `the first ${components} PCs`;

const caveats = [
  "Published implementations keep 99 % of Σσ², 99 % of Σσ or a fixed number: the values differ.",
  "Depends on a threshold: a component just below it counts nothing, one just above counts fully.",
  "Its gradient is that of the piece on which the numbers of components are constant.",
];

/** CCA after dropping the principal components of small variance; the mean correlation. */
const svccaMean = defineMetric({
  ...shared,
  name: "svcca-mean",
  title: (chosen) => `SVCCA, mean correlation, ${kept(chosen)}`,
  formula: (chosen) => `Σρᵢ / min(k_X, k_Y), ${kept(chosen)}`,
  cite: "arxiv:1706.05806 (Raghu et al. 2017)",
  aliases: ["SVCCA", "svcca-score"],
  caveats,
  compare: (x, y, chosen) => {
    const rho = correlations(x, y, chosen);
    return sum(rho) / rho.length;
  },
  gradient: (x, y, chosen) => svccaMeanGradient(x, y, keptOfBoth(x, y, chosen)),
  allPairs: (xs, ys, chosen) => overKept(xs, ys, chosen, (rho) => sum(rho) / rho.length),
});

/** CCA after dropping the principal components of small variance; the mean squared correlation. */
const svccaR2 = defineMetric({
  ...shared,
  name: "svcca-r2",
  title: (chosen) => `SVCCA, mean squared correlation, ${kept(chosen)}`,
  formula: (chosen) => `Σρᵢ² / min(k_X, k_Y), ${kept(chosen)}`,
  cite: "arxiv:1905.00414 (Kornblith et al. 2019), table 1",
  aliases: ["svcca-squared_score"],
  caveats,
  compare: (x, y, chosen) => {
    const rho = correlations(x, y, chosen);
    return inner(rho, rho) / rho.length;
  },
  gradient: (x, y, chosen) => svccaR2Gradient(x, y, keptOfBoth(x, y, chosen)),
  allPairs: (xs, ys, chosen) => overKept(xs, ys, chosen, (rho) => inner(rho, rho) / rho.length),
});

export default defineFamily({ id: "svcca", title: "Singular vector CCA", metrics: [svccaMean, svccaR2] });
