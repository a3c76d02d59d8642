/** The id that must reproduce each golden measure. */
export const GOLDEN_IDS: Readonly<Record<string, string>> = {
  "hsic.linear.biased": "hsic-linear",
  "cka.linear": "cka-linear",
  "cka.linear.angular": "cka-angular",
  "cka.linear.debiased": "cka-debiased",
  "cka.rbf.offmedian.0.5": "cka-rbf-0.5",
  "cka.rbf.offmedian.1.0": "cka-rbf-1",
  "cka.rbf.allmedian.0.5": "cka-rbf-0.5-median-all",
  "cka.rbf.allmedian.1.0": "cka-rbf-1-median-all",
  "cca.rho": "cca-mean",
  "cca.rho.rankdenom": "cca-mean-denominator-rank",
  "cca.r2": "cca-r2",
  "cca.r2.rankdenom": "cca-r2-denominator-rank",
  "svcca.var99": "svcca-mean",
  "pwcca.x": "pwcca",
  "pwcca.y": "pwcca-weights-y",
  "linreg.r2.x_from_y": "linear-regression",
  "linreg.r2.y_from_x": "linear-regression-target-y",
  "ridge.r2.lam1.x_from_y": "ridge-unit-absolute",
  "ridge.r2.lam1.y_from_x": "ridge-unit-absolute-target-y",
  "ridge.r2.cv5.lam0.x_from_y": "linear-regression-cv-folds-contiguous-aggregate-fold-mean",
  "ridge.r2.cv5.lam0.y_from_x": "linear-regression-cv-target-y-folds-contiguous-aggregate-fold-mean",
  "ridge.r2.cv5.lam1.x_from_y": "ridge-cv-lambda-1-unit-absolute-folds-contiguous-aggregate-fold-mean",
  "ridge.r2.cv5.lam1.y_from_x": "ridge-cv-lambda-1-unit-absolute-target-y-folds-contiguous-aggregate-fold-mean",
  "ridge.r2.cv5.lam100.x_from_y": "ridge-cv-lambda-100-unit-absolute-folds-contiguous-aggregate-fold-mean",
  "ridge.r2.cv5.lam100.y_from_x": "ridge-cv-lambda-100-unit-absolute-target-y-folds-contiguous-aggregate-fold-mean",
  nbs: "nbs",
  "procrustes.angular": "procrustes-angular",
  "procrustes.normalized": "procrustes",
  "match.hard": "correlation-match-hard",
};

/** Measures whose value is a distance or an angle: compared absolutely, since near zero they are rounding. */
export const GOLDEN_DISTANCES: ReadonlySet<string> = new Set([
  "cka.linear.angular",
  "procrustes.angular",
  "procrustes.normalized",
]);

/** Rows that are not compared, with the reason. */
export const GOLDEN_EXEMPT: Readonly<Record<string, string>> = {
  "pwcca.x/lowrank": "canonical correlations tie at 1: the weights depend on the basis (0.660 to 0.673)",
  "pwcca.y/lowrank": "canonical correlations tie at 1: the weights depend on the basis (0.682 to 0.698)",
};
