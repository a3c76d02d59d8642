import { mark, release, reserve } from "./memory";
import {
  BOTH,
  combineRows,
  DEFLATED,
  exactWeights,
  FIRST,
  groupRows,
  permuteRows,
  powerBelow,
  scatter,
  SECOND,
  sortOrder,
} from "./merge";
import { qlEigen, ROUNDOFF } from "./ql";
import { origin, secularRoot } from "./secular";
import { dot, rotate } from "./vector";

// Divide and conquer for the symmetric tridiagonal eigenproblem: Cuppen (1981) with the deflation and the stable
// vectors of Gu and Eisenstat (1995). Eigenvectors are rows, so that rotations and permutations are contiguous.

/** Problems up to this size are solved by QL. */
const SMALL: i32 = 32;

/**
 * Eigenvalues (ascending, into d) and eigenvectors (the rows of Z, n×n with leading dimension ldz) of the
 * tridiagonal matrix d, e. Z must be zero on entry; e has room for n numbers and is lost.
 *
 * @returns false when an eigenvalue of a small problem did not converge.
 */
export function cuppen(n: i32, d: usize, e: usize, z: usize, ldz: i32): bool {
  const stride = (<usize>ldz) << 3;
  if (n <= SMALL) {
    for (let i: usize = 0; i < <usize>n; i++) store<f64>(z + i * stride + (i << 3), 1);
    return qlEigen(n, d, e, z, ldz, n);
  }
  const half = n >> 1;
  const cut = (<usize>half) << 3;
  const rho = load<f64>(e + cut - 8);
  store<f64>(d + cut - 8, load<f64>(d + cut - 8) - Math.abs(rho));
  store<f64>(d + cut, load<f64>(d + cut) - Math.abs(rho));
  if (!cuppen(half, d, e, z, ldz)) return false;
  if (!cuppen(n - half, d + cut, e + cut, z + <usize>half * stride + cut, ldz)) return false;
  merge(n, half, rho, d, z, ldz);
  return true;
}

/** Joins two solved halves: the eigenproblem of diag(d) + ρ v vᵀ in their basis. */
function merge(n: i32, half: i32, coupling: f64, d: usize, z: usize, ldz: i32): void {
  const state = mark();
  const stride = (<usize>ldz) << 3;
  const cut = (<usize>half) << 3;
  const weights = reserve(<u32>n);
  const order = reserve(<u32>n); // i32 row numbers, by ascending d
  const kind = reserve(<u32>n); // i32
  const kept = reserve(<u32>n); // i32 row numbers of the k that take part
  const signed = copysign(Math.SQRT1_2, coupling);
  for (let i: usize = 0; i < <usize>n; i++) {
    const upper = i < <usize>half;
    const row = z + i * stride + cut;
    store<f64>(weights + (i << 3), upper ? Math.SQRT1_2 * load<f64>(row - 8) : signed * load<f64>(row));
    store<i32>(kind + (i << 2), upper ? FIRST : SECOND);
  }
  const rho = 2 * Math.abs(coupling);
  sortOrder(n, d, order);
  const k = deflate(n, rho, d, weights, order, kind, kept, z, stride);
  if (k > 0) combine(n, half, k, rho, d, weights, kind, kept, z, ldz);
  sortOrder(n, d, order);
  permuteRows(n, order, d, 1, 1);
  permuteRows(n, order, z, ldz, n);
  release(state);
}

/**
 * Sets aside what does not take part: a weight that is nothing, and of two equal poles one, after a rotation that
 * takes its weight away. The others go to `kept`, by ascending d.
 *
 * @returns how many are left.
 */
