import type { DataSet } from "../ascent-checks/data.ts";

/** The data sets in words. */
export const TITLES: Readonly<Record<DataSet, string>> = {
  ultrametric: "leaves of a tree, 100×50",
  decision: "a network in a context-dependent decision, 72×64",
  "low-rank": "twelve components, 100×50",
  layer: "a layer of a convolutional network, 100 images",
};
