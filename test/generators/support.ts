import fc from "fast-check";
import type { Metric } from "../../core/metric.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { compare } from "../support/data.ts";

/** An arbitrary seed for a generator. */
export const anySeed = fc.integer({ min: 0, max: 1e6 });

/** The scores of X and Y by the ids of the measures that a truth speaks of. */
export async function measured(
  ids: readonly string[],
): Promise<(x: Representation, y: Representation) => Record<string, number>> {
  const metrics: readonly Metric[] = await Promise.all(ids.map((id) => metricById(id)));
  return (x, y) => Object.fromEntries(metrics.map((metric) => [metric.id, compare(metric, x, y)]));
}

/** Column j as an array. */
export const column = (a: Matrix, j: number): number[] =>
  Array.from({ length: a.rows }, (_, i) => a.data[i * a.cols + j]!);

export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/** Pearson correlation. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const product = (u: readonly number[], mu: number, v: readonly number[], mv: number): number =>
    u.reduce((total, value, i) => total + (value - mu) * (v[i]! - mv), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

/** ‖row i − row j‖². */
export function squaredDistance(a: Matrix, i: number, j: number): number {
  let total = 0;
  for (let k = 0; k < a.cols; k++) total += (a.data[i * a.cols + k]! - a.data[j * a.cols + k]!) ** 2;
  return total;
}
