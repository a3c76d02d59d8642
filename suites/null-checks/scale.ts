import type { MetricInfo } from "../../core/metric.ts";

/**
 * How a value is read as a similarity that is 1 at identity: a similarity of at most 1 as it is, an angle θ as
 * 1 − 2θ/π. Undefined for everything else, which has no common scale.
 */
export function asSimilarity({
  direction,
  range,
  unit,
}: Pick<MetricInfo, "direction" | "range" | "unit">): ((value: number) => number) | undefined {
  if (direction === "similarity") return range[1] === 1 ? (value) => value : undefined;
  return unit === "radian" ? (value) => 1 - (2 * value) / Math.PI : undefined;
}

/** Larger means more alike. */
export const alike = ({ direction }: Pick<MetricInfo, "direction">, value: number): number =>
  direction === "similarity" ? value : -value;
