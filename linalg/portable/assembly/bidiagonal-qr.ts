import { NOTHING, ROUNDOFF, STEPS } from "./ql";
import { rotate, scale, swap } from "./vector";

// Singular values of an upper bidiagonal matrix by implicit QR steps: shifted (Golub and Kahan 1965; Golub and Van
// Loan, §8.6), and with shift zero where a singular value is negligible (Demmel and Kahan 1990).

/**
 * A coupling this small beside its neighbours is zero. With one roundoff instead, equal singular values (the overlap
 * of two bases of one space) can be rounded to and fro for ever.
 */
const NEGLIGIBLE: f64 = 8 * ROUNDOFF;

let cosine: f64 = 1;
let sine: f64 = 0;

/** Cosine and sine with c·f + s·g = r and c·g − s·f = 0. @returns r. */
function rotation(f: f64, g: f64): f64 {
  const squares = f * f + g * g;
  if (squares < NOTHING * NOTHING) {
    cosine = 1;
    sine = 0;
    return f;
  }
  const r = Math.sqrt(squares);
  const inverse = 1 / r;
  cosine = f * inverse;
  sine = g * inverse;
  return r;
}

/** The smaller singular value of the triangle (f g; 0 h). */
function smallerSingular(f: f64, g: f64, h: f64): f64 {
  f = Math.abs(f);
  g = Math.abs(g);
  h = Math.abs(h);
  const small = Math.min(f, h);
  const large = Math.max(f, h);
  if (small == 0) return 0;
  const sum = 1 + small / large;
  const difference = (large - small) / large;
  if (g < large) {
    const ratio = (g / large) * (g / large);
    return small * (2 / (Math.sqrt(sum * sum + ratio) + Math.sqrt(difference * difference + ratio)));
  }
  const ratio = large / g;
  if (ratio == 0) return (small * large) / g;
  const p = sum * ratio;
  const q = difference * ratio;
  return 2 * (small * (1 / (Math.sqrt(1 + p * p) + Math.sqrt(1 + q * q)))) * ratio;
}

/**
 * Overwrites d (n) with the singular values, ascending; e (n − 1 numbers) is lost. With `vectors` every rotation is
 * applied to the rows of U (n×`lengthU`) and V (n×`lengthV`), which become the singular vectors when they were the
 * identity.
 *
 * @returns false when a singular value did not converge.
 */
export function bidiagonalQr(
  n: i32,
  d: usize,
  e: usize,
  vectors: bool,
  u: usize,
  ldu: i32,
  lengthU: i32,
  v: usize,
  ldv: i32,
  lengthV: i32,
): bool {
  const strideU = (<usize>ldu) << 3;
  const strideV = (<usize>ldv) << 3;
  let largest: f64 = 0;
  for (let i: usize = 0; i < <usize>n; i++) {
    largest = Math.max(largest, Math.abs(load<f64>(d + (i << 3))));
    if (i + 1 < <usize>n) largest = Math.max(largest, Math.abs(load<f64>(e + (i << 3))));
  }
  // What is negligible beside the whole matrix may go, however small its neighbours are.
  const floor = Math.max(NOTHING, ROUNDOFF * ROUNDOFF * largest);
  let budget = STEPS * n;
  let m = n - 1;
  while (m > 0) {
    let l = m;
    while (l > 0) {
      const at = (<usize>(l - 1)) << 3;
      const size = NEGLIGIBLE * (Math.abs(load<f64>(d + at)) + Math.abs(load<f64>(d + at, 8)));
      if (Math.abs(load<f64>(e + at)) <= Math.max(size, floor)) {
        store<f64>(e + at, 0);
        break;
      }
      l--;
    }
    if (l == m) {
      m--;
      continue;
    }
    if (budget-- == 0) return false;
    const shift = chooseShift(l, m, d, e);
    if (shift == 0) zeroStep(l, m, d, e, vectors, u, strideU, lengthU, v, strideV, lengthV);
    else shiftedStep(l, m, shift, d, e, vectors, u, strideU, lengthU, v, strideV, lengthV);
  }
  for (let i: usize = 0; i < <usize>n; i++) {
    const value = load<f64>(d + (i << 3));
    store<f64>(d + (i << 3), Math.abs(value));
    if (value < 0 && vectors) scale(lengthV, -1, v + i * strideV);
  }
  sort(n, d, vectors, u, strideU, lengthU, v, strideV, lengthV);
  return true;
}

