/**
 * How the numbers x lie about two bounds: adds to the four `counts` how many are below `low`, at most `low`, below `high`
 * and at most `high`, and writes those strictly between them to `inside`, in their order.
 *
 * @returns How many lie between them.
 */
export function bracket(n: i32, x: usize, low: f64, high: f64, counts: usize, inside: usize): i32 {
  const lows = f64x2.splat(low);
  const highs = f64x2.splat(high);
  let belowLow = i64x2.splat(0);
  let atMostLow = i64x2.splat(0);
  let belowHigh = i64x2.splat(0);
  let atMostHigh = i64x2.splat(0);
  const start = inside;
  let end = x + ((<usize>(n & ~1)) << 3);
  while (x < end) {
    const value = v128.load(x);
    const outside = f64x2.le(value, lows);
    const under = f64x2.lt(value, highs);
    // What holds is −1.
    belowLow = i64x2.sub(belowLow, f64x2.lt(value, lows));
    atMostLow = i64x2.sub(atMostLow, outside);
    belowHigh = i64x2.sub(belowHigh, under);
    atMostHigh = i64x2.sub(atMostHigh, f64x2.le(value, highs));
    const between = v128.andnot(under, outside);
    if (v128.any_true(between)) {
      store<f64>(inside, f64x2.extract_lane(value, 0));
      inside += <usize>(i64x2.extract_lane(between, 0) & 8);
      store<f64>(inside, f64x2.extract_lane(value, 1));
      inside += <usize>(i64x2.extract_lane(between, 1) & 8);
    }
    x += 16;
  }
  add(counts, belowLow);
  add(counts + 8, atMostLow);
  add(counts + 16, belowHigh);
  add(counts + 24, atMostHigh);
  if (n & 1) {
    const value = load<f64>(x);
    if (value < low) raise(counts);
    if (value <= low) raise(counts + 8);
    if (value < high) raise(counts + 16);
    if (value <= high) raise(counts + 24);
    if (value > low && value < high) {
      store<f64>(inside, value);
      inside += 8;
    }
  }
  return <i32>((inside - start) >> 3);
}

function add(count: usize, found: v128): void {
  store<f64>(count, load<f64>(count) + <f64>(i64x2.extract_lane(found, 0) + i64x2.extract_lane(found, 1)));
}

function raise(count: usize): void {
  store<f64>(count, load<f64>(count) + 1);
}
