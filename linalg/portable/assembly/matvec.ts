import { dot, axpy } from "./vector";

/** y (m) ← y + alpha · A x for a row-major m×n A: four rows share each load of x. */
export function rowsTimes(m: i32, n: i32, alpha: f64, a: usize, lda: i32, x: usize, y: usize): void {
  const stride = (<usize>lda) << 3;
  const whole = m & ~3;
  const even = (<usize>(n & ~1)) << 3;
  for (let i = 0; i < whole; i += 4) {
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    let a0 = a;
    let a1 = a0 + stride;
    let a2 = a1 + stride;
    let a3 = a2 + stride;
    let v = x;
    const end = a0 + even;
    while (a0 < end) {
      const e = v128.load(v);
      s0 = f64x2.add(s0, f64x2.mul(v128.load(a0), e));
      s1 = f64x2.add(s1, f64x2.mul(v128.load(a1), e));
      s2 = f64x2.add(s2, f64x2.mul(v128.load(a2), e));
      s3 = f64x2.add(s3, f64x2.mul(v128.load(a3), e));
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      v += 16;
    }
    let t0 = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
    let t1 = f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1);
    let t2 = f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1);
    let t3 = f64x2.extract_lane(s3, 0) + f64x2.extract_lane(s3, 1);
    if (n & 1) {
      const e = load<f64>(v);
      t0 += load<f64>(a0) * e;
      t1 += load<f64>(a1) * e;
      t2 += load<f64>(a2) * e;
      t3 += load<f64>(a3) * e;
    }
    store<f64>(y, load<f64>(y) + alpha * t0);
    store<f64>(y, load<f64>(y, 8) + alpha * t1, 8);
    store<f64>(y, load<f64>(y, 16) + alpha * t2, 16);
    store<f64>(y, load<f64>(y, 24) + alpha * t3, 24);
    y += 32;
    a += stride << 2;
  }
  for (let i = whole; i < m; i++) {
    store<f64>(y, load<f64>(y) + alpha * dot(n, a, x));
    y += 8;
    a += stride;
  }
}

/** y (n) ← y + alpha · Aᵀx for a row-major m×n A: four rows share each load and store of y. */
export function timesRows(m: i32, n: i32, alpha: f64, x: usize, a: usize, lda: i32, y: usize): void {
  const stride = (<usize>lda) << 3;
  const whole = m & ~3;
  const even = (<usize>(n & ~1)) << 3;
  for (let i = 0; i < whole; i += 4) {
    const f0 = alpha * load<f64>(x);
    const f1 = alpha * load<f64>(x, 8);
    const f2 = alpha * load<f64>(x, 16);
    const f3 = alpha * load<f64>(x, 24);
    const x0 = f64x2.splat(f0);
    const x1 = f64x2.splat(f1);
    const x2 = f64x2.splat(f2);
    const x3 = f64x2.splat(f3);
    let a0 = a;
    let a1 = a0 + stride;
    let a2 = a1 + stride;
    let a3 = a2 + stride;
    let v = y;
    const end = a0 + even;
    while (a0 < end) {
      const left = f64x2.add(f64x2.mul(x0, v128.load(a0)), f64x2.mul(x1, v128.load(a1)));
      const right = f64x2.add(f64x2.mul(x2, v128.load(a2)), f64x2.mul(x3, v128.load(a3)));
      v128.store(v, f64x2.add(v128.load(v), f64x2.add(left, right)));
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      v += 16;
    }
    if (n & 1) {
      const left = f0 * load<f64>(a0) + f1 * load<f64>(a1);
      const right = f2 * load<f64>(a2) + f3 * load<f64>(a3);
      store<f64>(v, load<f64>(v) + (left + right));
    }
    x += 32;
    a += stride << 2;
  }
  for (let i = whole; i < m; i++) {
    axpy(n, alpha * load<f64>(x), a, y);
    x += 8;
    a += stride;
  }
}

/**
 * y ← y + A x for a symmetric n×n A of which the lower triangle is read, once: every element serves its row and its
 * column. Four rows at a time.
 */
export function symmetricTimes(n: i32, a: usize, lda: i32, x: usize, y: usize): void {
  const stride = (<usize>lda) << 3;
  const whole = n & ~3;
  for (let i = 0; i < whole; i += 4) {
    const corner = (<usize>i) << 3;
    const x0 = v128.load_splat<f64>(x + corner);
    const x1 = v128.load_splat<f64>(x + corner, 8);
    const x2 = v128.load_splat<f64>(x + corner, 16);
    const x3 = v128.load_splat<f64>(x + corner, 24);
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    let a0 = a;
    let a1 = a0 + stride;
    let a2 = a1 + stride;
    let a3 = a2 + stride;
    let v = x;
    let w = y;
    const end = a0 + corner;
    while (a0 < end) {
      const e = v128.load(v);
      const p = v128.load(a0);
      const q = v128.load(a1);
      s0 = f64x2.add(s0, f64x2.mul(p, e));
      s1 = f64x2.add(s1, f64x2.mul(q, e));
      const left = f64x2.add(f64x2.mul(x0, p), f64x2.mul(x1, q));
      const r = v128.load(a2);
      const t = v128.load(a3);
      s2 = f64x2.add(s2, f64x2.mul(r, e));
      s3 = f64x2.add(s3, f64x2.mul(t, e));
      const right = f64x2.add(f64x2.mul(x2, r), f64x2.mul(x3, t));
      v128.store(w, f64x2.add(v128.load(w), f64x2.add(left, right)));
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      v += 16;
      w += 16;
    }
    store<f64>(w, load<f64>(w) + (f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1)));
    store<f64>(w, load<f64>(w, 8) + (f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1)), 8);
    store<f64>(w, load<f64>(w, 16) + (f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1)), 16);
    store<f64>(w, load<f64>(w, 24) + (f64x2.extract_lane(s3, 0) + f64x2.extract_lane(s3, 1)), 24);
    triangleTimes(4, a0, stride, v, w);
    a += stride << 2;
  }
  for (let i = whole; i < n; i++) {
    const at = (<usize>i) << 3;
    const value = load<f64>(x + at);
    store<f64>(y + at, load<f64>(y + at) + dot(i, a, x) + load<f64>(a + at) * value);
    axpy(i, value, a, y);
    a += stride;
  }
}

/** {@link symmetricTimes} for the small triangle on the diagonal. */
function triangleTimes(n: i32, a: usize, stride: usize, x: usize, y: usize): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const xi = load<f64>(x + (i << 3));
    let sum = load<f64>(a + (i << 3)) * xi;
    for (let j: usize = 0; j < i; j++) {
      const element = load<f64>(a + (j << 3));
      sum += element * load<f64>(x + (j << 3));
      store<f64>(y + (j << 3), load<f64>(y + (j << 3)) + element * xi);
    }
    store<f64>(y + (i << 3), load<f64>(y + (i << 3)) + sum);
    a += stride;
  }
}
