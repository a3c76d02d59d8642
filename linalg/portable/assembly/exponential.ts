// exp and expm1 of float64 numbers that are not above zero, two at a time: x = k·ln 2 + r with |r| ≤ ln 2 / 2, and
// e^r − 1 = r + r²·q(r). q interpolates at Chebyshev's nodes, with a relative error of 4e-17 in e^r − 1.

// Twice each, to be loaded as a pair: a constant of SIMD would be built anew in each turn of a loop.
const TABLE = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, // 0: 1 / ln 2
  6755399441055744, 6755399441055744, // 16: 1.5 · 2⁵², which leaves a rounded number in the low bits
  0.6931471805598903, 0.6931471805598903, // 32: ln 2 to 42 bits, exact times any k
  5.497923018708371e-14, 5.497923018708371e-14, // 48: the rest of ln 2
  0.5000000000000001, 0.5000000000000001, // 64: the coefficients of q, from the constant upwards
  0.16666666666666669, 0.16666666666666669,
  0.04166666666662399, 0.04166666666662399,
  0.008333333333330051, 0.008333333333330051,
  0.0013888888917281794, 0.0013888888917281794,
  0.00019841269863105968, 0.00019841269863105968,
  2.480152119021773e-5, 2.480152119021773e-5,
  2.7557268378684192e-6, 2.7557268378684192e-6,
  2.7620138719733994e-7, 2.7620138719733994e-7,
  2.5100424157005067e-8, 2.5100424157005067e-8,
]);

/** k in the low bits, as of a whole number: the rounded x / ln 2 plus 1.5·2⁵². */
// @ts-ignore: decorator
@inline
function quotient(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, v128.load(TABLE)), v128.load(TABLE, 16));
}

/** r = x − k·ln 2. */
// @ts-ignore: decorator
@inline
function rest(x: v128, quotient: v128): v128 {
  const k = f64x2.sub(quotient, v128.load(TABLE, 16));
  return f64x2.sub(f64x2.sub(x, f64x2.mul(k, v128.load(TABLE, 32))), f64x2.mul(k, v128.load(TABLE, 48)));
}

/** The next lower coefficient of a polynomial in r². */
// @ts-ignore: decorator
@inline
function step(sum: v128, squared: v128, coefficient: usize): v128 {
  return f64x2.add(v128.load(TABLE + coefficient), f64x2.mul(sum, squared));
}

/** r + r²·(even + r·odd), the two halves of q. */
// @ts-ignore: decorator
@inline
function together(r: v128, squared: v128, even: v128, odd: v128): v128 {
  return f64x2.add(r, f64x2.mul(squared, f64x2.add(even, f64x2.mul(r, odd))));
}

/** expm1 from e^r − 1: 2^k·(e^r − 1) + (2^k − 1), which keeps the digits of a small x. */
// @ts-ignore: decorator
@inline
function raised(quotient: v128, value: v128): v128 {
  const one = f64x2.splat(1);
  const power = i64x2.add(i64x2.shl(quotient, 52), one);
  return f64x2.add(f64x2.mul(power, value), f64x2.sub(power, one));
}

/** exp from e^r − 1: a subnormal value is rounded once, by the second of two powers of two. */
// @ts-ignore: decorator
@inline
function raisedFully(quotient: v128, value: v128): v128 {
  const one = f64x2.splat(1);
  const k = i64x2.sub(quotient, v128.load(TABLE, 16));
  const half = i64x2.shr_s(k, 1);
  const first = i64x2.add(i64x2.shl(half, 52), one);
  const second = i64x2.add(i64x2.shl(i64x2.sub(k, half), 52), one);
  return f64x2.mul(f64x2.mul(f64x2.add(value, one), first), second);
}

