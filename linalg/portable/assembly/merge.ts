import { gemm } from "./gemm";
import { mark, release, reserve } from "./memory";
import { distances } from "./secular";

// What the merges of two solved halves share, for eigenvalues (cuppen.ts) and for singular values (gu-eisenstat.ts).
// Vectors are rows; a row of one half is zero in the columns of the other.

/** Which columns of a row are not zero: those of the first half, all, those of the second half; or it is done. */
export const FIRST: i32 = 0;
export const BOTH: i32 = 1;
export const SECOND: i32 = 2;
export const DEFLATED: i32 = 3;

/** The kept rows sorted by kind: `place` of each, and how many are FIRST and FIRST or BOTH. */
export let firstCount: i32 = 0;
export let upperCount: i32 = 0;

/** The power of two next below a positive number, 1 for zero: dividing by it is exact. */
export function powerBelow(x: f64): f64 {
  return x == 0 ? 1 : reinterpret<f64>(reinterpret<u64>(x) & 0x7ff0000000000000);
}

/** Assigns every kept row its place among those of its kind: FIRST, BOTH, SECOND. */
export function groupRows(k: i32, kind: usize, kept: usize, place: usize): void {
  firstCount = 0;
  let both = 0;
  for (let i: usize = 0; i < <usize>k; i++) {
    const type = load<i32>(kind + ((<usize>load<i32>(kept + (i << 2))) << 2));
    if (type == FIRST) firstCount++;
    else if (type == BOTH) both++;
  }
  upperCount = firstCount + both;
  let a = 0;
  let b = firstCount;
  let c = upperCount;
  for (let i: usize = 0; i < <usize>k; i++) {
    const type = load<i32>(kind + ((<usize>load<i32>(kept + (i << 2))) << 2));
    store<i32>(place + (i << 2), type == FIRST ? a++ : type == BOTH ? b++ : c++);
  }
}

/**
 * Replaces the kept rows of Z by `coefficients` (k×k, columns by place) times them. The first half of the columns is
 * `width` from `column`, the second `width2` from `column2`; each product leaves out the rows that are zero there.
 */
export function combineRows(
  k: i32,
  kept: usize,
  place: usize,
  coefficients: usize,
  z: usize,
  ldz: i32,
  column: i32,
  width: i32,
  column2: i32,
  width2: i32,
): void {
  const state = mark();
  const stride = (<usize>ldz) << 3;
  const lower = k - firstCount;
  const bytes = (<usize>width) << 3;
  const bytes2 = (<usize>width2) << 3;
  const top = reserve(<u32>(upperCount * width));
  const bottom = reserve(<u32>(lower * width2));
  const from = z + ((<usize>column) << 3);
  const from2 = z + ((<usize>column2) << 3);
  for (let i: usize = 0; i < <usize>k; i++) {
    const row = <usize>load<i32>(kept + (i << 2)) * stride;
    const to = load<i32>(place + (i << 2));
    if (to < upperCount) memory.copy(top + <usize>to * bytes, from + row, bytes);
    if (to >= firstCount) memory.copy(bottom + <usize>(to - firstCount) * bytes2, from2 + row, bytes2);
  }
  const fresh = reserve(<u32>(k * max(width, width2)));
  memory.fill(fresh, 0, <usize>k * bytes);
  gemm(false, false, k, width, upperCount, 1, coefficients, k, top, width, fresh, width, false);
  for (let i: usize = 0; i < <usize>k; i++) {
    memory.copy(from + <usize>load<i32>(kept + (i << 2)) * stride, fresh + i * bytes, bytes);
  }
  memory.fill(fresh, 0, <usize>k * bytes2);
  const right = coefficients + ((<usize>firstCount) << 3);
  gemm(false, false, k, width2, lower, 1, right, k, bottom, width2, fresh, width2, false);
  for (let i: usize = 0; i < <usize>k; i++) {
    memory.copy(from2 + <usize>load<i32>(kept + (i << 2)) * stride, fresh + i * bytes2, bytes2);
  }
  release(state);
}

