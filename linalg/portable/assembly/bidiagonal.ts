import { gemm } from "./gemm";
import { rowsTimes, timesRows } from "./matvec";
import { mark, release, reserve } from "./memory";
import { applyBlock, blockFactor, reflect, reflected } from "./reflector";
import { scale } from "./vector";

// Householder bidiagonalisation QᵀAP = B, upper bidiagonal, blocked after Dongarra, Sorensen and Hammarling (1989):
// within a block A stays as it is and A − VᵀY − XᵀU stands for the reduced matrix; V, X, Y and U are held as rows.

const BLOCK: i32 = 32;

/**
 * Reduces the row-major m×n A, m ≥ n, which is lost. Diagonal into d (n), superdiagonal into e (n − 1); the left
 * reflectors become the rows of V (n×m), the right ones those of U (n×n), zeros before their leading 1, with factors
 * tauV and tauU (n).
 */
export function bidiagonalize(
  m: i32,
  n: i32,
  a: usize,
  lda: i32,
  d: usize,
  e: usize,
  v: usize,
  tauV: usize,
  u: usize,
  tauU: usize,
): void {
  const state = mark();
  memory.fill(v, 0, (<usize>(n * m)) << 3);
  memory.fill(u, 0, (<usize>(n * n)) << 3);
  const x = reserve(<u32>(BLOCK * m));
  const y = reserve(<u32>(BLOCK * n));
  const left = reserve(<u32>(2 * BLOCK * m));
  const right = reserve(<u32>(2 * BLOCK * n));
  for (let j0 = 0; j0 < n; j0 += BLOCK) {
    const b = min(BLOCK, n - j0);
    reduceBlock(m, n, j0, b, a, lda, d, e, v, tauV, u, tauU, x, y);
    const below = m - j0 - b;
    const beyond = n - j0 - b;
    if (beyond == 0) break;
    // A ← A − [V; X]ᵀ [Y; U]
    for (let r = 0; r < b; r++) {
      const j = j0 + r;
      copyTail(below, m, v + ((<usize>j * <usize>m) << 3), left + ((<usize>r * <usize>below) << 3));
      copyTail(below, m, x + ((<usize>r * <usize>m) << 3), left + ((<usize>(b + r) * <usize>below) << 3));
      copyTail(beyond, n, y + ((<usize>r * <usize>n) << 3), right + ((<usize>r * <usize>beyond) << 3));
      copyTail(beyond, n, u + ((<usize>j * <usize>n) << 3), right + ((<usize>(b + r) * <usize>beyond) << 3));
    }
    const c = a + ((<usize>(j0 + b) * <usize>(lda + 1)) << 3);
    gemm(true, false, below, beyond, 2 * b, -1, left, below, right, beyond, c, lda, false);
  }
  release(state);
}

/** The last `count` of `length` numbers. */
function copyTail(count: i32, length: i32, source: usize, target: usize): void {
  memory.copy(target, source + ((<usize>(length - count)) << 3), (<usize>count) << 3);
}

