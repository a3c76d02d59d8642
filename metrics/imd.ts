import { Undefined } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import { matrix } from "../core/matrix.ts";
import { backend } from "../linalg/index.ts";
import { derivedWith } from "../representation/derived.ts";
import { neighbours } from "../representation/neighbours.ts";
import { requireVariance } from "../representation/require.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number } from "./registry/params.ts";

/** Temperatures: 256 from 0.1 to 10, evenly spaced in logarithm (Tsitsulin et al. 2020). */
const TEMPERATURES: readonly number[] = Array.from({ length: 256 }, (_, i) => 10 ** (-1 + (2 * i) / 255));

/** e^{−2(t + 1/t)}, the weight of a temperature; greatest at t = 1. */
const weight = (t: number): number => Math.exp(-2 * (t + 1 / t));

const WEIGHTS = Float64Array.from(TEMPERATURES, weight);

/** The published factor, which brings the tiny weights to ordinary numbers. */
const FACTOR = 1e6;

/**
 * The heat trace (1/n)·Σᵢ e^{−tλᵢ} at all temperatures, λ the eigenvalues of the normalised Laplacian of the graph in
 * which two stimuli are joined when either is among the k nearest of the other.
 */
const heatTrace = derivedWith("heatTrace", (x: Representation, k: number): Float64Array => {
  const { n } = x;
  const near = neighbours(x, { k, nearness: "euclidean" });
  if ("reason" in near) throw new Undefined(near.reason);
  const joined = matrix(n, n);
  for (let i = 0, place = 0; i < n; i++) {
    for (let r = 0; r < k; r++, place++) {
      const j = near.index[place]!;
      joined.data[i * n + j] = 1;
      joined.data[j * n + i] = 1;
    }
  }
  const roots = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let degree = 0;
    for (let j = 0; j < n; j++) degree += joined.data[i * n + j]!;
    roots[i] = 1 / Math.sqrt(degree);
  }
  const laplacian = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      laplacian.data[i * n + j] = (i === j ? 1 : 0) - joined.data[i * n + j]! * roots[i]! * roots[j]!;
    }
  }
  const lambda = backend().eigenvaluesSymmetric(laplacian);
  const traces = new Float64Array(TEMPERATURES.length);
  for (const [k, t] of TEMPERATURES.entries()) {
    let total = 0;
    for (let i = 0; i < n; i++) total += Math.exp(-t * lambda[i]!);
    traces[k] = total / n;
  }
  return traces;
});

/** The distance between the heat traces of two neighbour graphs: do the clouds have the same intrinsic shape? */
const imd = defineMetric({
  name: "imd",
  version: 1,
  title: ({ k }) => `Intrinsic multi-scale distance, k = ${k}`,
  formula: ({ k }) =>
    `10⁶·max over t of e^(−2(t+1/t))·|h_X(t) − h_Y(t)|, h = (1/n)·Σᵢ e^(−tλᵢ), λ of the normalised Laplacian of the ${k}-neighbour graph, t in [0.1, 10]`,
  cite: "arxiv:1905.11141 (Tsitsulin et al. 2020)",
  direction: "distance",
  range: [0, FACTOR * weight(1)],
  axioms: "metric",
  invariances: both(SIDE.orthogonal),
  minimumRows: ({ k }) => k + 1,
  cost: "n²·p + n³",
  params: {
    k: number("k", 5, "how many neighbours of each stimulus, itself not counted", { integer: true }),
  },
  aliases: ["IMD", "MSID", "multi-scale intrinsic distance", "IMDScore"],
  caveats: [
    "Exact: the published code estimates the trace by random vectors without a seed, and is never zero for X with itself.",
    "Ignores which stimulus is which: two clouds of the same shape are at distance zero.",
  ],
  usesCorrespondence: false,
  compare: (x, y, { k }) => {
    requireVariance(x, y);
    const [hx, hy] = [heatTrace(x, k), heatTrace(y, k)];
    let largest = 0;
    for (let i = 0; i < WEIGHTS.length; i++) {
      largest = Math.max(largest, WEIGHTS[i]! * Math.abs(hx[i]! - hy[i]!));
    }
    return FACTOR * largest;
  },
});

export default defineFamily({ id: "imd", title: "Intrinsic multi-scale distance", metrics: [imd] });
