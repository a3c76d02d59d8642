import { cuppen } from "./cuppen";
import { mark, release, reserve } from "./memory";
import { qlValues } from "./ql-values";
import { applyTridiagonal, tridiagonalize } from "./tridiagonal";
import { transpose } from "./vector";

/**
 * Eigenvalues (descending, into w) of the symmetric n×n A, of which the lower triangle is read and lost; with
 * `vectors` also the eigenvectors, the columns of `q` (n×n).
 *
 * @returns 0, or 1 when an eigenvalue did not converge.
 */
export function eigenSymmetric(n: i32, a: usize, w: usize, vectors: bool, q: usize): i32 {
  const state = mark();
  const e = reserve(<u32>n);
  const tau = reserve(<u32>n);
  tridiagonalize(n, a, n, w, e, tau);
  let converged: bool;
  if (vectors) {
    const z = reserve(<u32>(n * n));
    memory.fill(z, 0, (<usize>n * <usize>n) << 3);
    converged = cuppen(n, w, e, z, n);
    applyTridiagonal(n, n, a, n, tau, z, n);
    // Rows from the last to the first: ascending rows become descending columns.
    transpose(n, n, z + ((<usize>(n - 1) * <usize>n) << 3), -n, q, n);
  } else {
    converged = qlValues(n, w, e);
  }
  reverse(n, w);
  release(state);
  return converged ? 0 : 1;
}

/** The order of a vector turned round. */
export function reverse(n: i32, x: usize): void {
  for (let i = 0, j = n - 1; i < j; i++, j--) {
    const held = load<f64>(x + ((<usize>i) << 3));
    store<f64>(x + ((<usize>i) << 3), load<f64>(x + ((<usize>j) << 3)));
    store<f64>(x + ((<usize>j) << 3), held);
  }
}
