import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import {
  combine,
  frobenius,
  leadingColumns,
  selectColumns,
  selectRows,
  sum,
  transpose,
} from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";

/*
 * Changes of a representation with a dose whose order is known. All random choices come as arguments, so that one
 * series of doses can use the same noise, the same order of units or the same new directions throughout: a larger
 * dose then contains the smaller one.
 */

/**
 * A turned by `angle` (radians) towards another matrix of the same shape: cos θ·A/‖A‖ + sin θ·B/‖B‖, at the size of
 * A. Equal steps of the angle are equally far apart wherever A and B are orthogonal.
 */
export function turnedTowards(a: Matrix, b: Matrix, angle: number): Matrix {
  return combine(Math.cos(angle), a, (Math.sin(angle) * frobenius(a)) / frobenius(b), b);
}

/** A + noise with signal-to-noise ratio ‖A‖²/‖noise‖² = `snr` > 0; A itself at ∞. */
export function withNoise(a: Matrix, noise: Matrix, snr: number): Matrix {
  return combine(1, a, frobenius(a) / (frobenius(noise) * Math.sqrt(snr)), noise);
}

/**
 * U with `shared` of its p directions kept and the others taken from W: U·P + W·(I−P), where P projects on the first
 * `shared` columns of the p×p orthogonal Q.
 *
 * For orthonormal U and W that are orthogonal to each other the result is orthonormal, and its canonical correlations
 * with U are `shared` ones and otherwise zeros. With Q from {@link evenDirections} every column of U keeps the same
 * share `shared`/p of itself.
 */
export function sharedSubspace(u: Matrix, w: Matrix, q: Matrix, shared: number): Matrix {
  const kept = leadingColumns(q, shared);
  const onto = (a: Matrix): Matrix => backend().multiply(a, backend().multiply(kept, transpose(kept)));
  if (shared === 0) return w;
  if (shared === u.cols) return u;
  return combine(1, onto(u), 1, combine(1, w, -1, onto(w)));
}

/**
 * A p×p orthogonal matrix whose elements are all ±1/√p, in random order and signs: Sylvester's Hadamard matrix. Any k
 * of its columns carry the share k/p of every row, so that no component is favoured.
 *
 * @throws EtalonError `generator/power-of-two` unless p is a power of two.
 */
export function evenDirections(p: number, random: Random): Matrix {
  if (!Number.isSafeInteger(Math.log2(p))) {
    throw new EtalonError("generator/power-of-two", "evenDirections: p must be a power of two", {
      got: String(p),
    });
  }
  const columns = random.child("columns").permutation(p);
  const rows = random.child("rows").permutation(p);
  const signs = random.child("signs");
  const result = matrix(p, p);
  for (let i = 0; i < p; i++) {
    const sign = signs.uniform() < 0.5 ? -1 : 1;
    for (let j = 0; j < p; j++) {
      // Element (a, b) of Sylvester's matrix is negative where a and b have an odd number of bits in common.
      let common = rows[i]! & columns[j]!;
      let odd = 0;
      for (; common > 0; common >>= 1) odd ^= common & 1;
      result.data[i * p + j] = (odd === 1 ? -sign : sign) / Math.sqrt(p);
    }
  }
  return result;
}

/** The rows 0 … n−1 in random order, cut into `count` blocks of equal size up to one. */
export function rowBlocks(n: number, count: number, random: Random): Int32Array[] {
  const order = random.permutation(n);
  const cut = (k: number): number => Math.round((k * n) / count);
  return Array.from({ length: count }, (_, k) => order.slice(cut(k), cut(k + 1)));
}

/** The stimuli of each block swapped around: each takes the responses of the next one, so that none keeps its own. */
export function swappedRows(a: Matrix, blocks: readonly Int32Array[]): Matrix {
  const rows = Int32Array.from({ length: a.rows }, (_, i) => i);
  for (const block of blocks) block.forEach((row, k) => (rows[row] = block[(k + 1) % block.length]!));
  return selectRows(a, rows);
}

/** The first `kept` units in the given order; the others are not recorded. */
export function keptUnits(a: Matrix, order: Int32Array, kept: number): Matrix {
  return selectColumns(a, order.subarray(0, kept).slice().sort());
}

/** Deviations beyond this many standard deviations get the outermost level. */
const QUANTISER_RANGE = 2;

/**
 * Every unit rounded to 2^bits levels, equally spaced over ±2 standard deviations around its mean; two levels at ±1
 * for one bit. A constant unit stays.
 *
 * Truth: a Gaussian unit correlates √(2/π) = 0.798 with itself at one bit, and more at each further bit.
 *
 * @throws EtalonError `generator/bits` unless bits is a whole number of at least 1.
 */
export function quantised(a: Matrix, bits: number): Matrix {
  if (!Number.isSafeInteger(bits) || bits < 1) {
    throw new EtalonError("generator/bits", "quantised: bits must be a whole number from 1", {
      got: String(bits),
    });
  }
  const result = matrix(a.rows, a.cols);
  const half = 2 ** (bits - 1);
  for (let j = 0; j < a.cols; j++) {
    const column = Array.from({ length: a.rows }, (_, i) => a.data[i * a.cols + j]!);
    const mean = sum(column) / a.rows;
    const step =
      (QUANTISER_RANGE / half) * Math.sqrt(sum(column.map((value) => (value - mean) ** 2)) / a.rows);
    column.forEach((value, i) => {
      const level = step === 0 ? 0 : Math.floor((value - mean) / step);
      const inside = Math.min(half - 1, Math.max(-half, level));
      result.data[i * a.cols + j] = step === 0 ? value : mean + (inside + 0.5) * step;
    });
  }
  return result;
}
