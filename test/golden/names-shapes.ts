/** The id that must reproduce each golden measure of the shape, matching, information and statistics families. */
export const GOLDEN_IDS_SHAPES: Readonly<Record<string, string>> = {
  "procrustes.size": "procrustes-size-and-shape",
  "shape.alpha0.0.angular": "shape-alpha-0",
  "shape.alpha0.5.angular": "shape-alpha-0.5",
  "shape.alpha0.0.euclidean": "shape-euclidean-alpha-0",
  "shape.alpha0.5.euclidean": "shape-euclidean-alpha-0.5",
  "perm.angular.centered": "procrustes-permutation",
  "perm.procrustes.centered": "procrustes-permutation-euclidean",
  "perm.procrustes.uncentered": "procrustes-permutation-euclidean-center-raw",
  "match.softmax_both": "correlation-match-soft",
  "match.soft_ot": "soft-matching-correlation",
  "gulp.lam0": "gulp-squared-lambda-0",
  "gulp.lam1e-2": "gulp-squared",
  eigenspace_overlap: "eigenspace-overlap",
  ensd: "ensd",
  "airm.cov": "riemannian-covariance",
  "airm.gram.eps1e-3.linear": "riemannian-gram-unit-absolute",
  magnitude_diff: "magnitude-difference",
  uniformity_diff: "uniformity-difference-rows-raw",
  concentricity_diff: "concentricity-difference",
  "imd.exact.k5": "imd",
};

/** Measures whose value is a distance or an angle: compared absolutely, since near zero they are rounding. */
export const GOLDEN_DISTANCES_SHAPES: ReadonlySet<string> = new Set([
  "procrustes.size",
  "shape.alpha0.0.angular",
  "shape.alpha0.5.angular",
  "shape.alpha0.0.euclidean",
  "shape.alpha0.5.euclidean",
  "perm.angular.centered",
  "perm.procrustes.centered",
  "perm.procrustes.uncentered",
  "airm.cov",
  "airm.gram.eps1e-3.linear",
]);

/** Rows that are not compared, with the reason. */
export const GOLDEN_EXEMPT_SHAPES: Readonly<Record<string, string>> = {
  "shape.alpha0.0.euclidean/gauss": "unequal widths: the reference pads with zeros and whitens them from a floor of 1e-7",
  "shape.alpha0.0.euclidean/wide": "unequal widths and p > n: the reference whitens rounding from a floor of 1e-7",
  "shape.alpha0.0.euclidean/lowrank": "deficient rank: the reference whitens rounding from a floor of 1e-7",
  "shape.alpha0.0.euclidean/bigmean": "unequal widths: the reference pads with zeros and whitens them from a floor of 1e-7",
  "shape.alpha0.5.euclidean/gauss": "unequal widths: the reference pads with zeros and whitens them from a floor of 1e-7",
  "shape.alpha0.5.euclidean/wide": "unequal widths and p > n: the reference whitens rounding from a floor of 1e-7",
  "shape.alpha0.5.euclidean/lowrank": "deficient rank: the reference whitens rounding from a floor of 1e-7",
  "shape.alpha0.5.euclidean/bigmean": "unequal widths: the reference pads with zeros and whitens them from a floor of 1e-7",
  "airm.gram.eps1e-3.linear/lowrank":
    "the reference loses digits in a generalised eigenproblem: 60 digits give 39.543795701376503693, which we test",
  "airm.gram.eps1e-3.linear/bigmean":
    "the reference loses digits in a generalised eigenproblem: 60 digits give 84.779910228224294956, which we test",
};
