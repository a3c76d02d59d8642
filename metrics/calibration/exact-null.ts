import type { MetricInfo } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";
import { sum } from "../../linalg/elementwise.ts";
import { scaleOf } from "../../representation/centered.ts";
import type { RdmKind } from "../../representation/rdm.ts";
import { rawSpectrum } from "../../representation/raw.ts";
import { gramNorm, rankOf, squaredSize } from "../../representation/spectral.ts";
import { distanceFeature } from "../families/distance-features.ts";
import type { Estimator } from "../families/kernel-features.ts";
import { kernelFeature, linearFeature } from "../families/kernel-features.ts";
import type { CosineComparison } from "../families/rdm-features.ts";
import { rdmFeature } from "../families/rdm-features.ts";
import { expectedCosine, expectedProduct } from "./expected-inner.ts";
import { expectedJaccard } from "./hypergeometric.ts";

/** The mean of one family of metrics, given what its pattern caught in the id. */
type Mean = (x: Representation, y: Representation, caught: readonly string[]) => number | undefined;

const varies = (x: Representation, y: Representation): boolean => squaredSize(x) > 0 && squaredSize(y) > 0;

/** √R, R = (Σλ)²/Σλ²: the participation ratio of the sample's variances, the number of components that count. */
const rootRatio = (x: Representation): number => squaredSize(x) / gramNorm(x);

/** E‖U_XᵀPU_Y‖² = r_X·r_Y/(n−1): two subspaces of the n−1 centred dimensions. */
const expectedOverlap = (x: Representation, y: Representation): number => (rankOf(x) * rankOf(y)) / (x.n - 1);

/** What divides HSIC's inner product. */
const hsicDenominator = (n: number, estimator: Estimator): number =>
  estimator === "biased" ? (n - 1) ** 2 : n * (n - 3);

const estimatorOf = (suffix: string): Estimator =>
  suffix === "" ? "biased" : (suffix.slice(1) as Estimator);

/** ‖U_XᵀU_Y‖² of bases that are not centred: projectors with a diagonal and a sum of their own. */
function expectedRawOverlap(x: Representation, y: Representation): number | undefined {
  const [u, v] = [rawSpectrum(x), rawSpectrum(y)];
  if (u.rank === 0 || v.rank === 0) return undefined;
  const total = ({ u: basis, rank }: typeof u): number => {
    const columns = new Float64Array(rank);
    for (let k = 0; k < basis.data.length; k++) columns[k % rank]! += basis.data[k]!;
    return sum(columns.map((value) => value * value));
  };
  const { n } = x;
  return (u.rank * v.rank) / n + ((total(u) - u.rank) * (total(v) - v.rank)) / (n * (n - 1));
}

/**
 * Patterns of ids and the mean of each. What all have in common: the value is linear in PLPᵀ for a matrix L of the
 * stimuli of Y, so that its mean over orders P is a product of traces and sums.
 */