function reduceBlock(
  m: i32,
  n: i32,
  j0: i32,
  b: i32,
  a: usize,
  lda: i32,
  d: usize,
  e: usize,
  v: usize,
  tauV: usize,
  u: usize,
  tauU: usize,
  x: usize,
  y: usize,
): void {
  const state = mark();
  const one = reserve(<u32>BLOCK);
  const two = reserve(<u32>BLOCK);
  const strideM = (<usize>m) << 3;
  const strideN = (<usize>n) << 3;
  const stride = (<usize>lda) << 3;
  // Row r of these belongs to column j₀ + r.
  const vs = v + <usize>j0 * strideM;
  const us = u + <usize>j0 * strideN;
  for (let r = 0; r < b; r++) {
    const j = j0 + r;
    const at = (<usize>j) << 3;
    const corner = a + <usize>j * stride + at;
    const rows = m - j;
    const cols = n - j - 1;
    const vj = vs + <usize>r * strideM + at;
    for (let i: usize = 0; i < <usize>rows; i++) store<f64>(vj + (i << 3), load<f64>(corner + i * stride));
    if (r > 0) {
      gather(r, y + at, strideN, one);
      gather(r, us + at, strideN, two);
      timesRows(r, rows, -1, one, vs + at, m, vj);
      timesRows(r, rows, -1, two, x + at, m, vj);
    }
    const left = reflect(rows - 1, vj, vj + 8);
    store<f64>(d + at, reflected);
    store<f64>(tauV + at, left);
    if (cols == 0) {
      store<f64>(tauU + at, 0);
      break;
    }
    const yj = y + <usize>r * strideN + at + 8;
    memory.fill(yj, 0, (<usize>cols) << 3);
    if (left != 0) {
      timesRows(rows, cols, 1, vj, corner + 8, lda, yj);
      if (r > 0) {
        memory.fill(one, 0, (<usize>r) << 3);
        memory.fill(two, 0, (<usize>r) << 3);
        rowsTimes(r, rows, 1, vs + at, m, vj, one);
        rowsTimes(r, rows, 1, x + at, m, vj, two);
        timesRows(r, cols, -1, one, y + at + 8, n, yj);
        timesRows(r, cols, -1, two, us + at + 8, n, yj);
      }
      scale(cols, left, yj);
    }
    const uj = us + <usize>r * strideN + at + 8;
    memory.copy(uj, corner + 8, (<usize>cols) << 3);
    gather(r + 1, vs + at, strideM, one);
    gather(r, x + at, strideM, two);
    timesRows(r + 1, cols, -1, one, y + at + 8, n, uj);
    timesRows(r, cols, -1, two, us + at + 8, n, uj);
    const right = reflect(cols - 1, uj, uj + 8);
    store<f64>(e + at, reflected);
    store<f64>(tauU + at, right);
    const xj = x + <usize>r * strideM + at + 8;
    memory.fill(xj, 0, (<usize>(rows - 1)) << 3);
    if (right != 0) {
      rowsTimes(rows - 1, cols, 1, corner + stride + 8, lda, uj, xj);
      memory.fill(one, 0, (<usize>(r + 1)) << 3);
      memory.fill(two, 0, (<usize>(r + 1)) << 3);
      rowsTimes(r + 1, cols, 1, y + at + 8, n, uj, one);
      rowsTimes(r, cols, 1, us + at + 8, n, uj, two);
      timesRows(r + 1, rows - 1, -1, one, vs + at + 8, m, xj);
      timesRows(r, rows - 1, -1, two, x + at + 8, m, xj);
      scale(rows - 1, right, xj);
    }
  }
  release(state);
}

/** A column as a vector. */
function gather(count: i32, source: usize, stride: usize, target: usize): void {
  for (let i = 0; i < count; i++) {
    store<f64>(target, load<f64>(source));
    source += stride;
    target += 8;
  }
}

/**
 * Z ← Z H_k ⋯ H₁ for the rows of Z (rows×m) and the k reflectors in the rows of V (k×m): vectors of B become those
 * of A. The first reflector that differs from 1 in the first column starts at column `shift`.
 */
export function applyReflectors(
  rows: i32,
  k: i32,
  m: i32,
  v: usize,
  ldv: i32,
  tau: usize,
  shift: i32,
  z: usize,
  ldz: i32,
): void {
  const state = mark();
  const t = reserve(BLOCK * BLOCK);
  const gram = reserve(BLOCK * BLOCK);
  const work = reserve(<u32>(2 * BLOCK * rows));
  for (let j0 = (k - 1) & ~(BLOCK - 1); j0 >= 0; j0 -= BLOCK) {
    const b = min(BLOCK, k - j0);
    const column = j0 + shift;
    const width = m - column;
    if (width <= 0) continue;
    const block = v + ((<usize>j0 * <usize>ldv + <usize>column) << 3);
    blockFactor(b, width, block, ldv, tau + ((<usize>j0) << 3), t, gram);
    applyBlock(rows, width, b, z + ((<usize>column) << 3), ldz, block, ldv, t, true, work);
  }
  release(state);
}
