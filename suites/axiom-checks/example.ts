import type { MetricInfo } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";

/** Matrices that break an axiom, one inner array a row, and the metric's own values for pairs of them. */
export interface CounterExample {
  readonly matrices: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** By pair, such as `x,z` for (X, Z). */
  readonly values: Readonly<Record<string, number>>;
}

/** The rows of a matrix, as they are stored. */
export function toRows({ n, p, values }: Representation): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from(values.data.subarray(i * p, (i + 1) * p)));
}

/** How many numbers a counter-example holds. */
export const sizeOf = ({ matrices }: CounterExample): number =>
  Object.values(matrices).reduce((sum, rows) => sum + rows.length * (rows[0]?.length ?? 0), 0);

/** A few stimuli, and for measures of folds and neighbours a few more than they need. */
export const rowsFor = ({ minimumRows }: Pick<MetricInfo, "minimumRows">): number =>
  Math.max(8, minimumRows + 4);

/** What X with itself should be: 0 for a distance, the largest value for a similarity that has one. */
export function identityValue({
  direction,
  range,
}: Pick<MetricInfo, "direction" | "range">): number | undefined {
  if (direction === "distance") return 0;
  return Number.isFinite(range[1]) ? range[1] : undefined;
}
