import { declined, noted, type StandardNameEntry } from "./standard-name.ts";

/** Score, angle, distance, squared distance and cross-validated angle of CCA after keeping leading components. */
const svccaForms = (name: string, end: string): StandardNameEntry[] => [
  [`${name}-score`, `svcca-mean${end}`],
  [`${name}-distance=angular`, `svcca-angular${end}`],
  [`${name}-distance=euclidean`, `svcca-euclidean${end}`],
  [`${name}-distance=squared_euclidean`, `svcca-euclidean-squared${end}`],
];

/** With the forms that only the named truncations have. */
const svccaNamed = (name: string, end: string): StandardNameEntry[] => [
  ...svccaForms(name, end),
  [`${name}-squared_score`, `svcca-r2${end}`],
  [`${name}-distance=angular-cv=5folds`, `svcca-cv${end}`],
];

const NOT_A_COSINE = declined(
  "PWCCA is a weighted mean and no cosine of two matrices, so that there is no distance it would be the law of cosines of: pwcca@chordal is the nearest",
);

const CCA: readonly StandardNameEntry[] = [
  ["cca-score", "cca-mean"],
  ["cca-squared_score", "cca-r2"],
  ["cca-distance=angular", "shape-alpha-0"],
  ["cca-distance=angular-cv=5folds", "shape-cv-alpha-0"],
  ["cca-distance=euclidean", "shape-euclidean-alpha-0"],
  ["cca-distance=squared_euclidean", "shape-euclidean-squared-alpha-0"],
  ...svccaForms("svcca", ""),
  ...svccaForms("svcca-dim={dim}", "-components-{dim}"),
  ...svccaNamed("svcca-dim=10", "-components-10"),
  ...svccaNamed("svcca-var=0.95", "-threshold-0.95"),
  ...svccaNamed("svcca-var=0.99", ""),
  ["pwcca-score", "pwcca"],
  ["pwcca-distance=angular", "pwcca@angular"],
  ["pwcca-distance=one_minus_score", "pwcca@one-minus"],
  ["pwcca-distance=euclidean", NOT_A_COSINE],
  ["pwcca-distance=squared_euclidean", NOT_A_COSINE],
];

/** NBS and Procrustes are one measure under two names. */
const procrustesForms = (name: string): StandardNameEntry[] => [
  [`${name}-score`, "nbs"],
  [`${name}-distance=angular`, "procrustes-angular"],
  [`${name}-distance=angular-cv=5folds`, "shape-cv-alpha-1"],
  [`${name}-distance=euclidean`, "procrustes-size-and-shape"],
  [`${name}-distance=squared_euclidean`, "procrustes-size-and-shape-squared"],
];

const SHAPE: readonly StandardNameEntry[] = [
  ...procrustesForms("nbs"),
  ...procrustesForms("procrustes"),
  ["orthogonal_angular_shape_metric_centered", "procrustes-angular"],
  ["orthogonal_procrustes_centered_and_normalized", "procrustes"],
  ["bures_distance", "procrustes-size-and-shape"],
  ["shape_metric-alpha={alpha}-score", "shape-cosine-alpha-{alpha}"],
  ["shape_metric-alpha={alpha}-distance=angular", "shape-alpha-{alpha}"],
  ["shape_metric-alpha={alpha}-distance=angular-cv=5folds", "shape-cv-alpha-{alpha}"],
  ["shape_metric-alpha={alpha}-distance=euclidean", "shape-euclidean-alpha-{alpha}"],
  ["shape_metric-alpha={alpha}-distance=squared_euclidean", "shape-euclidean-squared-alpha-{alpha}"],
  ["gulp", "gulp-squared"],
  ["eigenspace_overlap_score", "eigenspace-overlap"],
  ["aligned_cosine_similarity", "aligned-cosine"],
  ["aligned_cossim", "aligned-cosine"],
];

