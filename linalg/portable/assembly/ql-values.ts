import { mark, release, reserve } from "./memory";
import { permuteRows, sortOrder } from "./merge";
import { NOTHING, ROUNDOFF, STEPS } from "./ql";

/**
 * Overwrites d (n) with the eigenvalues of the symmetric tridiagonal d, e, ascending, without vectors: the
 * square-root-free QL method of Pal, Walker and Kahan (Parlett, The Symmetric Eigenvalue Problem, §8.15). e (n − 1
 * numbers, room for n) is lost.
 *
 * @returns false when an eigenvalue did not converge.
 */
export function qlValues(n: i32, d: usize, e: usize): bool {
  const state = mark();
  let budget = STEPS * n;
  for (let i: usize = 0; i + 1 < <usize>n; i++) {
    const element = load<f64>(e + (i << 3));
    store<f64>(e + (i << 3), element * element);
  }
  if (n > 0) store<f64>(e + ((<usize>(n - 1)) << 3), 0);
  for (let l = 0; l < n; l++) {
    while (true) {
      let m = l;
      while (m < n - 1) {
        const at = (<usize>m) << 3;
        const size = 2 * ROUNDOFF * (Math.abs(load<f64>(d + at)) + Math.abs(load<f64>(d + at, 8)));
        if (load<f64>(e + at) <= Math.max(NOTHING * NOTHING, size * size)) break;
        m++;
      }
      if (m == l) break;
      if (budget-- == 0) return false;
      step(l, m, d, e);
    }
  }
  const order = reserve(<u32>n);
  sortOrder(n, d, order);
  permuteRows(n, order, d, 1, 1);
  release(state);
  return true;
}

/** One square-root-free step on rows l … m; e holds squares. */
function step(l: i32, m: i32, d: usize, e: usize): void {
  const at = (<usize>l) << 3;
  const start = load<f64>(d + at);
  const root = Math.sqrt(load<f64>(e + at));
  const half = (load<f64>(d + at, 8) - start) / (2 * root);
  const sigma = start - root / (half + copysign(Math.sqrt(half * half + 1), half));
  let c: f64 = 1;
  let s: f64 = 0;
  let gamma = load<f64>(d + ((<usize>m) << 3)) - sigma;
  let p = gamma * gamma;
  for (let i = m - 1; i >= l; i--) {
    const here = (<usize>i) << 3;
    const square = load<f64>(e + here);
    const r = p + square;
    if (i != m - 1) store<f64>(e + here, s * r, 8);
    const before = c;
    const inverse = 1 / r;
    c = p * inverse;
    s = square * inverse;
    const old = gamma;
    const alpha = load<f64>(d + here);
    gamma = c * (alpha - sigma) - s * old;
    store<f64>(d + here, old + (alpha - gamma), 8);
    p = c != 0 ? (gamma * gamma) / c : before * square;
  }
  store<f64>(e + at, s * p);
  store<f64>(d + at, sigma + gamma);
}