function deflate(
  n: i32,
  rho: f64,
  d: usize,
  weights: usize,
  order: usize,
  kind: usize,
  kept: usize,
  z: usize,
  stride: usize,
): i32 {
  let largest: f64 = 0;
  let heaviest: f64 = 0;
  for (let at: usize = 0; at < (<usize>n) << 3; at += 8) {
    largest = Math.max(largest, Math.abs(load<f64>(d + at)));
    heaviest = Math.max(heaviest, Math.abs(load<f64>(weights + at)));
  }
  const tolerance = 8 * ROUNDOFF * Math.max(largest, rho * heaviest);
  let k = 0;
  let pending: usize = 0;
  let hasPending = false;
  for (let r: usize = 0; r < <usize>n; r++) {
    const next = <usize>load<i32>(order + (r << 2));
    const wn = load<f64>(weights + (next << 3));
    if (rho * Math.abs(wn) <= tolerance) {
      store<i32>(kind + (next << 2), DEFLATED);
      continue;
    }
    if (hasPending) {
      const wp = load<f64>(weights + (pending << 3));
      const length = Math.sqrt(wp * wp + wn * wn);
      const c = wn / length;
      const s = -wp / length;
      const dp = load<f64>(d + (pending << 3));
      const dn = load<f64>(d + (next << 3));
      if (Math.abs((dn - dp) * c * s) <= tolerance) {
        store<f64>(weights + (next << 3), length);
        rotate(n, z + pending * stride, z + next * stride, c, s);
        store<f64>(d + (pending << 3), dp * c * c + dn * s * s);
        store<f64>(d + (next << 3), dp * s * s + dn * c * c);
        if (load<i32>(kind + (pending << 2)) != load<i32>(kind + (next << 2)))
          store<i32>(kind + (next << 2), BOTH);
        store<i32>(kind + (pending << 2), DEFLATED);
      } else {
        store<i32>(kept + ((<usize>k) << 2), <i32>pending);
        k++;
      }
    }
    pending = next;
    hasPending = true;
  }
  if (!hasPending) return k;
  store<i32>(kept + ((<usize>k) << 2), <i32>pending);
  return k + 1;
}

/** Solves the secular equation and replaces the kept rows of d and Z by the new eigenpairs. */
function combine(
  n: i32,
  half: i32,
  k: i32,
  rho: f64,
  d: usize,
  weights: usize,
  kind: usize,
  kept: usize,
  z: usize,
  ldz: i32,
): void {
  const state = mark();
  const width = (<usize>k) << 3;
  const deltas = reserve(<u32>(k * k));
  const poles = reserve(<u32>k);
  const w = reserve(<u32>k);
  // The problem is brought near 1 by a power of two, lest squares of a tiny one vanish.
  let largest = rho;
  for (let i: usize = 0; i < <usize>k; i++) {
    const from = (<usize>load<i32>(kept + (i << 2))) << 3;
    largest = Math.max(largest, Math.abs(load<f64>(d + from)));
    store<f64>(w + (i << 3), load<f64>(weights + from));
  }
  const unit = powerBelow(largest);
  for (let i: usize = 0; i < <usize>k; i++) {
    store<f64>(poles + (i << 3), load<f64>(d + ((<usize>load<i32>(kept + (i << 2))) << 3)) / unit);
  }
  if (k == 1) {
    const w0 = load<f64>(w);
    store<f64>(d + ((<usize>load<i32>(kept)) << 3), unit * load<f64>(poles) + rho * w0 * w0);
    store<f64>(deltas, 1);
    store<f64>(w, 1);
  } else {
    for (let j = 0; j < k; j++) {
      const tau = secularRoot(j, k, poles, w, unit / rho, false, deltas + <usize>j * width);
      const to = (<usize>load<i32>(kept + ((<usize>j) << 2))) << 3;
      store<f64>(d + to, unit * (load<f64>(poles + ((<usize>origin) << 3)) + tau));
    }
    exactWeights(k, poles, false, deltas, w);
  }
  const place = reserve(<u32>k); // i32
  groupRows(k, kind, kept, place);
  const vector = reserve(<u32>k);
  for (let j: usize = 0; j < <usize>k; j++) {
    const row = deltas + j * width;
    for (let i: usize = 0; i < width; i += 8) store<f64>(vector + i, load<f64>(w + i) / load<f64>(row + i));
    scatter(k, 1 / Math.sqrt(dot(k, vector, vector)), vector, place, row);
  }
  combineRows(k, kept, place, deltas, z, ldz, 0, half, half, n - half);
  release(state);
}
