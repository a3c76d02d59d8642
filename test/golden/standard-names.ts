type Of = (golden: number) => number;

const same: Of = (s) => s;
const squared: Of = (s) => s * s;
const oneMinus: Of = (s) => 1 - s;
const negativeLog: Of = (s) => -Math.log(s);
// Cut, since the golden cosine of identical data exceeds 1 by rounding.
const angle: Of = (s) => Math.acos(Math.min(1, s));
const cosine: Of = Math.cos;

/** A standard name, the golden measure that is the same number or a function of it, and what fills the placeholders. */
type Line = readonly [name: string, measure: string, of: Of, values: Record<string, string>];

const line = (name: string, measure: string, of: Of = same, values: Record<string, string> = {}): Line => [
  name,
  measure,
  of,
  values,
];

const RDMS = [
  ["correlation", "correlation", ["cosine", "pearson", "spearman", "kendall", "tau_b"]],
  ["squared_euclidean", "sqeuclidean", ["cosine", "pearson", "spearman", "kendall", "tau_b"]],
  ["euclidean", "euclidean", ["pearson", "spearman"]],
  ["cosine", "cosine", ["pearson", "spearman"]],
] as const;

/** Two names of one measure in the collection. */
const procrustes = (name: string): Line[] => [
  line(`${name}-score`, "nbs"),
  line(`${name}-distance=angular`, "procrustes.angular"),
  line(`${name}-distance=euclidean`, "procrustes.size"),
  line(`${name}-distance=squared_euclidean`, "procrustes.size", squared),
];

const sigma = { sigma: "1" };
const alpha = { alpha: "0.5" };

/** What the golden set says of standard names: values that no line of Etalon has made. */
export const GOLDEN_OF_STANDARD_NAMES: readonly Line[] = [
  line("cka-kernel=linear-hsic=gretton-score", "cka.linear"),
  line("cka-kernel=linear-hsic=gretton-distance=angular", "cka.linear.angular"),
  line("cka-kernel=linear-hsic=gretton-distance=one_minus_score", "cka.linear", oneMinus),
  line("cka-kernel=linear-hsic=gretton-score-negative_log", "cka.linear", negativeLog),
  line("cka-kernel=linear-hsic=song-score", "cka.linear.debiased"),
  line("cka-kernel=linear-hsic=song-distance=angular", "cka.linear.debiased", angle),
  line("cka-kernel=linear-hsic=lange-score", "cka.linear.lange"),
  line("cka-kernel=linear-hsic=lange-distance=angular", "cka.linear.lange", angle),
  line("cka-kernel=(rbf-sigma={sigma})-hsic=gretton-score", "cka.rbf.sigma1", same, sigma),
  line("cka-kernel=(rbf-sigma={sigma})-hsic=gretton-distance=angular", "cka.rbf.sigma1", angle, sigma),
  line("cka-kernel=(rbf-sigma={sigma})-hsic=gretton-distance=one_minus_score", "cka.rbf.sigma1", oneMinus, sigma),
  line("cka-kernel=(rbf-sigma={sigma})-hsic=gretton-score-negative_log", "cka.rbf.sigma1", negativeLog, sigma),
  line("cka-kernel=(rbf-sigma={sigma})-hsic=song-score", "cka.rbf.sigma1.debiased", same, sigma),
  line("cka-kernel=(rbf-sigma={sigma})-hsic=song-distance=angular", "cka.rbf.sigma1.debiased", angle, sigma),
  line("feature_space_linear_cka", "cka.linear"),
  line("feature_space_linear_cka-debiased_True", "cka.linear.debiased"),
  line("linear_CKA", "cka.linear"),
  line("kernel_CKA", "cka.rbf.offmedian.1.0"),
  line("linear_HSIC", "hsic.linear.biased"),
  line("unbiased_linear_HSIC", "hsic.linear.unbiased"),
  line("cca-score", "cca.rho"),
  line("cca-squared_score", "cca.r2"),
  line("cca-distance=angular", "shape.alpha0.0.angular"),
  line("cca-distance=euclidean", "shape.alpha0.0.euclidean"),
  line("cca-distance=squared_euclidean", "shape.alpha0.0.euclidean", squared),
  line("svcca-score", "svcca.var99"),
  line("svcca-var=0.99-score", "svcca.var99"),
  line("pwcca-score", "pwcca.x"),
  line("pwcca-distance=angular", "pwcca.x", angle),
  line("pwcca-distance=one_minus_score", "pwcca.x", oneMinus),
  ...procrustes("nbs"),
  ...procrustes("procrustes"),
  line("orthogonal_angular_shape_metric_centered", "procrustes.angular"),
  line("orthogonal_procrustes_centered_and_normalized", "procrustes.normalized"),
  line("bures_distance", "procrustes.size"),
  line("shape_metric-alpha={alpha}-score", "shape.alpha0.5.angular", cosine, alpha),
  line("shape_metric-alpha={alpha}-distance=angular", "shape.alpha0.5.angular", same, alpha),
  line("shape_metric-alpha={alpha}-distance=euclidean", "shape.alpha0.5.euclidean", same, alpha),
  line("shape_metric-alpha={alpha}-distance=squared_euclidean", "shape.alpha0.5.euclidean", squared, alpha),
  line("permutation_metric-distance=angular", "perm.angular.centered"),
  line("permutation_metric-score", "perm.angular.centered", cosine),
  line("permutation_metric-distance=euclidean", "perm.procrustes.centered"),
  line("permutation_metric-distance=squared_euclidean", "perm.procrustes.centered", squared),
  line("permutation_procrustes", "perm.procrustes.uncentered"),
  line("hard_correlation_match", "match.hard"),
  line("soft_correlation_match", "match.softmax_both"),
  line("linear_regression", "linreg.r2.x_from_y"),
  line("ridge-lambda=1-r2", "ridge.r2.lam1.y_from_x"),
  line("kernel_ridge-lambda=1-r2", "ridge.r2.lam1.y_from_x"),
  line("gulp", "gulp.lam1e-2"),
  line("eigenspace_overlap_score", "eigenspace_overlap"),
  line("ensd", "ensd"),
  line("ensd-distance=angular_normalized", "cka.linear.angular"),
  line("distance_correlation", "dcor"),
  line("magnitude_difference", "magnitude_diff"),
  line("uniformity_difference", "uniformity_diff"),
  line("concentricity_difference", "concentricity_diff"),
  line("imd", "imd.exact.k5"),
  line("mutual_knn-topk={topk}", "mknn.ip.k10", same, { topk: "10" }),
  line("mutual_knn-topk={topk}", "mknn.ip.k5", same, { topk: "5" }),
  line("jaccard_similarity", "jaccard.cos.k10"),
  line("second_order_cosine_similarity", "soc.cosdist.k10"),
  ...RDMS.flatMap(([rdm, golden, comparisons]) =>
    comparisons.map((compare) =>
      line(
        `rsa-rdm=${rdm}-compare=${compare}`,
        `rsa.${golden}.${compare === "kendall" || compare === "tau_b" ? "kendall_b" : compare}`,
      ),
    ),
  ),
  line("rsa-rdm=correlation-compare=euclidean", "rsa.corrsim.euclidean"),
  line("rsa-rdm=euclidean-compare=euclidean", "rsa.euclidean.euclidean"),
  line("rsm_norm_difference", "rsmnorm.frobenius"),
];
