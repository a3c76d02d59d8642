// Vectors of float64 numbers: `x` and `y` are byte addresses, `n` counts numbers.
// Loop bodies are kept short: V8 moves all loads of a body to its front, and more than fifteen values spill.

/** Σ xᵢ yᵢ. */
export function dot(n: i32, x: usize, y: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let end = x + ((<usize>(n & ~7)) << 3);
  while (x < end) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(x), v128.load(y)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(x, 32), v128.load(y, 32)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(x, 48), v128.load(y, 48)));
    x += 64;
    y += 64;
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let total = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  end += (<usize>(n & 7)) << 3;
  while (x < end) {
    total += load<f64>(x) * load<f64>(y);
    x += 8;
    y += 8;
  }
  return total;
}

/** y ← y + alpha · x. */
export function axpy(n: i32, alpha: f64, x: usize, y: usize): void {
  const factor = f64x2.splat(alpha);
  let end = x + ((<usize>(n & ~3)) << 3);
  while (x < end) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factor, v128.load(x))));
    v128.store(y, f64x2.add(v128.load(y, 16), f64x2.mul(factor, v128.load(x, 16))), 16);
    x += 32;
    y += 32;
  }
  end += (<usize>(n & 3)) << 3;
  while (x < end) {
    store<f64>(y, load<f64>(y) + alpha * load<f64>(x));
    x += 8;
    y += 8;
  }
}

/** x ← alpha · x. */
export function scale(n: i32, alpha: f64, x: usize): void {
  const factor = f64x2.splat(alpha);
  let end = x + ((<usize>(n & ~1)) << 3);
  while (x < end) {
    v128.store(x, f64x2.mul(factor, v128.load(x)));
    x += 16;
  }
  if (n & 1) store<f64>(x, alpha * load<f64>(x));
}

/** The plane rotation (x, y) ← (c·x + s·y, c·y − s·x). */
export function rotate(n: i32, x: usize, y: usize, c: f64, s: f64): void {
  const cc = f64x2.splat(c);
  const ss = f64x2.splat(s);
  const end = x + ((<usize>(n & ~1)) << 3);
  while (x < end) {
    const p = v128.load(x);
    const q = v128.load(y);
    v128.store(x, f64x2.add(f64x2.mul(cc, p), f64x2.mul(ss, q)));
    v128.store(y, f64x2.sub(f64x2.mul(cc, q), f64x2.mul(ss, p)));
    x += 16;
    y += 16;
  }
  if (n & 1) {
    const p = load<f64>(x);
    const q = load<f64>(y);
    store<f64>(x, c * p + s * q);
    store<f64>(y, c * q - s * p);
  }
}

/** Exchanges x and y. */
export function swap(n: i32, x: usize, y: usize): void {
  const end = x + ((<usize>n) << 3);
  while (x < end) {
    const held = load<f64>(x);
    store<f64>(x, load<f64>(y));
    store<f64>(y, held);
    x += 8;
    y += 8;
  }
}

/** target (n×m) ← sourceᵀ for a source of m×n; leading dimensions in numbers. */
export function transpose(m: i32, n: i32, source: usize, lds: i32, target: usize, ldt: i32): void {
  const strideS = (<usize>lds) << 3;
  const strideT = (<usize>ldt) << 3;
  // Tiles of 8×8: one cache line across, so that every line that is fetched is used whole.
  for (let i0 = 0; i0 < m; i0 += 8) {
    const rows = min(8, m - i0);
    for (let j0 = 0; j0 < n; j0 += 8) {
      const cols = min(8, n - j0);
      const from = source + <usize>i0 * strideS + ((<usize>j0) << 3);
      const to = target + <usize>j0 * strideT + ((<usize>i0) << 3);
      if (rows == 8 && cols == 8) {
        for (let i = 0; i < 8; i += 2) {
          let s = from + <usize>i * strideS;
          let t = to + ((<usize>i) << 3);
          for (let j = 0; j < 4; j++) {
            const upper = v128.load(s);
            const lower = v128.load(s + strideS);
            v128.store(t, v128.shuffle<f64>(upper, lower, 0, 2));
            v128.store(t + strideT, v128.shuffle<f64>(upper, lower, 1, 3));
            s += 16;
            t += strideT << 1;
          }
        }
      } else {
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < cols; j++) {
            store<f64>(
              to + <usize>j * strideT + ((<usize>i) << 3),
              load<f64>(from + <usize>i * strideS + ((<usize>j) << 3)),
            );
          }
        }
      }
    }
  }
}
