import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { derived } from "./derived.ts";
import { field, rows } from "./row-rules.ts";

/**
 * The column-centred matrix Xc divided by a power of two, so that its largest element lies in [½, 1).
 *
 * The division is exact: scale-free measures read `matrix` alone and neither overflow nor underflow at scales of
 * 1e±150; the others multiply by `scale` (Xc = scale · matrix).
 */
export interface Centered {
  readonly matrix: Matrix;
  /** A power of two; 1 for a constant representation. */
  readonly scale: number;
}

/** The power of two just above |value|; 1 for 0. */
export function powerOfTwoAbove(value: number): number {
  if (value === 0) return 1;
  const exponent = Math.floor(Math.log2(Math.abs(value))) + 1;
  return 2 ** Math.max(-1022, Math.min(1023, exponent));
}

function largest(data: Float64Array): number {
  let max = 0;
  for (const value of data) max = Math.max(max, Math.abs(value));
  return max;
}

/**
 * A column whose deviations are all within rounding of its values is constant: its deviations are set to zero, so
 * that a rounding error is never blown up into a direction.
 */
const CONSTANT = 8 * Number.EPSILON;

/** Xc: each column minus its mean (two passes, so that a mean of 1e8 costs no digit of the spread). */
export const centeredScaled = derived(
  "centered",
  ({ n, p, values }): Centered => {
    const raw = values.data;
    const first = powerOfTwoAbove(largest(raw));
    const result = matrix(n, p);
    const out = result.data;
    const mean = new Float64Array(p);
    const peak = new Float64Array(p);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < p; j++) {
        const value = raw[i * p + j]! / first;
        out[i * p + j] = value;
        mean[j]! += value / n;
        peak[j] = Math.max(peak[j]!, Math.abs(value));
      }
    }
    const remainder = new Float64Array(p);
    for (let k = 0; k < out.length; k++) {
      const j = k % p;
      out[k]! -= mean[j]!;
      remainder[j]! += out[k]! / n;
    }
    const deviation = new Float64Array(p);
    for (let k = 0; k < out.length; k++) {
      const j = k % p;
      out[k]! -= remainder[j]!;
      deviation[j] = Math.max(deviation[j]!, Math.abs(out[k]!));
    }
    for (let j = 0; j < p; j++) {
      if (deviation[j]! > CONSTANT * peak[j]!) continue;
      deviation[j] = 0;
      for (let i = 0; i < n; i++) out[i * p + j] = 0;
    }
    const second = powerOfTwoAbove(largest(deviation));
    for (let k = 0; k < out.length; k++) out[k]! /= second;
    return { matrix: result, scale: largest(deviation) === 0 ? 1 : first * second };
  },
  field("matrix", rows),
);

/** The matrix of {@link centeredScaled}: Xc up to a power of two. */
export const centered = (x: Parameters<typeof centeredScaled>[0]): Matrix => centeredScaled(x).matrix;
