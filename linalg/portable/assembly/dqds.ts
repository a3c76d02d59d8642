import { mark, release, reserve } from "./memory";
import { NOTHING, ROUNDOFF } from "./ql";

// Eigenvalues of a positive semidefinite tridiagonal matrix from its quotients qᵢ and eᵢ by the differential quotient
// difference algorithm with shifts (Fernando and Parlett 1994; Parlett and Marques 2000): no square roots, one
// division an element. q and e alternate in one array: q₀ e₀ q₁ e₁ … .

const TOLERANCE: f64 = 16 * ROUNDOFF * (16 * ROUNDOFF);

/** Passes allowed for each value; the usual number is below four. */
const PASSES: i32 = 60;

/** What the last pass found: the least dᵢ of all rows and of all but the last one, two and three; the last three. */
let least: f64 = 0;
let leastBut1: f64 = 0;
let leastBut2: f64 = 0;
let leastBut3: f64 = 0;
let last: f64 = 0;
let lastBut1: f64 = 0;
let lastBut2: f64 = 0;

/** The least e of the last pass. */
let leastCoupling: f64 = 0;

/** Below the smallest e that matters, and above zero, which marks the end of a block. */
const SPECK: f64 = 1e-290;

/** The sum of the shifts and its rounding error. */
let sigma: f64 = 0;
let sigmaTail: f64 = 0;

function q(z: usize, i: i32): f64 {
  return load<f64>(z + ((<usize>i) << 4));
}

function e(z: usize, i: i32): f64 {
  return load<f64>(z + ((<usize>i) << 4), 8);
}

/** One pass with the given shift over rows l … m, m > l, from z into `to`. */
function pass(l: i32, m: i32, shift: f64, z: usize, to: usize): void {
  let at = z + ((<usize>l) << 4);
  const end = z + ((<usize>m) << 4);
  const tail = end - ((<usize>min(3, m - l)) << 4);
  let d = load<f64>(at) - shift;
  let low = Infinity;
  let lowCoupling = Infinity;
  to += (<usize>l) << 4;
  while (at < tail) {
    low = d < low ? d : low;
    const above = load<f64>(at, 8);
    const sum = d + above;
    const ratio = load<f64>(at, 16) / sum;
    const coupling = above * ratio;
    store<f64>(to, sum);
    store<f64>(to, coupling > SPECK ? coupling : SPECK, 8);
    lowCoupling = coupling < lowCoupling ? coupling : lowCoupling;
    d = d * ratio - shift;
    at += 16;
    to += 16;
  }
  leastBut3 = Infinity;
  leastBut2 = Infinity;
  leastBut1 = low;
  lastBut1 = d;
  while (at < end) {
    leastBut3 = leastBut2;
    leastBut2 = leastBut1;
    low = d < low ? d : low;
    leastBut1 = low;
    lastBut2 = lastBut1;
    lastBut1 = d;
    const above = load<f64>(at, 8);
    const sum = d + above;
    const ratio = load<f64>(at, 16) / sum;
    const coupling = above * ratio;
    store<f64>(to, sum);
    store<f64>(to, coupling > SPECK ? coupling : SPECK, 8);
    lowCoupling = coupling < lowCoupling ? coupling : lowCoupling;
    d = d * ratio - shift;
    at += 16;
    to += 16;
  }
  last = d;
  // A NaN can only follow a negative d.
  least = d < low ? d : low;
  leastCoupling = lowCoupling;
  store<f64>(to, d);
}

/** After the last row has settled: what the last pass says about the others. */
function forgetLast(): void {
  least = leastBut1;
  leastBut1 = leastBut2;
  leastBut2 = leastBut3;
  last = lastBut1;
  lastBut1 = lastBut2;
  lastBut2 = NaN;
}

/** sigma ← sigma + shift, with what rounding loses kept in {@link sigmaTail}. */
function addShift(shift: f64): void {
  const big = Math.max(sigma, shift);
  const small = Math.min(sigma, shift);
  const sum = big + (small + sigmaTail);
  sigmaTail = small + sigmaTail - (sum - big);
  sigma = sum;
}

/** A shift below the least eigenvalue of rows l … m, m ≥ l + 2, in all likelihood: a pass tells. */
function chooseShift(m: i32, z: usize, share: f64): f64 {
  if (least == last && leastBut1 == lastBut1) {
    // The end of the matrix has begun to settle: its last eigenvalue less a bound of what the rest can take away.
    const b1 = Math.sqrt(q(z, m) * e(z, m - 1));
    const b2 = Math.sqrt(q(z, m - 1) * e(z, m - 2));
    const a2 = q(z, m - 1) + e(z, m - 1);
    const gap2 = 0.75 * leastBut2 - a2;
    const gap1 = a2 - last - (gap2 > b2 ? (b2 / gap2) * b2 : b1 + b2);
    if (gap1 > b1) return Math.max(last - (b1 / gap1) * b1, 0.5 * least);
    let shift: f64 = last > b1 ? last - b1 : 0;
    if (a2 > b1 + b2) shift = Math.min(shift, a2 - (b1 + b2));
    return Math.max(shift, least / 3);
  }
  return share * least;
}

