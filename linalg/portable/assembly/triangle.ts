// Passes over the strict lower triangle of a symmetric n×n matrix, row by row: row i has i numbers. A pass is given some
// rows, `first` to `first + rows − 1`, and `x` is the address of the first number of row `first`.

/**
 * Squared distances gᵢᵢ + gⱼⱼ − 2gᵢⱼ from rows of a Gram matrix, whose diagonal is `own`. Those below `share` of
 * gᵢᵢ + gⱼⱼ, which have lost digits, are put on a list: i and j as two 32-bit numbers. `bounds`, two numbers, takes in the
 * least and the largest of the others.
 *
 * @returns How many are on the list.
 */
export function squaredDistances(
  first: i32,
  rows: i32,
  gram: usize,
  ldg: i32,
  own: usize,
  share: f64,
  x: usize,
  list: usize,
  bounds: usize,
): i32 {
  const two = f64x2.splat(2);
  const shares = f64x2.splat(share);
  let least = v128.load_splat<f64>(bounds);
  let most = v128.load_splat<f64>(bounds, 8);
  let entry = list;
  for (let i = first; i < first + rows; i++) {
    const mine = load<f64>(own + ((<usize>i) << 3));
    const mines = f64x2.splat(mine);
    let g = gram;
    let o = own;
    let end = gram + ((<usize>(i & ~1)) << 3);
    while (g < end) {
      const size = f64x2.add(mines, v128.load(o));
      const squared = f64x2.sub(size, f64x2.mul(two, v128.load(g)));
      v128.store(x, squared);
      const lost = f64x2.lt(squared, f64x2.mul(shares, size));
      if (v128.any_true(lost)) {
        for (let lane = 0; lane < 2; lane++) {
          const value = load<f64>(x + ((<usize>lane) << 3));
          const other = load<f64>(o + ((<usize>lane) << 3));
          if (value < share * (mine + other)) {
            entry = note(entry, i, <i32>((g - gram) >> 3) + lane);
          } else {
            least = f64x2.pmin(least, f64x2.splat(value));
            most = f64x2.pmax(most, f64x2.splat(value));
          }
        }
      } else {
        least = f64x2.pmin(least, squared);
        most = f64x2.pmax(most, squared);
      }
      g += 16;
      o += 16;
      x += 16;
    }
    if (i & 1) {
      const size = mine + load<f64>(o);
      const squared = size - 2 * load<f64>(g);
      store<f64>(x, squared);
      if (squared < share * size) {
        entry = note(entry, i, i - 1);
      } else {
        least = f64x2.pmin(least, f64x2.splat(squared));
        most = f64x2.pmax(most, f64x2.splat(squared));
      }
      x += 8;
    }
    gram += (<usize>ldg) << 3;
  }
  store<f64>(bounds, min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1)));
  store<f64>(bounds, max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)), 8);
  return <i32>((entry - list) >> 3);
}

function note(entry: usize, i: i32, j: i32): usize {
  store<i32>(entry, i);
  store<i32>(entry, j, 4);
  return entry + 8;
}

/** Adds each number to the sums of its row and of its column. @returns Σx². */
export function triangleSums(first: i32, rows: i32, x: usize, sums: usize): f64 {
  let squares = f64x2.splat(0);
  let rest: f64 = 0;
  for (let i = first; i < first + rows; i++) {
    let along = f64x2.splat(0);
    let s = sums;
    const end = x + ((<usize>(i & ~1)) << 3);
    while (x < end) {
      const value = v128.load(x);
      along = f64x2.add(along, value);
      squares = f64x2.add(squares, f64x2.mul(value, value));
      v128.store(s, f64x2.add(v128.load(s), value));
      x += 16;
      s += 16;
    }
    let total = f64x2.extract_lane(along, 0) + f64x2.extract_lane(along, 1);
    if (i & 1) {
      const value = load<f64>(x);
      total += value;
      rest += value * value;
      store<f64>(s, load<f64>(s) + value);
      x += 8;
    }
    const mine = sums + ((<usize>i) << 3);
    store<f64>(mine, load<f64>(mine) + total);
  }
  return f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1) + rest;
}

/**
 * out ← √2·(x − mᵢ − mⱼ + grand), which has the inner products of the whole matrix; with `diagonal` each row ends with
 * its number of a diagonal that was zero, grand − 2mᵢ. @returns Σout².
 */
export function centreTriangle(
  first: i32,
  rows: i32,
  x: usize,
  means: usize,
  grand: f64,
  diagonal: bool,
  out: usize,
): f64 {
  const root = f64x2.splat(Math.SQRT2);
  let squares = f64x2.splat(0);
  let rest: f64 = 0;
  for (let i = first; i < first + rows; i++) {
    const mine = load<f64>(means + ((<usize>i) << 3));
    const shift = f64x2.splat(grand - mine);
    let m = means;
    const end = x + ((<usize>(i & ~1)) << 3);
    while (x < end) {
      const value = f64x2.mul(root, f64x2.add(f64x2.sub(v128.load(x), v128.load(m)), shift));
      v128.store(out, value);
      squares = f64x2.add(squares, f64x2.mul(value, value));
      x += 16;
      m += 16;
      out += 16;
    }
    if (i & 1) {
      const value = Math.SQRT2 * (load<f64>(x) - load<f64>(m) + (grand - mine));
      store<f64>(out, value);
      rest += value * value;
      x += 8;
      out += 8;
    }
    if (diagonal) {
      const value = grand - 2 * mine;
      store<f64>(out, value);
      rest += value * value;
      out += 8;
    }
  }
  return f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1) + rest;
}
