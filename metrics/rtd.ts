import { Undefined } from "../core/outcome.ts";
import { derived } from "../representation/derived.ts";
import { distances } from "../representation/distances.ts";
import { triangle } from "../representation/kernels.ts";
import { requireVariance } from "../representation/require.ts";
import { crossBarcodeLengths } from "./families/cross-barcode.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** Most rows that are taken on: the time grows with the third power of n and more. */
export const RTD_ROWS = 256;

/** The share of distances that is brought below 1 (Barannikov et al. 2022, section 3). */
const QUANTILE = 0.9;

/** The distances between stimuli over their 0.9 quantile, n×n; the quantile is interpolated as in numpy. */
const normalizedDistances = derived("normalizedDistances", (x): Float64Array => {
  const { squared } = distances(x);
  const sorted = triangle(squared).sort();
  const place = QUANTILE * (sorted.length - 1);
  const below = Math.sqrt(sorted[Math.floor(place)]!);
  const above = Math.sqrt(sorted[Math.ceil(place)]!);
  const unit = below + (place - Math.floor(place)) * (above - below);
  if (unit === 0) throw new Undefined("the 0.9 quantile of the distances is zero");
  return squared.data.map((d2) => Math.sqrt(d2) / unit);
});

/** How differently clusters and loops of the same stimuli appear in two representations. */
const rtd = defineMetric({
  name: "rtd",
  version: 1,
  title: "Representation topology divergence",
  formula:
    "½·(|B(w, v)| + |B(v, w)|), |B| the total length of the one-dimensional bars of the R-cross-barcode, w and v the distances of X and Y over their 0.9 quantiles",
  cite: "arxiv:2201.00058 (Barannikov et al. 2022)",
  direction: "distance",
  range: [0, Infinity],
  axioms: "semimetric",
  invariances: both(SIDE.orthogonal),
  minimumRows: 3,
  cost: "n³·log n",
  heavy: true,
  aliases: ["RTD", "R-Cross-Barcode", "representation topology divergence"],
  caveats: [
    `For at most ${RTD_ROWS} stimuli; published values average random batches of larger sets.`,
    "Grows with the number of stimuli: compare values at the same n only.",
    "The quantile is that of the n(n−1)/2 distances between different stimuli; code that includes the n zeros differs.",
  ],
  compare: (x, y) => {
    requireVariance(x, y);
    if (x.n > RTD_ROWS) throw new Undefined(`computed for at most ${RTD_ROWS} rows: X and Y have ${x.n}`);
    const [w, v] = [normalizedDistances(x), normalizedDistances(y)];
    const [forth, back] = crossBarcodeLengths(w, v, x.n);
    return (forth + back) / 2;
  },
});

export default defineFamily({ id: "rtd", title: "Representation topology divergence", metrics: [rtd] });