/**
 * The vector ẑ for which the computed roots are exact (Gu and Eisenstat, by Löwner's formula), with the signs of z:
 * ẑᵢ² = Π_j (xⱼ − pᵢ) / Π_{j≠i} (pⱼ − pᵢ). Row j of `deltas` (k×k) holds pᵢ − xⱼ. Replaces z.
 */
export function exactWeights(k: i32, d: usize, squared: bool, deltas: usize, z: usize): void {
  const state = mark();
  const width = (<usize>k) << 3;
  const gaps = reserve(<u32>k);
  const out = reserve(<u32>k);
  for (let i: usize = 0; i < width; i += 8) store<f64>(out + i, 1);
  for (let j = 0; j < k; j++) {
    const row = deltas + <usize>j * width;
    const at = (<usize>j) << 3;
    distances(k, d, j, squared, gaps);
    const own = load<f64>(out + at) * load<f64>(row + at);
    store<f64>(gaps + at, 1);
    let i: usize = 0;
    for (const end = (<usize>(k & ~1)) << 3; i < end; i += 16) {
      const factor = f64x2.div(v128.load(row + i), v128.load(gaps + i));
      v128.store(out + i, f64x2.mul(v128.load(out + i), factor));
    }
    if (k & 1) store<f64>(out + i, load<f64>(out + i) * (load<f64>(row + i) / load<f64>(gaps + i)));
    store<f64>(out + at, own);
  }
  for (let i: usize = 0; i < width; i += 8) {
    store<f64>(z + i, copysign(Math.sqrt(Math.abs(load<f64>(out + i))), load<f64>(z + i)));
  }
  release(state);
}

/** target[place] ← alpha · source. */
export function scatter(k: i32, alpha: f64, source: usize, place: usize, target: usize): void {
  for (let i: usize = 0; i < <usize>k; i++) {
    store<f64>(target + ((<usize>load<i32>(place + (i << 2))) << 3), alpha * load<f64>(source + (i << 3)));
  }
}

/** The row numbers by ascending d: a merge sort, bottom up. */
export function sortOrder(n: i32, d: usize, order: usize): void {
  const state = mark();
  const spare = reserve(<u32>n);
  for (let i = 0; i < n; i++) store<i32>(order + ((<usize>i) << 2), i);
  let from = order;
  let to = spare;
  for (let run = 1; run < n; run <<= 1) {
    for (let low = 0; low < n; low += run << 1) {
      const middle = min(low + run, n);
      const end = min(low + (run << 1), n);
      let i = low;
      let j = middle;
      for (let r = low; r < end; r++) {
        let takeFirst = j == end;
        if (!takeFirst && i < middle) {
          const a = <usize>load<i32>(from + ((<usize>i) << 2));
          const b = <usize>load<i32>(from + ((<usize>j) << 2));
          takeFirst = load<f64>(d + (a << 3)) <= load<f64>(d + (b << 3));
        }
        store<i32>(to + ((<usize>r) << 2), load<i32>(from + ((<usize>(takeFirst ? i : j)) << 2)));
        if (takeFirst) i++;
        else j++;
      }
    }
    const held = from;
    from = to;
    to = held;
  }
  if (from != order) memory.copy(order, from, (<usize>n) << 2);
  release(state);
}

/** Row i of Z (n rows of `width` numbers) ← row order[i]. */
export function permuteRows(n: i32, order: usize, z: usize, ldz: i32, width: i32): void {
  const state = mark();
  const stride = (<usize>ldz) << 3;
  const bytes = (<usize>width) << 3;
  let first: usize = 0;
  while (first < <usize>n && load<i32>(order + (first << 2)) == <i32>first) first++;
  if (first < <usize>n) {
    const rows = reserve(<u32>(n * width));
    for (let i = first; i < <usize>n; i++) memory.copy(rows + i * bytes, z + i * stride, bytes);
    for (let i = first; i < <usize>n; i++) {
      memory.copy(z + i * stride, rows + <usize>load<i32>(order + (i << 2)) * bytes, bytes);
    }
  }
  release(state);
}
