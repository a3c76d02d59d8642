import { applyReflectors, bidiagonalize } from "./bidiagonal";
import { reverse } from "./eigen";
import { guEisenstat } from "./gu-eisenstat";
import { mark, release, reserve } from "./memory";
import { applyRows, blockRoom, copyR, factorRows } from "./qr";
import { bidiagonalValues } from "./bidiagonal-values";
import { transpose } from "./vector";

/**
 * Singular values (descending, into s) of the row-major m×n A, which is lost; with `vectors` also U (m×k) and Vᵀ
 * (k×n), k = min(m, n). A much longer than wide, or the reverse, is reduced to its triangle first (Chan 1982).
 *
 * @returns 0, or 1 when a singular value did not converge.
 */
export function svd(m: i32, n: i32, a: usize, s: usize, vectors: bool, u: usize, vt: usize): i32 {
  const state = mark();
  const long = max(m, n);
  const k = min(m, n);
  // The tall one of A and Aᵀ is decomposed; of a wide A the roles of U and V are exchanged in the end.
  const wide = m < n;
  const reduce = long >= k + (k >> 1);
  const rows = reduce ? k : long;
  let columns: usize = 0; // the tall matrix, a column in each row
  const ts = reserve(<u32>blockRoom(k));
  let work = a;
  if (reduce) {
    columns = a;
    if (!wide) {
      columns = reserve(<u32>(long * k));
      transpose(m, n, a, n, columns, long);
    }
    const diagonal = reserve(<u32>k);
    const tau = reserve(<u32>k);
    factorRows(k, long, columns, long, diagonal, tau, ts);
    work = reserve(<u32>(k * k));
    copyR(k, k, columns, long, diagonal, work);
  } else if (wide) {
    work = reserve(<u32>(long * k));
    transpose(m, n, a, n, work, k);
  }
  const e = reserve(<u32>k);
  const left = reserve(<u32>(k * rows));
  const right = reserve(<u32>(k * k));
  const tauL = reserve(<u32>k);
  const tauR = reserve(<u32>k);
  bidiagonalize(rows, k, work, k, s, e, left, tauL, right, tauR);
  let converged: bool;
  if (vectors) {
    // Rows are singular vectors. The shorter ones, and the longer ones before they are turned if they must be.
    const short = wide ? reserve(<u32>(k * k)) : vt;
    const tall = wide ? vt : reserve(<u32>(k * long));
    const core = reserve(<u32>(k * k));
    memory.fill(core, 0, (<usize>(k * k)) << 3);
    memory.fill(short, 0, (<usize>(k * k)) << 3);
    converged = guEisenstat(k, 0, s, e, core, k, short, k);
    memory.fill(tall, 0, (<usize>(k * long)) << 3);
    // From the last to the first: ascending becomes descending.
    for (let i = 0; i < k; i++) {
      const from = core + ((<usize>(k - 1 - i) * <usize>k) << 3);
      memory.copy(tall + ((<usize>i * <usize>long) << 3), from, (<usize>k) << 3);
    }
    reverseRows(k, short);
    applyReflectors(k, k, rows, left, rows, tauL, 0, tall, long);
    applyReflectors(k, k - 1, k, right, k, tauR, 1, short, k);
    if (reduce) applyRows(k, k, long, columns, long, ts, tall, long, false);
    if (wide) transpose(k, k, short, k, u, k);
    else transpose(k, long, tall, long, u, k);
  } else {
    converged = bidiagonalValues(k, s, e);
  }
  reverse(k, s);
  release(state);
  return converged ? 0 : 1;
}

/** The order of the rows of an n×n matrix turned round. */
function reverseRows(n: i32, a: usize): void {
  const width = (<usize>n) << 3;
  for (let i: usize = 0, j = <usize>(n - 1); i < j; i++, j--) {
    const x = a + i * width;
    const y = a + j * width;
    for (let at: usize = 0; at < width; at += 8) {
      const held = load<f64>(x + at);
      store<f64>(x + at, load<f64>(y + at));
      store<f64>(y + at, held);
    }
  }
}