/** Settles rows m − 1 and m by the formula for two; their values replace q. */
function settleTwo(m: i32, z: usize): void {
  let large = q(z, m - 1);
  let small = q(z, m);
  if (small > large) {
    const held = large;
    large = small;
    small = held;
  }
  const coupling = e(z, m - 1);
  const t = 0.5 * (large - small + coupling);
  if (coupling > small * TOLERANCE && t != 0) {
    let s = small * (coupling / t);
    s =
      s <= t
        ? small * (coupling / (t * (1 + Math.sqrt(1 + s / t))))
        : small * (coupling / (t + Math.sqrt(t) * Math.sqrt(t + s)));
    const sum = large + (s + coupling);
    small *= large / sum;
    large = sum;
  }
  settle(m - 1, large, z);
  settle(m, small, z);
}

function settle(m: i32, value: f64, z: usize): void {
  store<f64>(z + ((<usize>m) << 4), value + sigmaTail + sigma);
}

/** Rows l … m in reverse order, which leaves the eigenvalues as they are. */
function flip(l: i32, m: i32, z: usize): void {
  let x = z + ((<usize>l) << 4);
  let y = z + ((<usize>m) << 4);
  while (x < y) {
    const held = load<f64>(x);
    store<f64>(x, load<f64>(y));
    store<f64>(y, held);
    x += 8;
    y -= 8;
  }
}

/**
 * The n eigenvalues, in no order, replace the q of z (2n numbers; the last e is room).
 *
 * @returns false when a value did not converge.
 */
export function dqds(n: i32, z: usize): bool {
  const state = mark();
  const to = reserve(<u32>(2 * n));
  // A block ends in an e that is not positive: minus the sum of the shifts that it has had.
  store<f64>(z + ((<usize>(n - 1)) << 4), -0.0, 8);
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, q(z, i) + (i < n - 1 ? e(z, i) : 0));
  // A coupling √e of a sixteenth of the rounding error of the largest singular value may go.
  const floor = Math.max(NOTHING * NOTHING, ((ROUNDOFF * ROUNDOFF) / 256) * largest);
  let m = n - 1;
  let budget = PASSES * n;
  let converged = true;
  while (m >= 0 && converged) {
    sigma = -e(z, m);
    sigmaTail = 0;
    let l = m;
    while (l > 0 && e(z, l - 1) > 0) l--;
    let share: f64 = 0;
    leastCoupling = 0;
    let fresh = true;
    while (m >= l) {
      if (m == l) {
        settle(m, q(z, m), z);
        m--;
        break;
      }
      // Negligible couplings: e beside the values on either side. Most passes leave none but at the end.
      const stop = leastCoupling > Math.max(floor, TOLERANCE * largest) ? max(l, m - 2) : l;
      let k = m - 1;
      while (k >= stop) {
        const coupling = e(z, k);
        if (coupling <= Math.max(floor, TOLERANCE * (sigma + Math.min(q(z, k), q(z, k + 1))))) break;
        k--;
      }
      if (k == m - 1) {
        settle(m, q(z, m), z);
        forgetLast();
        m--;
        continue;
      }
      if (k >= stop) {
        store<f64>(z + ((<usize>k) << 4), -sigma, 8);
        l = k + 1;
        fresh = true;
      }
      if (m == l + 1) {
        settleTwo(m, z);
        m -= 2;
        break;
      }
      if (fresh && q(z, l) * 1.5 < q(z, m)) flip(l, m, z);
      let shift: f64 = 0;
      if (!fresh) {
        if (share < 1) share = share == 0 ? 0.25 : share + (1 - share) / 3;
        shift = Math.max(0, chooseShift(m, z, share));
      }
      fresh = false;
      // A shift that proves too large is lowered; a pass without one always succeeds.
      while (true) {
        if (budget-- == 0) {
          converged = false;
          break;
        }
        pass(l, m, shift, z, to);
        if (least >= 0) break;
        share = 0;
        shift =
          last < 0 && leastBut1 > 0 && shift + last > 0.25 * shift
            ? (shift + last) * (1 - 4 * ROUNDOFF)
            : 0.25 * shift;
        if (shift < NOTHING * NOTHING) shift = 0;
      }
      if (!converged) break;
      memory.copy(z + ((<usize>l) << 4), to + ((<usize>l) << 4), ((<usize>(m - l)) << 4) + 8);
      addShift(shift);
    }
  }
  release(state);
  return converged;
}
