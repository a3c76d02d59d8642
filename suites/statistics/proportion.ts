import type { Interval } from "../../core/finding.ts";

/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/** A share with its 95 % interval by Wilson (1927), which stays inside [0, 1] and is right for shares near 0 and 1. */
export function shareInterval(
  hits: number,
  trials: number,
  what: string,
): { readonly share: number; readonly interval: Interval } {
  const share = hits / trials;
  const weight = 1 + Z ** 2 / trials;
  const middle = (share + Z ** 2 / (2 * trials)) / weight;
  const half = (Z / weight) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  return {
    share,
    interval: {
      low: hits === 0 ? 0 : Math.max(0, middle - half),
      high: hits === trials ? 1 : Math.min(1, middle + half),
      level: 0.95,
      method: `Wilson over ${trials} ${what}`,
    },
  };
}
