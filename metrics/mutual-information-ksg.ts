import { matrix, type Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { standardized } from "../representation/correlation.ts";
import { derived } from "../representation/derived.ts";
import { requireVariance } from "../representation/require.ts";
import { selectInPlace } from "../representation/select.ts";
import { digamma } from "./families/digamma.ts";
import { both, SIDE, withMore } from "./families/invariance-classes.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";
import { number } from "./registry/params.ts";

/** maxⱼ |xᵢⱼ − x_kⱼ| between all rows of the standardised matrix, n×n. */
const largestDifferences = derived("largestDifferences", (x: Representation): Matrix => {
  const { data } = standardized(x);
  const result = matrix(x.n, x.n);
  for (let i = 0; i < x.n; i++) {
    for (let k = 0; k < i; k++) {
      let largest = 0;
      for (let j = 0; j < x.p; j++)
        largest = Math.max(largest, Math.abs(data[i * x.p + j]! - data[k * x.p + j]!));
      result.data[i * x.n + k] = largest;
      result.data[k * x.n + i] = largest;
    }
  }
  return result;
});

/** How many of the other rows are closer to row i than `radius`. */
function closer(row: Float64Array, i: number, radius: number): number {
  let count = 0;
  for (let j = 0; j < row.length; j++) if (j !== i && row[j]! < radius) count++;
  return count;
}

/** Mutual information from the distances to the k-th neighbour, without a model. */
const ksg = defineMetric({
  name: "mutual-information-ksg",
  version: 1,
  title: ({ k }) => `Mutual information by nearest neighbours, k = ${k}`,
  formula: ({ k }) =>
    `ψ(${k}) + ψ(n) − mean of ψ(n_x + 1) + ψ(n_y + 1), n_x and n_y the rows closer in X and in Y than the ${k}-th neighbour in both, by the largest difference of standardised units`,
  cite: "doi:10.1103/PhysRevE.69.066138 (Kraskov, Stögbauer and Grassberger 2004), estimator 1",
  direction: "similarity",
  range: [-Infinity, Infinity],
  unit: "nat",
  invariances: both(withMore(SIDE.units, "unit-scaling", "unit-duplication")),
  minimumRows: ({ k }) => k + 1,
  cost: "n²·p",
  heavy: true,
  params: { k: number("k", 3, "which neighbour sets the radius", { integer: true }) },
  aliases: ["KSG", "Kraskov mutual information", "MI (KSG)"],
  caveats: [
    "Strongly biased for more than a few units: all distances are then alike, and it tends to a constant.",
    "At most ψ(n) − ψ(k), which it is for a representation with itself, although the true information is infinite.",
    "Can be below zero. Equal rows are not jittered: they lie within every radius but zero.",
  ],
  compare: (x, y, { k }) => {
    requireVariance(x, y);
    const [dx, dy] = [largestDifferences(x), largestDifferences(y)];
    const { n } = x;
    const others = new Float64Array(n - 1);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const [rowX, rowY] = [dx, dy].map(({ data }) => data.subarray(i * n, (i + 1) * n));
      for (let j = 0, place = 0; j < n; j++) if (j !== i) others[place++] = Math.max(rowX![j]!, rowY![j]!);
      const radius = selectInPlace(others, k - 1);
      total += digamma(closer(rowX!, i, radius) + 1) + digamma(closer(rowY!, i, radius) + 1);
    }
    return digamma(k) + digamma(n) - total / n;
  },
});

export default defineFamily({
  id: "mutual-information-ksg",
  title: "Mutual information by nearest neighbours",
  metrics: [ksg],
});
