import type { LeftOut } from "../../core/jackknife.ts";

/** Values this close, relative to their size, are tied. */
const TIE = 1e-9;

/** 1 if a > b, ½ if they are tied or one is missing, else 0. */
export function above(a: number, b: number): number {
  if (Number.isNaN(a - b) || Math.abs(a - b) <= TIE * Math.max(Math.abs(a), Math.abs(b))) return 0.5;
  return a > b ? 1 : 0;
}

/**
 * Share of layers i < j < k of a network for which i is more like j than like k, and k more like j than like i; a tie
 * is half. Random scores get ½.
 *
 * @param scores layers×layers, row-major, more alike is larger
 */
export function orderShare(scores: Float64Array, layers: number): number {
  let [kept, asked] = [0, 0];
  for (let i = 0; i < layers; i++) {
    for (let j = i + 1; j < layers; j++) {
      for (let k = j + 1; k < layers; k++) {
        const far = scores[i * layers + k]!;
        kept += above(scores[i * layers + j]!, far) + above(scores[j * layers + k]!, far);
        asked += 2;
      }
    }
  }
  return kept / asked;
}

/** The same for who sees nothing but the widths of layers: the nearer their logarithms, the more alike. */
export function orderByWidth(widths: readonly number[]): number {
  const scores = widths.flatMap((p) => widths.map((q) => -Math.abs(Math.log(p / q))));
  return orderShare(Float64Array.from(scores), widths.length);
}

/** The mean of a number of each network, and the means without one of them. */
export function overNetworks(each: readonly number[]): LeftOut {
  const mean = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0) / values.length;
  return { value: mean(each), leftOut: each.map((_, out) => mean(each.filter((_one, k) => k !== out))) };
}