const MATCHING: readonly StandardNameEntry[] = [
  ["permutation_metric-score", "procrustes-permutation-cosine"],
  ["permutation_metric-distance=angular", "procrustes-permutation"],
  ["permutation_metric-distance=euclidean", "procrustes-permutation-euclidean"],
  ["permutation_metric-distance=squared_euclidean", "procrustes-permutation-euclidean-squared"],
  ["permutation_procrustes", "procrustes-permutation-euclidean-center-raw"],
  ["hard_correlation_match", "correlation-match-hard"],
  [
    "soft_correlation_match",
    noted(
      "correlation-match-soft",
      "one of the two packages means optimal transport: soft-matching-correlation",
    ),
  ],
  ["pairwisematching", "pairwise-matching-target-y"],
  ["max_match", "maximum-match-epsilon-0.25-center-raw"],
  ["wreath_procrustes", "wreath-procrustes"],
  ["wreath_cka", "wreath-cka"],
  ["isc", "isc"],
];

const REGRESSION: readonly StandardNameEntry[] = [
  ["linear_regression", "linear-regression"],
  ["linear_regression-pearsonr", "pearson-regression-target-y"],
  ["linear_regression-pearsonr-cv=5folds", "pearson-regression-cv-lambda-0-target-y"],
  ["linear_regression-pearsonr2-cv=5folds", "pearson-regression-cv-lambda-0-target-y-of-r2"],
  ["linear_regression-r2-cv=5folds", "linear-regression-cv-target-y"],
  ["ridge-lambda=1-r2", "ridge-unit-absolute-target-y"],
  ["ridge-lambda=1-r2-cv=5folds", "ridge-cv-lambda-1-unit-absolute-target-y"],
  ["ridge-lambda=1-pearsonr", "pearson-regression-lambda-1-unit-absolute-target-y"],
  ["ridge-lambda=1-pearsonr-cv=5folds", "pearson-regression-cv-lambda-1-unit-absolute-target-y"],
  ["ridge-lambda=1-pearsonr2-cv=5folds", "pearson-regression-cv-lambda-1-unit-absolute-target-y-of-r2"],
  ["ridge-pearsonr-cv=5folds", "pearson-regression-cv-target-y"],
  ["ridge-pearsonr-cv=5folds-reverse", "pearson-regression-cv"],
  [
    "kernel_ridge-lambda=1-r2",
    noted("ridge-unit-absolute-target-y", "the kernel of the package is linear: kernel-ridge has a Gaussian"),
  ],
  ["pls-pearsonr", "pls-target-y-folds-none"],
  ["pls-pearsonr-cv=5folds", "pls-target-y"],
  ["pls-pearsonr-components=25-cv=5folds", "pls-scaling-scaled-target-y"],
  ["pls-pearsonr-components={n_components}", "pls-components-{n_components}-target-y-folds-none"],
  [
    "pls",
    declined(
      "the mean singular value of the cross-covariance, in the units of both sides: nbs is the same sum without units, and pls is the regression of that name",
    ),
  ],
  ["versa", "versa-target-y"],
];

const STATISTICS: readonly StandardNameEntry[] = [
  ["ensd", "ensd"],
  [
    "ensd-distance=angular_normalized",
    noted("cka-angular", "published over π/2; ENSD over the root of both participation ratios is linear CKA"),
  ],
  ["magnitude_difference", "magnitude-difference"],
  ["uniformity_difference", "uniformity-difference-rows-raw"],
  ["concentricity_difference", "concentricity-difference"],
  ["imd", "imd"],
];

const ARRAYS: readonly StandardNameEntry[] = [
  [
    "correlation",
    declined(
      "two unrelated measures in two packages: the correlation of units with the same number (isc) and of each unit with its best partner (pairwise-matching)",
    ),
  ],
  [
    "cosine",
    declined(
      "the cosine of two given matrices, not of representations: of centred Gram matrices it is cka-linear, of RDMs an rsa-…-cosine",
    ),
  ],
  [
    "euclidean",
    declined(
      "‖X − Y‖ of two given matrices, which compares units by their number: procrustes-permutation-euclidean-center-raw aligns them first",
    ),
  ],
];

/** Every standard name of the shape, matching, regression, information and statistics families. */
export const STANDARD_NAMES_SHAPES: readonly StandardNameEntry[] = [
  ...CCA,
  ...SHAPE,
  ...MATCHING,
  ...REGRESSION,
  ...STATISTICS,
  ...ARRAYS,
];
