import type { Representation } from "../core/representation.ts";
import { leadingColumns, sum } from "../linalg/elementwise.ts";
import { scaleOf } from "../representation/centered.ts";
import { requireFinite, requireVariance } from "../representation/require.ts";
import { spectrum } from "../representation/spectral.ts";
import { alignedAngle, alignedDistance, type Clouds } from "./families/alignment.ts";
import { filteredClouds, type FilterOf } from "./families/filters.ts";
import { overlapPairs } from "./families/linear-pairs.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { svccaAngleGradient, svccaEuclideanGradient, type Kept } from "./gradients/svcca.ts";
import type { Definition } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import type { ParamsOf } from "./registry/params.ts";
import { number, numberOr, word } from "./registry/params.ts";
import { correlations, keptComponents } from "./svcca.ts";

const params = {
  threshold: number("threshold", 0.99, "the share to keep, in (0, 1]"),
  of: word("of", ["variance", "singular-values"], "variance", "what the share is of: Σσ² or Σσ"),
  components: numberOr("components", ["auto"], "auto", "a fixed number of components instead", {
    integer: true,
  }),
};

type Params = ParamsOf<typeof params>;

/** The singular values of the components that are kept. */
function keptValues(x: Representation, chosen: Params): Float64Array {
  const { sigma, rank } = spectrum(x);
  return sigma.slice(0, Math.min(rank, keptComponents(sigma, chosen)));
}

const keptOfBoth = (x: Representation, y: Representation, chosen: Params): Kept => [
  keptValues(x, chosen).length,
  keptValues(y, chosen).length,
];

/** 1 for a component that is kept, 0 for the others. */
const keeping =
  (chosen: Params): FilterOf =>
  (x) => {
    const least = keptValues(x, chosen).at(-1)!;
    return { value: (sigma) => (sigma >= least ? 1 : 0), slope: () => 0 };
  };

/** The kept components as clouds; where their number is that of SVCCA, so are the correlations. */
function clouds(x: Representation, y: Representation, chosen: Params): Clouds {
  requireVariance(x, y);
  const [a, b] = keptOfBoth(x, y, chosen);
  if (x.p > x.n || y.p > y.n) return filteredClouds(x, y, keeping(chosen));
  return {
    get f() {
      return leadingColumns(spectrum(x).u, a);
    },
    get g() {
      return leadingColumns(spectrum(y).u, b);
    },
    sizes: [Math.sqrt(a), Math.sqrt(b)],
    nuclear: sum(correlations(x, y, chosen)),
  };
}

/** The distance of the whitened components at the size that the kept components had. */
function distance(x: Representation, y: Representation, chosen: Params): number {
  const [sx, sy] = [scaleOf(x), scaleOf(y)];
  const scale = Math.max(sx, sy);
  const [a, b] = [Math.hypot(...keptValues(x, chosen)), Math.hypot(...keptValues(y, chosen))];
  return alignedDistance(clouds(x, y, chosen), a * (sx / scale), b * (sy / scale)) * scale;
}

const kept = ({ threshold, of, components }: Params): string =>
  components === "auto"
    ? `PCs with ${threshold} of ${of === "variance" ? "Σσ²" : "Σσ"}`
    : `the first ${components} PCs`;

const shared = {
  version: 1,
  cite: "arxiv:1706.05806 (Raghu et al. 2017); arxiv:2110.14739 (Williams et al. 2021)",
  direction: "distance",
  cost: "n·p²",
  params,
} as const satisfies Partial<Definition<typeof params>>;

const caveats = [
  "The cosine is Σρ/√(k_X·k_Y), not the mean correlation Σρ/min(k_X, k_Y): they differ where the numbers of kept components do.",
  "Depends on a threshold: a component just below it counts nothing, one just above counts fully.",
  "Its gradient is that of the piece on which the numbers of components are constant.",
];

/** The angle between the leading components of two representations, each counted alike. */
const angle = defineMetric({
  ...shared,
  name: "svcca-angular",
  title: (chosen) => `Angular SVCCA, ${kept(chosen)}`,
  formula: (chosen) => `arccos(Σρᵢ/√(k_X·k_Y)), ${kept(chosen)}`,
  range: [0, Math.PI / 2],
  unit: "radian",
  invariances: both(SIDE.orthogonal),
  aliases: ["svcca-distance=angular"],
  caveats,
  compare: (x, y, chosen) => alignedAngle(clouds(x, y, chosen)),
  allPairs: (xs, ys, chosen) => overlapPairs(xs, ys, (x, y) => alignedAngle(clouds(x, y, chosen))),
  gradient: (x, y, chosen) => svccaAngleGradient(x, y, keptOfBoth(x, y, chosen)),
  similarity: (value) => 1 - (2 * value) / Math.PI,
});

/** The same components as point clouds that keep the variance they had. */
const euclidean = defineMetric({
  ...shared,
  name: "svcca-euclidean",
  title: (chosen) => `Euclidean SVCCA distance, ${kept(chosen)}`,
  formula: (chosen) => `√(a² + b² − 2ab·Σρᵢ/√(k_X·k_Y)), a² and b² the kept Σσ², ${kept(chosen)}`,
  range: [0, Infinity],
  invariances: both(SIDE.rigid),
  listed: [],
  aliases: ["svcca-distance=euclidean"],
  caveats: [...caveats, "Grows with the size of the activations."],
  compare: (x, y, chosen) => requireFinite(distance(x, y, chosen)),
  allPairs: (xs, ys, chosen) => overlapPairs(xs, ys, (x, y) => requireFinite(distance(x, y, chosen))),
  gradient: (x, y, chosen) => svccaEuclideanGradient(x, y, keptOfBoth(x, y, chosen), false),
});

/** Its square. */
const euclideanSquared = defineMetric({
  ...shared,
  name: "svcca-euclidean-squared",
  title: (chosen) => `Squared Euclidean SVCCA distance, ${kept(chosen)}`,
  formula: (chosen) => `a² + b² − 2ab·Σρᵢ/√(k_X·k_Y), a² and b² the kept Σσ², ${kept(chosen)}`,
  range: [0, Infinity],
  invariances: both(SIDE.rigid),
  listed: [],
  aliases: ["svcca-distance=squared_euclidean"],
  caveats: [...caveats, "Grows with the square of the size of the activations."],
  compare: (x, y, chosen) => requireFinite(distance(x, y, chosen) ** 2),
  allPairs: (xs, ys, chosen) => overlapPairs(xs, ys, (x, y) => requireFinite(distance(x, y, chosen) ** 2)),
  gradient: (x, y, chosen) => svccaEuclideanGradient(x, y, keptOfBoth(x, y, chosen), true),
});

export default defineFamily({
  id: "svcca-shape",
  title: "Distances of singular vector CCA",
  metrics: [angle, euclidean, euclideanSquared],
});
