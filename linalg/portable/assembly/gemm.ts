import { mark, release, reserve } from "./memory";
import { packAcross, packAlong } from "./pack";

// Blocking after Goto and van de Geijn (2008): a KC×4 sliver of B stays in the first-level cache, an MC×KC block of
// A in the second. No more than 64 rows of C at a time: where its rows lie a power of two apart they share a few
// sets of the second-level cache, and more would push one another out.
const KC: i32 = 256;
const MC: i32 = 64;
const NC: i32 = 512;

/**
 * C (m×n) ← C + alpha · op(A) · op(B), row-major with leading dimensions in numbers; with `lower` only the 4×4
 * tiles that touch the lower triangle of C are computed.
 */
export function gemm(
  transposeA: bool,
  transposeB: bool,
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  c: usize,
  ldc: i32,
  lower: bool,
): void {
  if (m <= 0 || n <= 0 || k <= 0) return;
  const state = mark();
  const depth = min(k, KC);
  const packedA = reserve(<u32>(((min(m, MC) + 3) & ~3) * depth));
  const packedB = reserve(<u32>(((min(n, NC) + 3) & ~3) * depth));
  const tile = reserve(16);
  const strideA = (<usize>lda) << 3;
  const strideB = (<usize>ldb) << 3;
  for (let jc = 0; jc < n; jc += NC) {
    const nc = min(NC, n - jc);
    for (let pc = 0; pc < k; pc += KC) {
      const kc = min(KC, k - pc);
      if (transposeB) packAlong(packedB, b + <usize>jc * strideB + ((<usize>pc) << 3), strideB, nc, kc);
      else packAcross(packedB, b + <usize>pc * strideB + ((<usize>jc) << 3), strideB, nc, kc);
      for (let ic = lower ? jc & ~(MC - 1) : 0; ic < m; ic += MC) {
        const mc = min(MC, m - ic);
        if (transposeA) packAcross(packedA, a + <usize>pc * strideA + ((<usize>ic) << 3), strideA, mc, kc);
        else packAlong(packedA, a + <usize>ic * strideA + ((<usize>pc) << 3), strideA, mc, kc);
        const block = c + ((<usize>ic * <usize>ldc + <usize>jc) << 3);
        tiles(mc, nc, kc, alpha, packedA, packedB, block, ldc, lower ? ic - jc : i32.MAX_VALUE - 4, tile);
      }
    }
  }
  release(state);
}

/** All 4×4 tiles of one block; tiles whose first column lies beyond their last row + `offset` are left out. */
function tiles(
  mc: i32,
  nc: i32,
  kc: i32,
  alpha: f64,
  packedA: usize,
  packedB: usize,
  c: usize,
  ldc: i32,
  offset: i32,
  tile: usize,
): void {
  const stride = (<usize>ldc) << 3;
  const sliver = (<usize>kc) << 5;
  for (let j = 0; j < nc; j += 4) {
    const b = packedB + <usize>(j >> 2) * sliver;
    const first = max(0, (j - offset) & ~3);
    for (let i = first; i < mc; i += 4) {
      const a = packedA + <usize>(i >> 2) * sliver;
      const target = c + <usize>i * stride + ((<usize>j) << 3);
      if (i + 4 <= mc && j + 4 <= nc) {
        kernel(kc, alpha, a, b, target, stride);
      } else {
        memory.fill(tile, 0, 128);
        kernel(kc, alpha, a, b, tile, 32);
        addPart(min(4, mc - i), min(4, nc - j), tile, target, stride);
      }
    }
  }
}

/** C (4×4) ← C + alpha · A·B over packed slivers. Eight sums and six loads are what sixteen registers hold. */
function kernel(kc: i32, alpha: f64, a: usize, b: usize, c: usize, stride: usize): void {
  let c00 = f64x2.splat(0);
  let c01 = f64x2.splat(0);
  let c10 = f64x2.splat(0);
  let c11 = f64x2.splat(0);
  let c20 = f64x2.splat(0);
  let c21 = f64x2.splat(0);
  let c30 = f64x2.splat(0);
  let c31 = f64x2.splat(0);
  const end = a + ((<usize>kc) << 5);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<f64>(a);
    c00 = f64x2.add(c00, f64x2.mul(a0, b0));
    c01 = f64x2.add(c01, f64x2.mul(a0, b1));
    const a1 = v128.load_splat<f64>(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(a1, b0));
    c11 = f64x2.add(c11, f64x2.mul(a1, b1));
    const a2 = v128.load_splat<f64>(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(a2, b0));
    c21 = f64x2.add(c21, f64x2.mul(a2, b1));
    const a3 = v128.load_splat<f64>(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(a3, b0));
    c31 = f64x2.add(c31, f64x2.mul(a3, b1));
    a += 32;
    b += 32;
  }
  const factor = f64x2.splat(alpha);
  accumulate(c, factor, c00, c01);
  c += stride;
  accumulate(c, factor, c10, c11);
  c += stride;
  accumulate(c, factor, c20, c21);
  c += stride;
  accumulate(c, factor, c30, c31);
}

function accumulate(c: usize, factor: v128, left: v128, right: v128): void {
  v128.store(c, f64x2.add(v128.load(c), f64x2.mul(factor, left)));
  v128.store(c, f64x2.add(v128.load(c, 16), f64x2.mul(factor, right)), 16);
}

function addPart(rows: i32, cols: i32, tile: usize, c: usize, stride: usize): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const target = c + ((<usize>j) << 3);
      store<f64>(target, load<f64>(target) + load<f64>(tile + ((<usize>j) << 3)));
    }
    tile += 32;
    c += stride;
  }
}
