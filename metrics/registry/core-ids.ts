/**
 * The field's core measures, with a form for saturated layers and the controls: what the quick profile runs unless
 * metrics are named. The rest of the catalogue is run by name, by `--metrics '*'`, and by the full profile.
 */
export const CORE_IDS: readonly string[] = [
  "hsic-linear",
  "cka-linear",
  "cka-angular",
  "cka-debiased",
  "cka-rbf-0.2",
  "cka-rbf-0.4",
  "cka-rbf-0.8",
  "cca-mean",
  "cca-mean-denominator-rank",
  "cca-r2",
  "cca-r2-denominator-rank",
  "svcca-mean",
  "svcca-r2",
  "pwcca",
  "linear-regression",
  "linear-regression-cv",
  "ridge-cv",
  "nbs",
  "procrustes-angular",
  "procrustes",
  "correlation-match-hard",
  "mutual-information-gaussian",
  "constant",
  "random",
  "norm-ratio",
];
