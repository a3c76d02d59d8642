import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import { combine, selectRows, squaredNorm } from "../linalg/elementwise.ts";
import { centered, scaleOf } from "../representation/centered.ts";
import { representation } from "../representation/create.ts";

/** Size of a Gaussian mixture. */
export interface ClusteredParams {
  readonly [name: string]: number;
  readonly n: number;
  readonly p: number;
  readonly clusters: number;
  /** Standard deviation of the clusters' centres in each unit; inside a cluster it is 1. */
  readonly spread: number;
}

export interface ClusteredTruth {
  /** The cluster of each row. */
  readonly labels: Int32Array;
  /** clusters×p. */
  readonly centres: Matrix;
  /** Share of the population's variance that lies between these centres. */
  readonly betweenShare: number;
}

/**
 * Stimuli in groups: row i is the centre of its cluster plus standard Gaussian noise. Centres are Gaussian, clusters
 * equally large (up to one row), rows in a random order.
 */
const clustered: Generator<ClusteredParams, ClusteredTruth> = {
  id: "clustered",
  version: 1,
  title: "A Gaussian mixture",
  cite: "definition",
  generate({ n, p, clusters, spread }, random): Generated<ClusteredTruth> {
    const unit = random.child("centres").gaussianMatrix(clusters, p);
    const centres: Matrix = { ...unit, data: unit.data.map((value) => spread * value) };
    const labels = random
      .child("order")
      .permutation(n)
      .map((place) => place % clusters);
    const means = selectRows(centres, labels);
    const own = random.child("noise").gaussianMatrix(n, p);
    const meansOnly = representation(means);
    const between = (squaredNorm(centered(meansOnly)) * scaleOf(meansOnly) ** 2) / n;
    return {
      representations: [representation(combine(1, means, 1, own), "X")],
      truth: { labels, centres, betweenShare: between / (between + p) },
    };
  },
};

export default clustered;