/** e^r − 1. */
// @ts-ignore: decorator
@inline
function polynomial(r: v128): v128 {
  const squared = f64x2.mul(r, r);
  const even = step(step(step(step(v128.load(TABLE, 192), squared, 160), squared, 128), squared, 96), squared, 64);
  const odd = step(step(step(step(v128.load(TABLE, 208), squared, 176), squared, 144), squared, 112), squared, 80);
  return together(r, squared, even, odd);
}

/** x ← exp(by·x) − 1, nothing of which may be above zero. Below −40 that is −1. */
export function exponentialsMinusOne(n: i32, by: f64, x: usize): void {
  const factor = f64x2.splat(by);
  const least = f64x2.splat(-40);
  let end = x + ((<usize>(n & ~3)) << 3);
  while (x < end) {
    // Two pairs side by side: one alone waits for itself at each step.
    const x0 = f64x2.pmax(f64x2.mul(factor, v128.load(x)), least);
    const x1 = f64x2.pmax(f64x2.mul(factor, v128.load(x, 16)), least);
    const q0 = quotient(x0);
    const q1 = quotient(x1);
    const r0 = rest(x0, q0);
    const r1 = rest(x1, q1);
    const s0 = f64x2.mul(r0, r0);
    const s1 = f64x2.mul(r1, r1);
    let even0 = step(v128.load(TABLE, 192), s0, 160);
    let even1 = step(v128.load(TABLE, 192), s1, 160);
    let odd0 = step(v128.load(TABLE, 208), s0, 176);
    let odd1 = step(v128.load(TABLE, 208), s1, 176);
    even0 = step(even0, s0, 128);
    even1 = step(even1, s1, 128);
    odd0 = step(odd0, s0, 144);
    odd1 = step(odd1, s1, 144);
    even0 = step(even0, s0, 96);
    even1 = step(even1, s1, 96);
    odd0 = step(odd0, s0, 112);
    odd1 = step(odd1, s1, 112);
    even0 = step(even0, s0, 64);
    even1 = step(even1, s1, 64);
    odd0 = step(odd0, s0, 80);
    odd1 = step(odd1, s1, 80);
    const p0 = together(r0, s0, even0, odd0);
    const p1 = together(r1, s1, even1, odd1);
    v128.store(x, raised(q0, p0));
    v128.store(x, raised(q1, p1), 16);
    x += 32;
  }
  end += (<usize>(n & 3)) << 3;
  while (x < end) {
    const bounded = f64x2.pmax(f64x2.mul(factor, v128.load_splat<f64>(x)), least);
    const q = quotient(bounded);
    store<f64>(x, f64x2.extract_lane(raised(q, polynomial(rest(bounded, q))), 0));
    x += 8;
  }
}

/** x ← exp(plus + by·x), nothing of which may be above zero. Below −746 that is 0. */
export function exponentials(n: i32, plus: f64, by: f64, x: usize): void {
  const start = f64x2.splat(plus);
  const factor = f64x2.splat(by);
  const least = f64x2.splat(-746);
  const end = x + ((<usize>(n & ~1)) << 3);
  while (x < end) {
    const bounded = f64x2.pmax(f64x2.add(start, f64x2.mul(factor, v128.load(x))), least);
    const q = quotient(bounded);
    v128.store(x, raisedFully(q, polynomial(rest(bounded, q))));
    x += 16;
  }
  if (n & 1) {
    const bounded = f64x2.pmax(f64x2.add(start, f64x2.mul(factor, v128.load_splat<f64>(x))), least);
    const q = quotient(bounded);
    store<f64>(x, f64x2.extract_lane(raisedFully(q, polynomial(rest(bounded, q))), 0));
  }
}

/** x ← √x. */
export function squareRoots(n: i32, x: usize): void {
  const end = x + ((<usize>(n & ~1)) << 3);
  while (x < end) {
    v128.store(x, f64x2.sqrt(v128.load(x)));
    x += 16;
  }
  if (n & 1) store<f64>(x, sqrt<f64>(load<f64>(x)));
}
