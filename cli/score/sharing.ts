import type { MetricInfo } from "../../core/metric.ts";

/**
 * Families whose value for shuffled rows follows from quantities that a shuffle only moves: spectra and overlaps,
 * kernels, matrices of distances, lists of neighbours.
 */
const FAMILIES: ReadonlySet<string> = new Set([
  "bures",
  "canonical-ridge",
  "cca",
  "cka",
  "cka-kernels",
  "cknna",
  "distance-correlation",
  "eigenspace-overlap",
  "ensd",
  "gulp",
  "hsic",
  "hsic-unbiased",
  "kernel-distance",
  "knn",
  "linear-regression",
  "mutual-information",
  "nbs",
  "nbs-squared",
  "procrustes",
  "procrustes-size-and-shape",
  "procrustes-squared",
  "pwcca",
  "ridge",
  "rsa",
  "rsm-norm-difference",
  "second-order-cosine",
  "shape",
  "svcca",
  "svcca-shape",
]);

/** Whether all draws of a permutation null are affordable, because they share what was computed once. */
export const sharesDraws = ({ id, family, heavy }: Pick<MetricInfo, "id" | "family" | "heavy">): boolean =>
  FAMILIES.has(family) && !heavy && !/-cv(-|$)/.test(id);
