import { gemm } from "./gemm";
import { rowsTimes, symmetricTimes, timesRows } from "./matvec";
import { mark, release, reserve } from "./memory";
import { applyBlock, blockFactor, reflect, reflected } from "./reflector";
import { axpy, dot, scale } from "./vector";

// Householder tridiagonalisation QᵀAQ = T of a symmetric matrix, blocked after Dongarra, Sorensen and Hammarling
// (1989): half of the work is one symmetric product a column, the other half one rank-2b update a block. The lower
// triangle is worked from its last row upwards, so that every reflector is a contiguous row.

const BLOCK: i32 = 32;
const UNBLOCKED: i32 = 64;

/**
 * Reduces the lower triangle of A (n×n). Diagonal into d (n), off-diagonal into e (n − 1), factors into tau (n);
 * row i of A becomes the reflector vᵢ in its first i numbers, the last of which is 1.
 */
export function tridiagonalize(n: i32, a: usize, lda: i32, d: usize, e: usize, tau: usize): void {
  const state = mark();
  let rest = n;
  while (rest > UNBLOCKED) {
    reduceBlock(rest, a, lda, d, e, tau);
    rest -= BLOCK;
  }
  const w = reserve(<u32>rest);
  for (let i = rest - 1; i > 0; i--) {
    const row = a + ((<usize>i * <usize>lda) << 3);
    const factor = reduceRow(i, row, d, e, tau);
    if (factor == 0) continue;
    memory.fill(w, 0, (<usize>i) << 3);
    symmetricTimes(i, a, lda, row, w);
    scale(i, factor, w);
    axpy(i, -0.5 * factor * dot(i, w, row), row, w);
    rankTwo(i, a, lda, row, w);
  }
  if (n > 0) store<f64>(d, load<f64>(a));
  release(state);
}

/** Turns row i into its reflector and notes dᵢ, eᵢ₋₁ and τᵢ. */
function reduceRow(i: i32, row: usize, d: usize, e: usize, tau: usize): f64 {
  const at = (<usize>i) << 3;
  store<f64>(d + at, load<f64>(row + at));
  const factor = reflect(i - 1, row + at - 8, row);
  store<f64>(e + at - 8, reflected);
  store<f64>(tau + at, factor);
  return factor;
}

/** A ← A − v wᵀ − w vᵀ on the lower triangle of the leading n×n block. */
function rankTwo(n: i32, a: usize, lda: i32, v: usize, w: usize): void {
  for (let i = 0; i < n; i++) {
    const at = (<usize>i) << 3;
    const p = f64x2.splat(load<f64>(v + at));
    const q = f64x2.splat(load<f64>(w + at));
    let row = a + ((<usize>i * <usize>lda) << 3);
    let x = v;
    let y = w;
    // One number beyond the diagonal may be touched: the upper triangle is not used.
    const end = row + at + 8;
    while (row < end) {
      const change = f64x2.add(f64x2.mul(p, v128.load(y)), f64x2.mul(q, v128.load(x)));
      v128.store(row, f64x2.sub(v128.load(row), change));
      row += 16;
      x += 16;
      y += 16;
    }
  }
}

/** Reduces the last BLOCK rows of the leading n×n block and updates what lies above them. */
function reduceBlock(n: i32, a: usize, lda: i32, d: usize, e: usize, tau: usize): void {
  const state = mark();
  const first = n - BLOCK;
  const stride = (<usize>lda) << 3;
  const width = (<usize>n) << 3;
  // Row r of W belongs to row first + r of A; both grow downwards from their last row.
  const w = reserve(<u32>(BLOCK * n));
  const along = reserve(BLOCK);
  const across = reserve(BLOCK);
  for (let i = n - 1; i >= first; i--) {
    const row = a + <usize>i * stride;
    const vs = row + stride;
    const ws = w + <usize>(i + 1 - first) * width;
    const done = n - 1 - i;
    if (done > 0) {
      const column = (<usize>i) << 3;
      for (let p: usize = 0; p < <usize>done; p++) {
        store<f64>(along + (p << 3), load<f64>(ws + p * width + column));
        store<f64>(across + (p << 3), load<f64>(vs + p * stride + column));
      }
      timesRows(done, i + 1, -1, along, vs, lda, row);
      timesRows(done, i + 1, -1, across, ws, n, row);
    }
    const factor = reduceRow(i, row, d, e, tau);
    const target = w + <usize>(i - first) * width;
    memory.fill(target, 0, width);
    if (factor == 0) continue;
    symmetricTimes(i, a, lda, row, target);
    if (done > 0) {
      memory.fill(along, 0, (<usize>done) << 3);
      memory.fill(across, 0, (<usize>done) << 3);
      rowsTimes(done, i, 1, ws, n, row, along);
      rowsTimes(done, i, 1, vs, lda, row, across);
      timesRows(done, i, -1, along, vs, lda, target);
      timesRows(done, i, -1, across, ws, n, target);
    }
    scale(i, factor, target);
    axpy(i, -0.5 * factor * dot(i, target, row), row, target);
  }
  // A ← A − [V; W]ᵀ [W; V]
  const size = (<usize>(BLOCK * first)) << 3;
  const left = reserve(<u32>(2 * BLOCK * first));
  const right = reserve(<u32>(2 * BLOCK * first));
  const used = (<usize>first) << 3;
  for (let r: usize = 0; r < <usize>BLOCK; r++) {
    memory.copy(left + r * used, a + (<usize>first + r) * stride, used);
    memory.copy(right + r * used, w + r * width, used);
  }
  memory.copy(left + size, right, size);
  memory.copy(right + size, left, size);
  gemm(true, false, first, first, 2 * BLOCK, -1, left, first, right, first, a, lda, true);
  release(state);
}

/** Z ← Z Qᵀ for the rows of Z (count×n): eigenvectors of T, one a row, become those of A. */
export function applyTridiagonal(
  count: i32,
  n: i32,
  a: usize,
  lda: i32,
  tau: usize,
  z: usize,
  ldz: i32,
): void {
  const state = mark();
  const v = reserve(<u32>(BLOCK * n));
  const t = reserve(BLOCK * BLOCK);
  const gram = reserve(BLOCK * BLOCK);
  const work = reserve(<u32>(2 * count * BLOCK));
  for (let i = 1; i < n; i += BLOCK) {
    const b = min(BLOCK, n - i);
    const m = i + b - 1;
    const width = (<usize>m) << 3;
    for (let r = 0; r < b; r++) {
      const used = (<usize>(i + r)) << 3;
      const target = v + <usize>r * width;
      memory.copy(target, a + ((<usize>(i + r) * <usize>lda) << 3), used);
      memory.fill(target + used, 0, width - used);
    }
    blockFactor(b, m, v, m, tau + ((<usize>i) << 3), t, gram);
    applyBlock(count, m, b, z, ldz, v, m, t, false, work);
  }
  release(state);
}
