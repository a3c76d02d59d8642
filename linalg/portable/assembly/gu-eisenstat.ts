import { bidiagonalQr } from "./bidiagonal-qr";
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
import { NOTHING, ROUNDOFF } from "./ql";
import { origin, secularRoot } from "./secular";
import { dot, rotate } from "./vector";

// Divide and conquer for the bidiagonal singular value problem (Gu and Eisenstat 1995). Singular vectors are rows.
// A problem is n×(n + extra) upper bidiagonal, extra 0 or 1; its last right vector is then that of the null space.

/** Problems up to this size are solved by QR steps. */
const SMALL: i32 = 32;

/**
 * Singular values (ascending, into d), left vectors (the rows of U, n×n) and right vectors (the rows of V,
 * (n + extra)²) of the bidiagonal d (n), e (n − 1 + extra). U and V must be zero on entry; e is lost.
 *
 * @returns false when a singular value of a small problem did not converge.
 */
export function guEisenstat(
  n: i32,
  extra: i32,
  d: usize,
  e: usize,
  u: usize,
  ldu: i32,
  v: usize,
  ldv: i32,
): bool {
  if (n <= SMALL) return solveSmall(n, extra, d, e, u, ldu, v, ldv);
  const half = (n - 1) >> 1;
  const rest = n - half - 1;
  const cut = (<usize>half) << 3;
  const next = cut + 8;
  const alpha = load<f64>(d + cut);
  const beta = load<f64>(e + cut);
  const u2 = u + <usize>(half + 1) * ((<usize>(ldu + 1)) << 3);
  const v2 = v + <usize>(half + 1) * ((<usize>(ldv + 1)) << 3);
  if (!guEisenstat(half, 1, d, e, u, ldu, v, ldv)) return false;
  if (!guEisenstat(rest, extra, d + next, e + next, u2, ldu, v2, ldv)) return false;
  merge(n, extra, half, alpha, beta, d, u, ldu, v, ldv);
  return true;
}

function solveSmall(n: i32, extra: i32, d: usize, e: usize, u: usize, ldu: i32, v: usize, ldv: i32): bool {
  const strideV = (<usize>ldv) << 3;
  for (let i: usize = 0; i < <usize>n; i++) store<f64>(u + i * ((<usize>(ldu + 1)) << 3), 1);
  for (let i: usize = 0; i < <usize>(n + extra); i++) store<f64>(v + i * (strideV + 8), 1);
  if (extra != 0 && n > 0) {
    // Rotations from the right, last row first, take the extra column away.
    let bulge = load<f64>(e + ((<usize>(n - 1)) << 3));
    for (let i = n - 1; i >= 0; i--) {
      const at = (<usize>i) << 3;
      const di = load<f64>(d + at);
      const r = Math.sqrt(di * di + bulge * bulge);
      if (r < NOTHING) break;
      const c = di / r;
      const s = bulge / r;
      rotate(n + 1, v + <usize>i * strideV, v + <usize>n * strideV, c, s);
      store<f64>(d + at, r);
      if (i == 0) break;
      const above = load<f64>(e + at - 8);
      store<f64>(e + at - 8, c * above);
      bulge = -s * above;
    }
  }
  return bidiagonalQr(n, d, e, true, u, ldu, n, v, ldv, n + extra);
}

/** Joins the halves above and below row `half`, which holds alpha and beta. */
function merge(
  n: i32,
  extra: i32,
  half: i32,
  alpha: f64,
  beta: f64,
  d: usize,
  u: usize,
  ldu: i32,
  v: usize,
  ldv: i32,
): void {
  const state = mark();
  const strideV = (<usize>ldv) << 3;
  const weights = reserve(<u32>n);
  const order = reserve(<u32>n); // i32 row numbers, by ascending d
  const kind = reserve(<u32>n); // i32
  const kept = reserve(<u32>n); // i32 row numbers of the k that take part
  const column = v + ((<usize>half) << 3);
  for (let i: usize = 0; i < <usize>n; i++) {
    const upper = i <= <usize>half;
    const element = column + i * strideV;
    store<f64>(weights + (i << 3), upper ? alpha * load<f64>(element) : beta * load<f64>(element, 8));
    store<i32>(kind + (i << 2), upper ? FIRST : SECOND);
  }
  const middle = weights + ((<usize>half) << 3);
  store<f64>(d + ((<usize>half) << 3), 0);
  store<i32>(kind + ((<usize>half) << 2), BOTH);
  store<f64>(u + <usize>half * ((<usize>(ldu + 1)) << 3), 1);
  if (extra != 0) {
    // Of the two null vectors, one takes the whole weight and the other stays.
    const own = load<f64>(middle);
    const other = beta * load<f64>(column + <usize>n * strideV, 8);
    const length = Math.sqrt(own * own + other * other);
    if (length > NOTHING) {
      rotate(n + 1, v + <usize>half * strideV, v + <usize>n * strideV, own / length, other / length);
      store<f64>(middle, length);
    }
  }
  const k = deflate(
    n,
    extra,
    half,
    Math.max(Math.abs(alpha), Math.abs(beta)),
    d,
    weights,
    order,
    kind,
    kept,
    u,
    ldu,
    v,
    ldv,
  );
  combine(n, extra, half, k, d, weights, kind, kept, u, ldu, v, ldv);
  sortOrder(n, d, order);
  permuteRows(n, order, d, 1, 1);
  permuteRows(n, order, u, ldu, n);
  permuteRows(n, order, v, ldv, n + extra);
  release(state);
}

/**
 * Sets aside what does not take part: a weight that is nothing, and of two equal values one, after a rotation that
 * takes its weight away. The others go to `kept`, the middle row with its value 0 first, then by ascending d.
 *
 * @returns how many are left.
 */