/** The shift for rows l … m, or 0 when one of them is negligible or the shift would be lost beside the first. */
function chooseShift(l: i32, m: i32, d: usize, e: usize): f64 {
  let largest: f64 = 0;
  let smallest: f64 = Infinity;
  for (let i = l; i <= m; i++) {
    const value = Math.abs(load<f64>(d + ((<usize>i) << 3)));
    largest = Math.max(largest, value);
    smallest = Math.min(smallest, value);
    if (i < m) largest = Math.max(largest, Math.abs(load<f64>(e + ((<usize>i) << 3))));
  }
  if (smallest <= ROUNDOFF * largest) return 0;
  const at = (<usize>m) << 3;
  const shift = smallerSingular(load<f64>(d + at - 8), load<f64>(e + at - 8), load<f64>(d + at));
  const ratio = shift / load<f64>(d + ((<usize>l) << 3));
  return ratio * ratio < ROUNDOFF ? 0 : shift;
}

function shiftedStep(
  l: i32,
  m: i32,
  shift: f64,
  d: usize,
  e: usize,
  vectors: bool,
  u: usize,
  strideU: usize,
  lengthU: i32,
  v: usize,
  strideV: usize,
  lengthV: i32,
): void {
  const first = load<f64>(d + ((<usize>l) << 3));
  let f = (Math.abs(first) - shift) * (copysign(1, first) + shift / first);
  let g = load<f64>(e + ((<usize>l) << 3));
  for (let i = l; i < m; i++) {
    const at = (<usize>i) << 3;
    let r = rotation(f, g);
    if (i > l) store<f64>(e + at - 8, r);
    const di = load<f64>(d + at);
    const ei = load<f64>(e + at);
    const next = load<f64>(d + at, 8);
    f = cosine * di + sine * ei;
    const bent = cosine * ei - sine * di;
    g = sine * next;
    const low = cosine * next;
    if (vectors) {
      const row = v + <usize>i * strideV;
      rotate(lengthV, row, row + strideV, cosine, sine);
    }
    r = rotation(f, g);
    store<f64>(d + at, r);
    f = cosine * bent + sine * low;
    store<f64>(d + at, cosine * low - sine * bent, 8);
    if (i < m - 1) {
      const beyond = load<f64>(e + at, 8);
      g = sine * beyond;
      store<f64>(e + at, cosine * beyond, 8);
    }
    if (vectors) {
      const row = u + <usize>i * strideU;
      rotate(lengthU, row, row + strideU, cosine, sine);
    }
  }
  store<f64>(e + ((<usize>(m - 1)) << 3), f);
}

function zeroStep(
  l: i32,
  m: i32,
  d: usize,
  e: usize,
  vectors: bool,
  u: usize,
  strideU: usize,
  lengthU: i32,
  v: usize,
  strideV: usize,
  lengthV: i32,
): void {
  let c: f64 = 1;
  let oldC: f64 = 1;
  let oldS: f64 = 0;
  for (let i = l; i < m; i++) {
    const at = (<usize>i) << 3;
    const r = rotation(load<f64>(d + at) * c, load<f64>(e + at));
    c = cosine;
    const s = sine;
    if (i > l) store<f64>(e + at - 8, oldS * r);
    if (vectors) {
      const row = v + <usize>i * strideV;
      rotate(lengthV, row, row + strideV, c, s);
    }
    store<f64>(d + at, rotation(oldC * r, load<f64>(d + at, 8) * s));
    oldC = cosine;
    oldS = sine;
    if (vectors) {
      const row = u + <usize>i * strideU;
      rotate(lengthU, row, row + strideU, oldC, oldS);
    }
  }
  const at = (<usize>m) << 3;
  const h = load<f64>(d + at) * c;
  store<f64>(e + at - 8, h * oldS);
  store<f64>(d + at, h * oldC);
}

/** Sorts d ascending, and the vectors with it, by selection: few exchanges of rows. */
function sort(
  n: i32,
  d: usize,
  vectors: bool,
  u: usize,
  strideU: usize,
  lengthU: i32,
  v: usize,
  strideV: usize,
  lengthV: i32,
): void {
  for (let i = 0; i < n - 1; i++) {
    let least = i;
    for (let j = i + 1; j < n; j++) {
      if (load<f64>(d + ((<usize>j) << 3)) < load<f64>(d + ((<usize>least) << 3))) least = j;
    }
    if (least == i) continue;
    swap(1, d + ((<usize>i) << 3), d + ((<usize>least) << 3));
    if (!vectors) continue;
    swap(lengthU, u + <usize>i * strideU, u + <usize>least * strideU);
    swap(lengthV, v + <usize>i * strideV, v + <usize>least * strideV);
  }
}
