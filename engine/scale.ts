import type { Representation } from "../core/representation.ts";

/**
 * Above this size (or below its reciprocal) a fourth power, the highest that a measure of the field takes, leaves the
 * range of float64 once a few hundred terms are added: ∛ and ∜ of 1.8e308 are 1.2e102 and 1.2e77.
 */
const EXTREME = 1e75;

/** Whether the values are so large or so small that a scale-dependent measure may overflow through no fault. */
export function isExtreme({ values }: Representation): boolean {
  let largest = 0;
  for (const value of values.data) largest = Math.max(largest, Math.abs(value));
  return largest > EXTREME || (largest > 0 && largest < 1 / EXTREME);
}
