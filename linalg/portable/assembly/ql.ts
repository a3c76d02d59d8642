import { rotate, swap } from "./vector";

// Eigenvalues of a symmetric tridiagonal matrix by implicit QL steps with Wilkinson's shift (Golub and Van Loan,
// §8.3; Parlett, The Symmetric Eigenvalue Problem, ch. 8).

/** 2⁻⁵³, the unit roundoff. */
export const ROUNDOFF: f64 = 1.1102230246251565e-16;

/** Elements below this do not matter: matrices come with a largest element of 2⁻⁴⁰ … 2⁴⁰. */
export const NOTHING: f64 = 1e-130;

/** Steps allowed for each eigenvalue; the usual number is below two. */
export const STEPS: i32 = 60;

/** The first index m ≥ l at which the off-diagonal element eₘ may be neglected. */
function blockEnd(l: i32, n: i32, d: usize, e: usize): i32 {
  let m = l;
  while (m < n - 1) {
    const at = (<usize>m) << 3;
    const size = Math.abs(load<f64>(d + at)) + Math.abs(load<f64>(d + at, 8));
    if (Math.abs(load<f64>(e + at)) <= Math.max(NOTHING, 2 * ROUNDOFF * size)) break;
    m++;
  }
  return m;
}

/**
 * Overwrites d (n) with the eigenvalues, ascending; e (n − 1 numbers, room for n) is lost. With `count` > 0 every
 * rotation is applied to the rows of Z (n×count), which become the eigenvectors when they were the identity.
 *
 * @returns false when an eigenvalue did not converge.
 */
export function qlEigen(n: i32, d: usize, e: usize, z: usize, ldz: i32, count: i32): bool {
  const stride = (<usize>ldz) << 3;
  let budget = STEPS * n;
  if (n > 0) store<f64>(e + ((<usize>(n - 1)) << 3), 0);
  for (let l = 0; l < n; l++) {
    while (true) {
      const m = blockEnd(l, n, d, e);
      if (m == l) break;
      if (budget-- == 0) return false;
      qlStep(l, m, d, e, z, stride, count);
    }
  }
  sortAscending(n, d, z, stride, count);
  return true;
}

/** One implicit step on rows l … m. */
function qlStep(l: i32, m: i32, d: usize, e: usize, z: usize, stride: usize, count: i32): void {
  const at = (<usize>l) << 3;
  const el = load<f64>(e + at);
  const dl = load<f64>(d + at);
  const half = (load<f64>(d + at, 8) - dl) / (2 * el);
  const root = Math.sqrt(half * half + 1);
  let g = load<f64>(d + ((<usize>m) << 3)) - dl + el / (half + copysign(root, half));
  let s: f64 = 1;
  let c: f64 = 1;
  let p: f64 = 0;
  for (let i = m - 1; i >= l; i--) {
    const here = (<usize>i) << 3;
    const ei = load<f64>(e + here);
    const f = s * ei;
    const b = c * ei;
    const squares = f * f + g * g;
    if (squares < NOTHING * NOTHING) {
      // The rotation is undefined and its elements do not matter: the matrix splits here.
      store<f64>(d + here, load<f64>(d + here, 8) - p, 8);
      store<f64>(e + here, 0, 8);
      store<f64>(e + ((<usize>m) << 3), 0);
      return;
    }
    const r = Math.sqrt(squares);
    store<f64>(e + here, r, 8);
    const inverse = 1 / r;
    s = f * inverse;
    c = g * inverse;
    g = load<f64>(d + here, 8) - p;
    const t = (load<f64>(d + here) - g) * s + 2 * c * b;
    p = s * t;
    store<f64>(d + here, g + p, 8);
    g = c * t - b;
    if (count > 0) {
      const row = z + <usize>i * stride;
      rotate(count, row + stride, row, c, s);
    }
  }
  store<f64>(d + at, dl - p);
  store<f64>(e + at, g);
  store<f64>(e + ((<usize>m) << 3), 0);
}

/** Sorts d ascending and the rows of Z with it, by selection: few exchanges of rows. */
function sortAscending(n: i32, d: usize, z: usize, stride: usize, count: i32): void {
  for (let i = 0; i < n - 1; i++) {
    let least = i;
    for (let j = i + 1; j < n; j++) {
      if (load<f64>(d + ((<usize>j) << 3)) < load<f64>(d + ((<usize>least) << 3))) least = j;
    }
    if (least == i) continue;
    swap(1, d + ((<usize>i) << 3), d + ((<usize>least) << 3));
    if (count > 0) swap(count, z + <usize>i * stride, z + <usize>least * stride);
  }
}