const MEANS: readonly (readonly [pattern: RegExp, mean: Mean])[] = [
  [/^cka-linear$/, (x, y) => (varies(x, y) ? (rootRatio(x) * rootRatio(y)) / (x.n - 1) : undefined)],
  [/^cka-debiased$/, (x, y) => (varies(x, y) ? 0 : undefined)],
  [/^cka-lange$/, (x, y) => expectedCosine(x, y, (side) => linearFeature(side, "lange"))],
  [
    /^hsic-linear$/,
    (x, y) => ((squaredSize(x) * squaredSize(y)) / (x.n - 1) ** 3) * (scaleOf(x) * scaleOf(y)) ** 2,
  ],
  [
    /^hsic(-debiased|-lange)$/,
    (x, y, [suffix]) => {
      const estimator = estimatorOf(suffix!);
      const mean = expectedProduct(x, y, (side) => linearFeature(side, estimator));
      return mean === undefined ? undefined : mean / hsicDenominator(x.n, estimator);
    },
  ],
  [
    /^(cka|hsic)-(rbf|laplace)(-sigma|)(-debiased|-lange|)-([\d.e-]+?)(-median-all|)$/,
    (x, y, [family, kernel, fixed, suffix, width, all]) => {
      const estimator = estimatorOf(suffix!);
      const choice = {
        kernel: kernel as "rbf" | "laplace",
        estimator,
        width:
          fixed === ""
            ? ({ times: Number(width), median: all === "" ? "off" : "all" } as const)
            : { sigma: Number(width) },
      };
      const featureOf = (side: Representation): ReturnType<typeof kernelFeature> =>
        kernelFeature(side, choice);
      if (family === "cka") return expectedCosine(x, y, featureOf);
      const mean = expectedProduct(x, y, featureOf);
      return mean === undefined ? undefined : mean / hsicDenominator(x.n, estimator);
    },
  ],
  [
    /^linear-regression(-target-y|)$/,
    (x, y, [target]) => (varies(x, y) ? rankOf(target === "" ? y : x) / (x.n - 1) : undefined),
  ],
  [
    /^cca-r2(-denominator-rank|)$/,
    (x, y, [by]) =>
      varies(x, y)
        ? expectedOverlap(x, y) / (by === "" ? Math.min(x.p, y.p) : Math.min(rankOf(x), rankOf(y)))
        : undefined,
  ],
  [
    /^eigenspace-overlap$/,
    (x, y) => {
      const mean = expectedRawOverlap(x, y);
      return mean === undefined ? undefined : mean / Math.max(x.p, y.p);
    },
  ],
  [
    /^distance-correlation-unbiased$/,
    (x, y) => expectedCosine(x, y, (side) => distanceFeature(side, "debiased")),
  ],
  [
    /^rsa-(squared-euclidean|euclidean|correlation|cosine|mahalanobis|gaussian|poisson)-(pearson|spearman|cosine|corr-cov|cosine-cov)$/,
    (x, y, [kind, compare]) =>
      expectedCosine(x, y, (side) =>
        rdmFeature(side, { rdm: kind as RdmKind, compare: compare as CosineComparison }),
      ),
  ],
  // Ranks minus their mean, and signs of differences: what one order makes concordant, another makes discordant.
  [/^rsa-[a-z-]+-(kendall-a|kendall-b|rho-a)$/, () => 0],
  [/^knn-mutual(?:-k-(\d+))?/, (x, _y, [k]) => Number(k ?? 10) / (x.n - 1)],
  [/^knn-jaccard(?:-k-(\d+))?/, (x, _y, [k]) => expectedJaccard(x.n - 1, Number(k ?? 10))],
];

/** Forms that are linear in the score, whose mean follows from the score's. */
const LINEAR_FORMS: Readonly<Record<string, (mean: number) => number>> = {
  "one-minus": (mean) => 1 - mean,
  "chordal-squared": (mean) => 2 - 2 * mean,
};

/**
 * What a metric says on average over all n! orders of the rows of Y, for this very pair and without sampling: no
 * distribution is assumed. Undefined where no closed form is known or a side has no variance.
 *
 * CKA √(R_X·R_Y)/(n−1) with R = (Σλ)²/Σλ²; R² of regression rank_Y/(n−1); R²_CCA max(rank)/(n−1) over the smaller
 * rank; mutual k nearest neighbours k/(n−1); 0 for debiased estimators and for RDMs correlated by any coefficient;
 * centred kernels K, L tr K·tr L/((n−1)‖K‖‖L‖); Jaccard by the hypergeometric distribution.
 */
export function exactNull(
  metric: Pick<MetricInfo, "id">,
  x: Representation,
  y: Representation,
): number | undefined {
  const [id, form] = metric.id.split("@") as [string, string?];
  const map = form === undefined ? (mean: number): number => mean : LINEAR_FORMS[form];
  if (map === undefined) return undefined;
  for (const [pattern, mean] of MEANS) {
    const found = pattern.exec(id);
    if (found === null) continue;
    const value = mean(x, y, found.slice(1));
    return value === undefined ? undefined : map(value);
  }
  return undefined;
}
