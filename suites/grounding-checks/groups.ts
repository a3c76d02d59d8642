import { averagePrecision, chancePrecision } from "../sensitivity-checks/average-precision.ts";

/** How well networks that learned from equally noisy labels find each other. */
export interface Separation {
  readonly value: number;
  /** Without one network at a time. */
  readonly leftOut: readonly number[];
  /** For each group its mean. */
  readonly perGroup: readonly number[];
  readonly chance: number;
}

/** Average precision of one network's own group among the others that are kept. */
function precisionOf(
  scores: Float64Array,
  m: number,
  size: number,
  own: number,
  kept: readonly number[],
): number {
  const others = kept.filter((k) => k !== own);
  return averagePrecision(
    others.map((k) => scores[own * m + k]!),
    others.map((k) => Math.floor(k / size) === Math.floor(own / size)),
  );
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/**
 * For each network the others are sorted by similarity; those of its own group should come first. The mean over
 * networks of the average precision, ties in every order equally often.
 *
 * @param scores m×m, row-major, more alike is larger; no value is missing
 * @param size networks in a group, which follow each other; at least three, so that one can be left out
 */
export function separation(scores: Float64Array, m: number, size: number): Separation {
  const all = Array.from({ length: m }, (_, k) => k);
  const over = (kept: readonly number[]): number[] =>
    kept.map((own) => precisionOf(scores, m, size, own, kept));
  const each = over(all);
  return {
    value: mean(each),
    leftOut: all.map((out) => mean(over(all.filter((k) => k !== out)))),
    perGroup: Array.from({ length: m / size }, (_, g) => mean(each.slice(g * size, (g + 1) * size))),
    chance: chancePrecision(size - 1, m - 1),
  };
}
