// Panels for the product kernel: slivers of four vectors, element p of the four side by side, zeros as padding.

/** Packs `count` vectors that are contiguous in p: vector v is at `source + v · stride`. */
export function packAlong(target: usize, source: usize, stride: usize, count: i32, depth: i32): void {
  const whole = count & ~3;
  const even = (<usize>(depth & ~1)) << 3;
  for (let v = 0; v < whole; v += 4) {
    let a0 = source + <usize>v * stride;
    let a1 = a0 + stride;
    let a2 = a1 + stride;
    let a3 = a2 + stride;
    const end = a0 + even;
    while (a0 < end) {
      const x0 = v128.load(a0);
      const x1 = v128.load(a1);
      v128.store(target, v128.shuffle<f64>(x0, x1, 0, 2));
      v128.store(target, v128.shuffle<f64>(x0, x1, 1, 3), 32);
      const x2 = v128.load(a2);
      const x3 = v128.load(a3);
      v128.store(target, v128.shuffle<f64>(x2, x3, 0, 2), 16);
      v128.store(target, v128.shuffle<f64>(x2, x3, 1, 3), 48);
      target += 64;
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
    }
    if (depth & 1) {
      store<f64>(target, load<f64>(a0));
      store<f64>(target, load<f64>(a1), 8);
      store<f64>(target, load<f64>(a2), 16);
      store<f64>(target, load<f64>(a3), 24);
      target += 32;
    }
  }
  if (whole < count) {
    memory.fill(target, 0, (<usize>depth) << 5);
    for (let v = whole; v < count; v++) {
      let from = source + <usize>v * stride;
      let to = target + ((<usize>(v - whole)) << 3);
      for (let p = 0; p < depth; p++) {
        store<f64>(to, load<f64>(from));
        from += 8;
        to += 32;
      }
    }
  }
}

/** Packs `count` vectors that lie side by side: element p of all is contiguous at `source + p · stride`. */
export function packAcross(target: usize, source: usize, stride: usize, count: i32, depth: i32): void {
  const whole = count & ~3;
  for (let v = 0; v < whole; v += 4) {
    let from = source + ((<usize>v) << 3);
    for (let p = 0; p < depth; p++) {
      v128.store(target, v128.load(from));
      v128.store(target, v128.load(from, 16), 16);
      target += 32;
      from += stride;
    }
  }
  if (whole < count) {
    memory.fill(target, 0, (<usize>depth) << 5);
    let from = source + ((<usize>whole) << 3);
    for (let p = 0; p < depth; p++) {
      for (let v = 0; v < count - whole; v++) {
        store<f64>(target + ((<usize>v) << 3), load<f64>(from + ((<usize>v) << 3)));
      }
      target += 32;
      from += stride;
    }
  }
}
