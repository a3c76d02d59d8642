import { rowsTimes } from "./matvec";
import { mark, release, reserve } from "./memory";
import { applyBlock, blockFactor, reflect, reflected } from "./reflector";
import { axpy, transpose } from "./vector";

// Blocked Householder QR in the compact WY form (Golub and Van Loan, §5.2). The matrix is held transposed: its
// columns, and with them the reflectors, are contiguous rows.

/** Reflectors in one block. */
export const BLOCK: i32 = 32;

/**
 * Factors the matrix whose `count` columns of length m are the rows of A: row j < k = min(count, m) becomes column j
 * of R above the diagonal and the reflector vⱼ from the diagonal on, its leading 1 included; later rows become the
 * columns of R. The diagonal of R goes to `diagonal` (k), the factors to tau (k), the T of each block to `ts`, which
 * has room for {@link blockRoom}(k) numbers.
 */
export function factorRows(
  count: i32,
  m: i32,
  a: usize,
  lda: i32,
  diagonal: usize,
  tau: usize,
  ts: usize,
): void {
  const state = mark();
  const k = min(count, m);
  const stride = (<usize>lda) << 3;
  const v = reserve(<u32>(BLOCK * m));
  const gram = reserve(<u32>(BLOCK * BLOCK));
  const work = reserve(<u32>(2 * BLOCK * count));
  const products = reserve(<u32>BLOCK);
  for (let j0 = 0; j0 < k; j0 += BLOCK) {
    const b = min(BLOCK, k - j0);
    for (let j = j0; j < j0 + b; j++) {
      const at = (<usize>j) << 3;
      const row = a + <usize>j * stride + at;
      const factor = reflect(m - j - 1, row, row + 8);
      store<f64>(diagonal + at, reflected);
      store<f64>(tau + at, factor);
      const below = j0 + b - j - 1;
      if (factor == 0 || below == 0) continue;
      memory.fill(products, 0, (<usize>below) << 3);
      rowsTimes(below, m - j, -factor, row + stride, lda, row, products);
      for (let i: usize = 0; i < <usize>below; i++) {
        axpy(m - j, load<f64>(products + (i << 3)), row, row + (i + 1) * stride);
      }
    }
    const t = ts + ((<usize>(j0 * BLOCK)) << 3);
    const width = m - j0;
    copyReflectors(b, j0, m, a, lda, v);
    blockFactor(b, width, v, width, tau + ((<usize>j0) << 3), t, gram);
    const rest = count - j0 - b;
    const c = a + <usize>(j0 + b) * stride + ((<usize>j0) << 3);
    if (rest > 0) applyBlock(rest, width, b, c, lda, v, width, t, false, work);
  }
  release(state);
}

/** The numbers that the T factors of k reflectors need. */
export function blockRoom(k: i32): i32 {
  return (k + BLOCK - 1) * BLOCK;
}

/** The reflectors of rows j₀ … j₀ + b from column j₀ on, with zeros before their leading 1. */
function copyReflectors(b: i32, j0: i32, m: i32, a: usize, lda: i32, v: usize): void {
  const bytes = (<usize>(m - j0)) << 3;
  for (let r = 0; r < b; r++) {
    const zeros = (<usize>r) << 3;
    const target = v + <usize>r * bytes;
    memory.fill(target, 0, zeros);
    memory.copy(target + zeros, a + ((<usize>(j0 + r) * <usize>(lda + 1)) << 3), bytes - zeros);
  }
}

/**
 * Z ← Z Qᵀ for the rows of Z (rows×m), Q = H₁ ⋯ H_k from {@link factorRows}. With `identity` Z is k×m and starts as
 * the identity, of which block by block only the rows that can change are touched: it becomes Qᵀ.
 */
export function applyRows(
  rows: i32,
  k: i32,
  m: i32,
  a: usize,
  lda: i32,
  ts: usize,
  z: usize,
  ldz: i32,
  identity: bool,
): void {
  const state = mark();
  const v = reserve(<u32>(BLOCK * m));
  const work = reserve(<u32>(2 * BLOCK * rows));
  for (let j0 = (k - 1) & ~(BLOCK - 1); j0 >= 0; j0 -= BLOCK) {
    const b = min(BLOCK, k - j0);
    const width = m - j0;
    const first = identity ? j0 : 0;
    copyReflectors(b, j0, m, a, lda, v);
    const c = z + ((<usize>first * <usize>ldz + <usize>j0) << 3);
    applyBlock(rows - first, width, b, c, ldz, v, width, ts + ((<usize>(j0 * BLOCK)) << 3), true, work);
  }
  release(state);
}

/** The k×n R, row-major, from the rows that {@link factorRows} left. */
export function copyR(n: i32, k: i32, at: usize, lda: i32, diagonal: usize, r: usize): void {
  transpose(n, k, at, lda, r, n);
  for (let i = 0; i < k; i++) {
    const row = r + ((<usize>i * <usize>n) << 3);
    memory.fill(row, 0, (<usize>i) << 3);
    store<f64>(row + ((<usize>i) << 3), load<f64>(diagonal + ((<usize>i) << 3)));
  }
}

/** R (k×n) and, with `wantQ`, Q (m×k) of the row-major m×n A. */
export function qr(m: i32, n: i32, a: usize, r: usize, wantQ: bool, q: usize): void {
  const state = mark();
  const k = min(m, n);
  const at = reserve(<u32>(m * n));
  const diagonal = reserve(<u32>k);
  const tau = reserve(<u32>k);
  const ts = reserve(<u32>blockRoom(k));
  transpose(m, n, a, n, at, m);
  factorRows(n, m, at, m, diagonal, tau, ts);
  copyR(n, k, at, m, diagonal, r);
  if (wantQ) {
    const qt = reserve(<u32>(k * m));
    memory.fill(qt, 0, (<usize>(k * m)) << 3);
    for (let i: usize = 0; i < <usize>k; i++) store<f64>(qt + ((i * <usize>(m + 1)) << 3), 1);
    applyRows(k, k, m, at, m, ts, qt, m, true);
    transpose(k, m, qt, m, q, k);
  }
  release(state);
}
