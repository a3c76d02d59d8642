import type { Representation } from "../core/representation.ts";
import { derived } from "./derived.ts";
import type { DistanceTriangle } from "./distances.ts";
import { distanceTriangle } from "./distances.ts";
import { ordered } from "./select.ts";
import { isConstant } from "./spectral.ts";
import { unchanged } from "./row-rules.ts";

/** A kernel of the distance and its width. */
export interface KernelSpec {
  /** exp(−d²/(2σ²)) or exp(−d/σ). */
  readonly kernel: "rbf" | "laplace";
  /** σ itself, or σ over the root of the median squared distance: off the diagonal, or of all n². */
  readonly width: { readonly sigma: number } | { readonly times: number; readonly median: Over };
}

/** What a median is over: the pairs, or all n² with the zeros of the diagonal. */
export type Over = "off" | "all";

/**
 * The one or two squared distances whose mean is the median. Of all n² the zeros of the diagonal come first, and each pair
 * follows twice.
 *
 * @param values Of the pairs of n rows.
 */
export function middleSquared(values: Float64Array, n: number, over: Over): readonly [number, number] {
  const count = over === "off" ? values.length : n * n;
  if (count === 0) return [NaN, NaN];
  const [lower, upper] = [Math.floor((count - 1) / 2), Math.floor(count / 2)];
  if (over === "off") return ordered(values, lower, upper > lower);
  const [first, second] = [Math.floor((lower - n) / 2), Math.floor((upper - n) / 2)];
  if (second < 0) return [0, 0];
  if (first < 0) return [0, ordered(values, second, false)[0]];
  return ordered(values, first, second > first);
}

/** The median squared distance, from those of the pairs. */
export function findMedian(values: Float64Array, n: number, over: Over): number {
  const [lower, upper] = middleSquared(values, n, over);
  return lower === upper ? upper : (lower + upper) / 2;
}

/** The median squared distance of X, over the square of the scale of `distances`. */
export const medianSquared = {
  off: derived(
    "medianSquaredOff",
    (x): number => findMedian(distanceTriangle(x).values, x.n, "off"),
    unchanged,
  ),
  all: derived(
    "medianSquaredAll",
    (x): number => findMedian(distanceTriangle(x).values, x.n, "all"),
    unchanged,
  ),
};

/** Exponents t ≥ 0 of a kernel exp(−t), and how they depend on the distances. */
export interface Exponents {
  /** t = rate·d² or, of a Laplace kernel, rate·d, for the squared distances of `distances`. */
  readonly rate: number;
  readonly kernel: KernelSpec["kernel"];
  /** t of a squared distance. */
  readonly of: (d2: number) => number;
  /** ∂t/∂d² at fixed width: dt = slope · dd². */
  readonly slope: (d2: number, t: number) => number;
  /** The least t of a pair. */
  readonly least: number;
  /** The largest. */
  readonly most: number;
}

/** Widths outside this range are in the limit: a wide kernel is −t, a narrow one the identity. */
const clamp = (precision: number): number => Math.min(1e280, Math.max(1e-300, precision));

/** A rate at which the largest exponent neither overflows nor underflows, `most` being what is multiplied. */
function moderate(rate: number, most: number): number {
  if (rate * most > 1e300) return 1e300 / most;
  return most > 0 && rate * most < 1e-290 ? 1e-290 / most : rate;
}

/**
 * The exponents of a kernel of X, or why it has none.
 *
 * @param found The distances of X where they are not kept. @defaultValue those that are
 */
export function exponents(
  x: Representation,
  { kernel, width }: KernelSpec,
  found?: DistanceTriangle,
): Exponents | { reason: string } {
  const { scale, least, most } = found ?? distanceTriangle(x);
  // σ² in the units of the distances, turned over.
  let precision: number;
  if ("sigma" in width) precision = isConstant(x) ? 1 : clamp((scale / width.sigma) ** 2);
  else {
    const middle = found ? findMedian(found.values, x.n, width.median) : medianSquared[width.median](x);
    if (middle === 0) return { reason: "has a median distance of zero" };
    precision = clamp(1 / (width.times ** 2 * middle));
  }
  if (kernel === "rbf") {
    const rate = moderate(precision / 2, most);
    return { rate, kernel, of: (d2) => rate * d2, slope: () => rate, least: rate * least, most: rate * most };
  }
  const rate = moderate(Math.sqrt(precision), Math.sqrt(most));
  return {
    rate,
    kernel,
    of: (d2) => rate * Math.sqrt(d2),
    // The Laplace kernel has a kink where two rows coincide: no direction is preferred there.
    slope: (d2, t) => (d2 === 0 ? 0 : t / (2 * d2)),
    least: rate * Math.sqrt(least),
    most: rate * Math.sqrt(most),
  };
}
