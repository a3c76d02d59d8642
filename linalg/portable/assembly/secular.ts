import { mark, release, reserve } from "./memory";
import { ROUNDOFF } from "./ql";

// The secular equation of divide and conquer, f(x) = 1/ρ + Σ zᵢ² / (pᵢ − x) = 0 with poles p₀ < p₁ < …, for
// eigenvalues (pᵢ = dᵢ) and for squared singular values (pᵢ = dᵢ²). Roots are found as a distance τ from the nearer
// pole, so that every pᵢ − x keeps its relative accuracy (Gu and Eisenstat 1994, 1995; Li, LAPACK Working Note 89).

const STEPS: i32 = 100;

/** The pole from which the last root's τ is measured. */
export let origin: i32 = 0;

let psi: f64 = 0;
let phi: f64 = 0;
let slopePsi: f64 = 0;
let slopePhi: f64 = 0;

/** The distances pᵢ − pₒ into `target`; with `squared` the poles are the squares of d. */
export function distances(k: i32, d: usize, o: i32, squared: bool, target: usize): void {
  const base = load<f64>(d + ((<usize>o) << 3));
  const from = f64x2.splat(base);
  const end = d + ((<usize>(k & ~1)) << 3);
  if (squared) {
    while (d < end) {
      const x = v128.load(d);
      v128.store(target, f64x2.mul(f64x2.sub(x, from), f64x2.add(x, from)));
      d += 16;
      target += 16;
    }
    if (k & 1) store<f64>(target, (load<f64>(d) - base) * (load<f64>(d) + base));
  } else {
    while (d < end) {
      v128.store(target, f64x2.sub(v128.load(d), from));
      d += 16;
      target += 16;
    }
    if (k & 1) store<f64>(target, load<f64>(d) - base);
  }
}

/** Σ zᵢ²/δᵢ and Σ zᵢ²/δᵢ² over i in [from, to), δ = shifted − τ, which is kept in `delta`. */
function partialSums(
  from: i32,
  to: i32,
  tau: f64,
  z: usize,
  shifted: usize,
  delta: usize,
  upper: bool,
): void {
  const at = (<usize>from) << 3;
  z += at;
  shifted += at;
  delta += at;
  const t = f64x2.splat(tau);
  let values = f64x2.splat(0);
  let slopes = f64x2.splat(0);
  const end = z + ((<usize>((to - from) & ~1)) << 3);
  while (z < end) {
    const gap = f64x2.sub(v128.load(shifted), t);
    v128.store(delta, gap);
    const weight = v128.load(z);
    const ratio = f64x2.div(weight, gap);
    values = f64x2.add(values, f64x2.mul(weight, ratio));
    slopes = f64x2.add(slopes, f64x2.mul(ratio, ratio));
    z += 16;
    shifted += 16;
    delta += 16;
  }
  let value = f64x2.extract_lane(values, 0) + f64x2.extract_lane(values, 1);
  let slope = f64x2.extract_lane(slopes, 0) + f64x2.extract_lane(slopes, 1);
  if ((to - from) & 1) {
    const gap = load<f64>(shifted) - tau;
    store<f64>(delta, gap);
    const weight = load<f64>(z);
    const ratio = weight / gap;
    value += weight * ratio;
    slope += ratio * ratio;
  }
  if (upper) {
    phi = value;
    slopePhi = slope;
  } else {
    psi = value;
    slopePsi = slope;
  }
}

/** f at τ; ψ sums the poles before `split`, φ the others. */
function evaluate(
  k: i32,
  split: i32,
  inverseRho: f64,
  tau: f64,
  z: usize,
  shifted: usize,
  delta: usize,
): f64 {
  partialSums(0, split, tau, z, shifted, delta, false);
  partialSums(split, k, tau, z, shifted, delta, true);
  return inverseRho + psi + phi;
}

/** The smaller-magnitude branch of c x² − a x + b = 0 that tends to b/a as c → 0 for positive a. */
function nearRoot(a: f64, b: f64, c: f64): f64 {
  const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
  return a > 0 ? (2 * b) / (a + root) : (a - root) / (2 * c);
}

/** The other branch, for the root that lies beyond all poles. */
function farRoot(a: f64, b: f64, c: f64): f64 {
  const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
  return a >= 0 ? (a + root) / (2 * c) : (2 * b) / (a - root);
}

