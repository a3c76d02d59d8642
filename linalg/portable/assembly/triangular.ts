import { gemm } from "./gemm";
import { timesRows } from "./matvec";
import { mark, release, reserve } from "./memory";
import { dot, transpose } from "./vector";

/** Triangles up to this size are solved by substitution. */
const BLOCK: i32 = 32;

/**
 * B (n×width, row-major) ← op(T)⁻¹ B for the triangular n×n T of which one triangle is read: forward or back
 * substitution (Golub and Van Loan, §3.1), by halves, so that nearly all of the work is in large products.
 */
export function solveTriangular(
  n: i32,
  width: i32,
  t: usize,
  ldt: i32,
  lower: bool,
  transposed: bool,
  b: usize,
  ldb: i32,
): void {
  const forward = lower != transposed;
  if (n <= BLOCK) {
    const state = mark();
    const block = reserve(<u32>(BLOCK * BLOCK));
    if (transposed) transpose(n, n, t, ldt, block, BLOCK);
    else
      for (let i = 0; i < n; i++)
        copyRow(n, t + ((<usize>i * <usize>ldt) << 3), block + ((<usize>(i * BLOCK)) << 3));
    substitute(n, width, block, forward, b, ldb);
    release(state);
    return;
  }
  const half = ((n >> 1) + BLOCK - 1) & ~(BLOCK - 1);
  const rest = n - half;
  const corner = t + ((<usize>half * <usize>(ldt + 1)) << 3);
  const off = lower ? t + ((<usize>half * <usize>ldt) << 3) : t + ((<usize>half) << 3);
  const b2 = b + ((<usize>half * <usize>ldb) << 3);
  if (forward) {
    solveTriangular(half, width, t, ldt, lower, transposed, b, ldb);
    gemm(transposed, false, rest, width, half, -1, off, ldt, b, ldb, b2, ldb, false);
    solveTriangular(rest, width, corner, ldt, lower, transposed, b2, ldb);
  } else {
    solveTriangular(rest, width, corner, ldt, lower, transposed, b2, ldb);
    gemm(transposed, false, half, width, rest, -1, off, ldt, b2, ldb, b, ldb, false);
    solveTriangular(half, width, t, ldt, lower, transposed, b, ldb);
  }
}

function copyRow(n: i32, source: usize, target: usize): void {
  memory.copy(target, source, (<usize>n) << 3);
}

/** Row by row with one small triangle of leading dimension BLOCK. */
function substitute(n: i32, width: i32, t: usize, forward: bool, b: usize, ldb: i32): void {
  const strideB = (<usize>ldb) << 3;
  for (let step = 0; step < n; step++) {
    const i = forward ? step : n - 1 - step;
    const row = t + ((<usize>(i * BLOCK)) << 3);
    const target = b + <usize>i * strideB;
    const p = forward ? 0 : i + 1;
    timesRows(forward ? i : n - p, width, -1, row + ((<usize>p) << 3), b + <usize>p * strideB, ldb, target);
    divide(width, load<f64>(row + ((<usize>i) << 3)), target);
  }
}

/** x ← x / divisor. */
function divide(n: i32, divisor: f64, x: usize): void {
  const by = f64x2.splat(divisor);
  const end = x + ((<usize>(n & ~1)) << 3);
  while (x < end) {
    v128.store(x, f64x2.div(v128.load(x), by));
    x += 16;
  }
  if (n & 1) store<f64>(x, load<f64>(x) / divisor);
}

/**
 * The lower triangle of the n×n A becomes L with LLᵀ = A, the upper one zero: blocked, right-looking (Golub and Van
 * Loan, §4.2).
 *
 * @returns 0, or 1 + the row of the first pivot that is not positive.
 */
export function cholesky(n: i32, a: usize): i32 {
  const state = mark();
  const stride = (<usize>n) << 3;
  const panel = reserve(<u32>(BLOCK * n));
  const block = reserve(<u32>(BLOCK * BLOCK));
  for (let j0 = 0; j0 < n; j0 += BLOCK) {
    const b = min(BLOCK, n - j0);
    const corner = a + ((<usize>j0 * <usize>(n + 1)) << 3);
    for (let i = 0; i < b; i++) {
      const row = corner + <usize>i * stride;
      for (let j = 0; j < i; j++) {
        const at = (<usize>j) << 3;
        const other = corner + <usize>j * stride;
        store<f64>(row + at, (load<f64>(row + at) - dot(j, row, other)) / load<f64>(other + at));
      }
      const at = (<usize>i) << 3;
      const pivot = load<f64>(row + at) - dot(i, row, row);
      if (!(pivot > 0)) {
        release(state);
        return j0 + i + 1;
      }
      store<f64>(row + at, Math.sqrt(pivot));
      memory.copy(block + ((<usize>(i * BLOCK)) << 3), row, at + 8);
      memory.fill(row + at + 8, 0, (<usize>(n - j0 - i - 1)) << 3);
    }
    const rest = n - j0 - b;
    if (rest == 0) break;
    const below = corner + <usize>b * stride;
    transpose(rest, b, below, n, panel, rest);
    substitute(b, rest, block, true, panel, rest);
    transpose(b, rest, panel, rest, below, n);
    gemm(true, false, rest, rest, b, -1, panel, rest, panel, rest, below + ((<usize>b) << 3), n, true);
  }
  release(state);
  return 0;
}
