import type { Interval } from "../../core/finding.ts";
import type { Random } from "../../core/random.ts";
import { centeredRanks, tieGroups } from "../../representation/ranks.ts";
import { inner } from "../../linalg/elementwise.ts";

/** Spearman's correlation of two square tables of pairs, and what it is when the items of one are exchanged. */
export interface PairCorrelation {
  readonly value: number;
  /** 2.5 % and 97.5 % points of the correlation with the items of one table in random order. */
  readonly null: { readonly low: number; readonly high: number };
  /** Share of random orders with a correlation at least as large, this one counted: one-sided. */
  readonly p: number;
  /** The value minus the points of the null. */
  readonly interval: Interval;
}

/** Number of random orders. */
export const ORDERS = 999;

/** Values this close, relative to their size, are tied. */
const TIE = 1e-9;

/**
 * Rank correlation of two quantities of pairs (i < j) of m items. Pairs that share an item are not independent, so
 * that items are permuted and not pairs (Mantel 1967).
 *
 * @param x, y symmetric m×m, row-major; the diagonal is not read
 * @param what the items, for the interval's method
 */
export function pairCorrelation(
  x: Float64Array,
  y: Float64Array,
  m: number,
  random: Random,
  what: string,
): PairCorrelation {
  const pairs: [number, number][] = [];
  for (let i = 0; i < m; i++) for (let j = i + 1; j < m; j++) pairs.push([i, j]);
  const ranksOf = (table: Float64Array): Float64Array =>
    centeredRanks(
      tieGroups(
        Float64Array.from(pairs, ([i, j]) => table[i * m + j]!),
        TIE,
      ),
    );
  const [a, b] = [ranksOf(x), ranksOf(y)];
  const size = Math.sqrt(inner(a, a) * inner(b, b));
  const table = new Float64Array(m * m);
  pairs.forEach(([i, j], k) => (table[i * m + j] = table[j * m + i] = b[k]!));
  const under = (order: ArrayLike<number>): number =>
    size === 0
      ? 0
      : pairs.reduce((total, [i, j], k) => total + a[k]! * table[order[i]! * m + order[j]!]!, 0) / size;
  const value = under(Array.from({ length: m }, (_, i) => i));
  const drawn = Array.from({ length: ORDERS }, () => under(random.permutation(m))).sort((s, t) => s - t);
  const point = (share: number): number => drawn[Math.ceil(share * (ORDERS + 1)) - 1]!;
  const [low, high] = [point(0.025), point(0.975)];
  return {
    value,
    null: { low, high },
    p: (1 + drawn.filter((other) => other >= value - 1e-12).length) / (ORDERS + 1),
    interval: {
      low: Math.max(-1, value - high),
      high: Math.min(1, value - low),
      level: 0.95,
      method: `permutation of ${m} ${what}, ${ORDERS} orders`,
    },
  };
}
