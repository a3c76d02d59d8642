import type { MetricInfo } from "../../core/metric.ts";
import type { Keeping } from "../../representation/streamed/part.ts";

/** Measures of large directions alone, which products of centred columns serve as well as the data. */
const BY_PRODUCTS = [
  /^cka-(linear|angular)$/,
  /^hsic-linear$/,
  /^nbs(-squared)?$/,
  /^procrustes(-squared|-disparity|-angular|-size-and-shape|-permutation)?(-|$)/,
  /^correlation-match-/,
  /^soft-matching/,
  /^sign-flipped$/,
];

/** Measures that weigh a small direction like a large one, whose squares would lose its digits; and those not centred. */
const BY_FACTOR = [
  /^(canonical-ridge|cca-mean|cca-r2|cka-uncentered|eigenspace-overlap|ensd|gulp|maximum-match)(-|$)/,
  /^(isc|mutual-information-gaussian|bures-covariance|riemannian-covariance|norm-ratio|magnitude-difference|wreath-procrustes)(-|$)/,
  /^(linear-regression|pwcca|ridge|svcca-(angular|euclidean|mean|r2))(-|$)/,
  /^shape(-cosine|-euclidean|-euclidean-squared)?-alpha(-|$)/,
  /^rsm-norm-difference-similarity-gram$/,
];

/** Cross-validation asks for the rows. */
const BY_ROWS = /-cv(-|$)/;

/**
 * What of the rows a measure needs if it is a function of n, of the means and of the second moments of [X Y] alone;
 * undefined for one that needs the rows themselves, as kernels, distances, ranks, neighbours and cross-validation do. Its
 * value is then the same for any rows with these moments, such as those of a `Sketch`.
 */
export function secondMoments({ id }: Pick<MetricInfo, "id">): Keeping | undefined {
  const name = id.split("@")[0]!;
  const fits = (patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(name));
  if (BY_ROWS.test(name)) return undefined;
  return fits(BY_PRODUCTS) ? "products" : fits(BY_FACTOR) ? "factor" : undefined;
}

/** Linear estimators without diagonals: functions of the same and of Σᵢ‖xᵢ‖²‖yᵢ‖². */
const BY_LENGTHS = /^(cka-debiased|cka-lange|hsic-debiased|hsic-lange)$/;

/**
 * Whether a measure is a function of second moments and of the lengths of centred rows: those of a stream are known after
 * a second pass (`MomentStream.secondPass`).
 */
export const rowLengths = ({ id }: Pick<MetricInfo, "id">): boolean => BY_LENGTHS.test(id.split("@")[0]!);