function deflate(
  n: i32,
  extra: i32,
  half: i32,
  size: f64,
  d: usize,
  weights: usize,
  order: usize,
  kind: usize,
  kept: usize,
  u: usize,
  ldu: i32,
  v: usize,
  ldv: i32,
): i32 {
  let largest = size;
  for (let at: usize = 0; at < (<usize>n) << 3; at += 8) largest = Math.max(largest, load<f64>(d + at));
  const tolerance = Math.max(NOTHING, 8 * ROUNDOFF * largest);
  const middle = (<usize>half) << 3;
  store<i32>(kept, half);
  sortOrder(n, d, order);
  let k = 1;
  let pending: usize = 0;
  let hasPending = false;
  for (let r: usize = 0; r < <usize>n; r++) {
    const next = <usize>load<i32>(order + (r << 2));
    if (next == <usize>half) continue;
    const wn = load<f64>(weights + (next << 3));
    if (Math.abs(wn) <= tolerance) {
      store<i32>(kind + (next << 2), DEFLATED);
      continue;
    }
    if (hasPending) {
      if (load<f64>(d + (next << 3)) - load<f64>(d + (pending << 3)) <= tolerance) {
        const wp = load<f64>(weights + (pending << 3));
        const length = Math.sqrt(wp * wp + wn * wn);
        const c = wn / length;
        const s = -wp / length;
        const strideU = (<usize>ldu) << 3;
        const strideV = (<usize>ldv) << 3;
        store<f64>(weights + (next << 3), length);
        rotate(n, u + pending * strideU, u + next * strideU, c, s);
        rotate(n + extra, v + pending * strideV, v + next * strideV, c, s);
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
  if (hasPending) {
    store<i32>(kept + ((<usize>k) << 2), <i32>pending);
    k++;
  }
  // The middle row takes part whatever its weight; the first value beside its 0 keeps a distance.
  if (k > 1) {
    const own = load<f64>(weights + middle);
    if (Math.abs(own) <= tolerance) store<f64>(weights + middle, copysign(tolerance, own));
    const second = d + ((<usize>load<i32>(kept, 4)) << 3);
    store<f64>(second, Math.max(load<f64>(second), 0.5 * tolerance));
  }
  return k;
}

/** Solves the secular equation and replaces the kept rows of d, U and V by the new singular triplets. */
function combine(
  n: i32,
  extra: i32,
  half: i32,
  k: i32,
  d: usize,
  weights: usize,
  kind: usize,
  kept: usize,
  u: usize,
  ldu: i32,
  v: usize,
  ldv: i32,
): void {
  const state = mark();
  const width = (<usize>k) << 3;
  const deltas = reserve(<u32>(k * k));
  const left = reserve(<u32>(k * k));
  const poles = reserve(<u32>k);
  const w = reserve(<u32>k);
  const place = reserve(<u32>k); // i32
  const vector = reserve(<u32>k);
  groupRows(k, kind, kept, place);
  // The problem is brought near 1 by a power of two, lest squares of a tiny one vanish.
  let largest: f64 = 0;
  for (let i: usize = 0; i < <usize>k; i++) {
    const from = (<usize>load<i32>(kept + (i << 2))) << 3;
    largest = Math.max(largest, Math.max(load<f64>(d + from), Math.abs(load<f64>(weights + from))));
  }
  const unit = powerBelow(largest);
  for (let i: usize = 0; i < <usize>k; i++) {
    const from = (<usize>load<i32>(kept + (i << 2))) << 3;
    store<f64>(poles + (i << 3), load<f64>(d + from) / unit);
    store<f64>(w + (i << 3), load<f64>(weights + from) / unit);
  }
  if (k == 1) {
    const w0 = load<f64>(w);
    store<f64>(d + ((<usize>half) << 3), unit * Math.abs(w0));
    store<f64>(deltas, 1);
    store<f64>(left, copysign(1, w0));
  } else {
    for (let j = 0; j < k; j++) {
      const tau = secularRoot(j, k, poles, w, 1, true, deltas + <usize>j * width);
      const base = load<f64>(poles + ((<usize>origin) << 3));
      const value = base + tau / (base + Math.sqrt(base * base + tau));
      store<f64>(d + ((<usize>load<i32>(kept + ((<usize>j) << 2))) << 3), unit * value);
    }
    exactWeights(k, poles, true, deltas, w);
    for (let j: usize = 0; j < <usize>k; j++) {
      const row = deltas + j * width;
      for (let i: usize = 0; i < width; i += 8) store<f64>(vector + i, load<f64>(w + i) / load<f64>(row + i));
      scatter(k, 1 / Math.sqrt(dot(k, vector, vector)), vector, place, row);
      store<f64>(vector, -1);
      for (let i: usize = 8; i < width; i += 8)
        store<f64>(vector + i, load<f64>(vector + i) * load<f64>(poles + i));
      scatter(k, 1 / Math.sqrt(dot(k, vector, vector)), vector, place, left + j * width);
    }
  }
  // The middle row of U is the unit vector of its own column, which the two products do not reach.
  const column = u + ((<usize>half) << 3);
  const own = left + ((<usize>load<i32>(place)) << 3);
  store<f64>(column + <usize>half * ((<usize>ldu) << 3), 0);
  combineRows(k, kept, place, left, u, ldu, 0, half, half + 1, n - half - 1);
  for (let j: usize = 0; j < <usize>k; j++) {
    store<f64>(column + <usize>load<i32>(kept + (j << 2)) * ((<usize>ldu) << 3), load<f64>(own + j * width));
  }
  combineRows(k, kept, place, deltas, v, ldv, 0, half + 1, half + 1, n + extra - half - 1);
  release(state);
}