/**
 * Root j of f for k ≥ 2 weights z and poles from d. Leaves pᵢ − x in `delta` (k) and the pole it is measured from in
 * {@link origin}.
 *
 * @returns τ, the root's distance from that pole.
 */
export function secularRoot(
  j: i32,
  k: i32,
  d: usize,
  z: usize,
  inverseRho: f64,
  squared: bool,
  delta: usize,
): f64 {
  const state = mark();
  const shifted = reserve(<u32>k);
  const last = j == k - 1;
  const split = last ? j : j + 1;
  // The poles between which f is modelled by c + s/(p − x) + S/(P − x).
  const left = (split - 1) as usize;
  const right = split as usize;
  let low: f64 = 0;
  let high: f64 = 0;
  let tau: f64 = 0;
  distances(k, d, j, squared, shifted);
  origin = j;
  if (last) {
    let total: f64 = 0;
    for (let i: usize = 0; i < <usize>k; i++) {
      const weight = load<f64>(z + (i << 3));
      total += weight * weight;
    }
    high = total / inverseRho;
    tau = 0.5 * high;
  } else {
    const gap = load<f64>(shifted + (right << 3));
    const middle = 0.5 * gap;
    const w = evaluate(k, split, inverseRho, middle, z, shifted, delta);
    const zl = load<f64>(z + (left << 3));
    const zr = load<f64>(z + (right << 3));
    // What the other poles give at the middle, taken for constant, leaves a quadratic for the first guess.
    const c = w - (zl * zl) / load<f64>(delta + (left << 3)) - (zr * zr) / load<f64>(delta + (right << 3));
    if (w >= 0) {
      high = middle;
      tau = nearRoot(c * gap + zl * zl + zr * zr, zl * zl * gap, c);
    } else {
      origin = j + 1;
      distances(k, d, j + 1, squared, shifted);
      low = -middle;
      tau = nearRoot(-c * gap + zl * zl + zr * zr, -zr * zr * gap, c);
    }
    if (!(tau > low && tau < high)) tau = 0.5 * (low + high);
  }
  let before = Infinity;
  let middleWay = false;
  let beforeLast = Infinity;
  let slow = 0;
  for (let step = 0; step < STEPS; step++) {
    const w = evaluate(k, split, inverseRho, tau, z, shifted, delta);
    const slope = slopePsi + slopePhi;
    const noise =
      (8 + 0.0625 * <f64>k) * (Math.abs(psi) + Math.abs(phi)) + 2 * inverseRho + Math.abs(tau) * slope;
    if (Math.abs(w) <= ROUNDOFF * noise) break;
    if (w < 0) low = Math.max(low, tau);
    else high = Math.min(high, tau);
    if (Math.abs(w) > 0.1 * before) middleWay = !middleWay;
    slow = Math.abs(w) > 0.5 * beforeLast ? slow + 1 : 0;
    beforeLast = before;
    before = Math.abs(w);
    const dl = load<f64>(delta + (left << 3));
    const dr = load<f64>(delta + (right << 3));
    let change: f64;
    const a = (dl + dr) * w - dl * dr * slope;
    const b = dl * dr * w;
    if (last) {
      const c = Math.abs(w - dl * slopePsi - dr * slopePhi);
      change = c == 0 ? high - tau : farRoot(a, b, c);
    } else {
      let c = w - dl * slopePsi - dr * slopePhi;
      if (!middleWay) {
        // The weight of the nearer pole is kept as it is.
        if (origin == j) {
          const ratio = load<f64>(z + (left << 3)) / dl;
          c = w - dr * slope + (dr - dl) * ratio * ratio;
        } else {
          const ratio = load<f64>(z + (right << 3)) / dr;
          c = w - dl * slope + (dl - dr) * ratio * ratio;
        }
      }
      change = nearRoot(a, b, c);
    }
    // f rises, so a step in the direction of f's sign is wrong: Newton's is not.
    if (!(w * change < 0)) change = -w / slope;
    let next = tau + change;
    // The model can creep, or swing, where poles crowd: the bracket is halved then, by its logarithm when it spans many scales.
    if (slow > 1 || !(next > low && next < high)) {
      next = low * high > 0 ? copysign(Math.sqrt(low * high), low) : 0.5 * (low + high);
      slow = 0;
    }
    if (next == tau || next == low || next == high) break;
    tau = next;
  }
  release(state);
  return tau;
}
