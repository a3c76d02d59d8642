import { declined, noted, type StandardNameEntry } from "./standard-name.ts";

/** score, angle, distance and squared distance of one CKA. */
const ckaForms = (kernel: string, estimator: string, id: string, distance: string): StandardNameEntry[] => {
  const name = `cka-kernel=${kernel}-hsic=${estimator}`;
  return [
    [`${name}-score`, id],
    [`${name}-distance=angular`, `${id}@angular`],
    [`${name}-distance=euclidean`, `kernel-distance-${distance}`],
    [`${name}-distance=squared_euclidean`, `kernel-distance-squared-${distance}`],
  ];
};

const CKA: readonly StandardNameEntry[] = [
  ...ckaForms("linear", "gretton", "cka-linear", "linear"),
  ["cka-kernel=linear-hsic=gretton-distance=one_minus_score", "cka-linear@one-minus"],
  ["cka-kernel=linear-hsic=gretton-score-negative_log", "cka-linear@negative-log"],
  ...ckaForms("linear", "song", "cka-debiased", "linear-debiased"),
  ...ckaForms("linear", "lange", "cka-lange", "linear-lange"),
  ...ckaForms("(rbf-sigma={sigma})", "gretton", "cka-rbf-sigma-{sigma}", "rbf-sigma-{sigma}"),
  ["cka-kernel=(rbf-sigma={sigma})-hsic=gretton-distance=one_minus_score", "cka-rbf-sigma-{sigma}@one-minus"],
  ["cka-kernel=(rbf-sigma={sigma})-hsic=gretton-score-negative_log", "cka-rbf-sigma-{sigma}@negative-log"],
  ...ckaForms("(rbf-sigma={sigma})", "song", "cka-rbf-sigma-debiased-{sigma}", "rbf-sigma-debiased-{sigma}"),
  ...ckaForms("(rbf-sigma={sigma})", "lange", "cka-rbf-sigma-lange-{sigma}", "rbf-sigma-lange-{sigma}"),
  ...ckaForms("(laplace-sigma={sigma})", "gretton", "cka-laplace-sigma-{sigma}", "laplace-sigma-{sigma}"),
  ...ckaForms(
    "(laplace-sigma={sigma})",
    "lange",
    "cka-laplace-sigma-lange-{sigma}",
    "laplace-sigma-lange-{sigma}",
  ),
  ["feature_space_linear_cka", "cka-linear"],
  ["feature_space_linear_cka-debiased_True", "cka-debiased"],
  ["linear_CKA", "cka-linear"],
  // Without a width the package takes the median of the distances that are not zero.
  ["kernel_CKA", "cka-rbf-1"],
];

const SPARSE = declined(
  "a sum over the diagonal of kernel matrices cut to 500 entries a row and centred on one side by 500: it is not HSIC for any n and has no published definition",
);

const UNDIVIDED = "published without the denominator (n−1)²";

const HSIC: readonly StandardNameEntry[] = [
  ["linear_HSIC", noted("hsic-linear", UNDIVIDED)],
  ["kernel_HSIC", noted("hsic-rbf-1", UNDIVIDED)],
  ["unbiased_linear_HSIC", "hsic-debiased"],
  ["linear_sparse_HSIC", SPARSE],
  ["cos_sparse_HSIC", SPARSE],
  ["rbf_sparse_HSIC", SPARSE],
];

/** How the comparisons are called here; `kendall` and `tau_b` are one. */
const COMPARISONS: Readonly<Record<string, string>> = {
  corr_cov: "corr-cov",
  cosine: "cosine",
  cosine_cov: "cosine-cov",
  kendall: "kendall-b",
  pearson: "pearson",
  rho_a: "rho-a",
  spearman: "spearman",
  tau_a: "kendall-a",
  tau_b: "kendall-b",
  bures: "bures",
};

/** The package behind these divides RDMs by the number of units, but for correlations, and publishes a square. */
const buresMetric = (rdm: string, id: string): StandardNameEntry => [
  `rsa-rdm=${rdm}-compare=bures_metric`,
  `rsa-bures-metric-squared-${id}${id === "correlation" ? "" : "-per-unit"}`,
];

const rdmNames = (
  rdm: string,
  id: string,
  comparisons: readonly string[],
  note?: string,
): StandardNameEntry[] =>
  comparisons.map((compare) => {
    const found = `rsa-${id}-${COMPARISONS[compare]!}`;
    return [`rsa-rdm=${rdm}-compare=${compare}`, note === undefined ? found : noted(found, note)];
  });

const NO_NOISE = "published without a noise covariance, where it is rsa-squared-euclidean-…";

const WHITENABLE = [
  "bures",
  "corr_cov",
  "cosine",
  "cosine_cov",
  "kendall",
  "pearson",
  "rho_a",
  "spearman",
  "tau_b",
];

const RSA: readonly StandardNameEntry[] = [
  ...rdmNames("correlation", "correlation", [...WHITENABLE, "tau_a"]),
  buresMetric("correlation", "correlation"),
  ["rsa-rdm=correlation-compare=euclidean", "rsa-distance-correlation-euclidean"],
  ...rdmNames("cosine", "cosine", ["pearson", "spearman"]),
  ...rdmNames("euclidean", "euclidean", ["pearson", "spearman"]),
  ["rsa-rdm=euclidean-compare=euclidean", "rsa-distance-euclidean-euclidean"],
  ...rdmNames("gaussian", "gaussian", ["pearson", "spearman"]),
  ...rdmNames("mahalanobis", "mahalanobis", [...WHITENABLE, "tau_a"], NO_NOISE),
  buresMetric("mahalanobis", "mahalanobis"),
  ...rdmNames("poisson", "poisson", WHITENABLE),
  buresMetric("poisson", "poisson"),
  ...rdmNames("squared_euclidean", "squared-euclidean", [...WHITENABLE, "tau_a"]),
  buresMetric("squared_euclidean", "squared-euclidean"),
  ["rsm_norm_difference", "rsm-norm-difference"],
  ["distance_correlation", "distance-correlation"],
  [
    "zero_diagonal-cosine",
    declined(
      "a way of comparing two given matrices, not representations: with RDMs it is rsa-…-cosine, with centred Gram matrices cka-lange",
    ),
  ],
];

const NEIGHBOURS: readonly StandardNameEntry[] = [
  ["mutual_knn-topk={topk}", "knn-mutual-k-{topk}-metric-inner-product"],
  ["cycle_knn-topk={topk}", "knn-cycle-k-{topk}-metric-inner-product"],
  [
    "lcs_knn-topk={topk}",
    noted("knn-lcs-k-{topk}-metric-inner-product", "published as a length: k times the value"),
  ],
  ["edit_distance_knn-topk={topk}", "knn-edit-distance-k-{topk}-metric-inner-product"],
  ["cknna-topk={topk}", "cknna-k-{topk}-gram-raw-hsic-unbiased"],
  ["jaccard_similarity", "knn-jaccard-metric-cosine"],
  ["rank_similarity", "knn-rank-metric-cosine"],
  ["second_order_cosine_similarity", "second-order-cosine-of-distances"],
];

/** Every standard name of the kernel, RDM and neighbour families. */
export const STANDARD_NAMES_KERNELS: readonly StandardNameEntry[] = [...CKA, ...HSIC, ...RSA, ...NEIGHBOURS];
