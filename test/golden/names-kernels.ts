/** The id that must reproduce each golden measure of the kernel, RDM and neighbour families. */
export const GOLDEN_IDS_KERNELS: Readonly<Record<string, string>> = {
  "hsic.linear.unbiased": "hsic-debiased",
  "cka.linear.lange": "cka-lange",
  "cka.linear.uncentered": "cka-uncentered",
  "cka.rbf.offmedian.1.0.debiased": "cka-rbf-debiased-1",
  "cka.rbf.sigma1": "cka-rbf-sigma-1",
  "cka.rbf.sigma1.debiased": "cka-rbf-sigma-debiased-1",
  dcor: "distance-correlation",
  "dcor.sq.unbiased": "distance-correlation-unbiased",
  ...Object.fromEntries(
    ["correlation", "cosine", "euclidean", "squared-euclidean"].flatMap((rdm) =>
      ["cosine", "pearson", "spearman", "kendall-b"].map((compare) => [
        `rsa.${rdm === "squared-euclidean" ? "sqeuclidean" : rdm}.${compare.replace("-", "_")}`,
        `rsa-${rdm}-${compare}`,
      ]),
    ),
  ),
  "rsa.corrsim.euclidean": "rsa-distance-correlation-euclidean",
  "rsa.euclidean.euclidean": "rsa-distance-euclidean-euclidean",
  "rsmnorm.frobenius": "rsm-norm-difference",
  "rsmnorm.spectral": "rsm-norm-difference-norm-spectral",
  "soc.cossim.k10": "second-order-cosine",
  "soc.cosdist.k10": "second-order-cosine-of-distances",
  "mknn.l2.k10": "knn-mutual",
  "mknn.l2.k5": "knn-mutual-k-5",
  "mknn.cos.k10": "knn-mutual-metric-cosine",
  "mknn.cos.k5": "knn-mutual-k-5-metric-cosine",
  "mknn.ip.k10": "knn-mutual-metric-inner-product",
  "mknn.ip.k5": "knn-mutual-k-5-metric-inner-product",
  "jaccard.l2.k10": "knn-jaccard",
  "jaccard.l2.k5": "knn-jaccard-k-5",
  "jaccard.cos.k10": "knn-jaccard-metric-cosine",
  "jaccard.cos.k5": "knn-jaccard-k-5-metric-cosine",
  "jaccard.ip.k10": "knn-jaccard-metric-inner-product",
  "jaccard.ip.k5": "knn-jaccard-k-5-metric-inner-product",
};

/** Measures whose value is a distance: compared absolutely, since near zero they are rounding. */
export const GOLDEN_DISTANCES_KERNELS: ReadonlySet<string> = new Set([
  "rsa.corrsim.euclidean",
  "rsa.euclidean.euclidean",
  "rsmnorm.frobenius",
  "rsmnorm.spectral",
]);

const BROKEN_TIES =
  "the reference breaks ties of cosines between integer rows by the rounding of a product of unit rows; ours is the value of exact arithmetic";

/** Rows that are not compared, with the reason. The exact values are tested by `test/metrics/cosine-ties.test.ts`. */
export const GOLDEN_EXEMPT_KERNELS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "mknn.cos.k10",
    "mknn.cos.k5",
    "jaccard.cos.k10",
    "jaccard.cos.k5",
    "soc.cossim.k10",
    "soc.cosdist.k10",
    "rsa.cosine.spearman",
    "rsa.cosine.kendall_b",
  ].map((measure) => [`${measure}/ties`, BROKEN_TIES]),
);
