// AssemblyScript: compiled by kernel.ts when training starts. Every number of the result is summed in the order of
// the inner index, one rounding per product and one per sum (no fused multiply-add), as a plain loop would do it.

/** Numbers from byte address `address` on. */
export function grow(bytes: usize): void {
  const pages = <i32>((bytes + 65535) >>> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
}

/** out (rows×cols) = left · right; left is packed in panels of 4 rows, right in panels of 4 columns, both full. */
export function multiplyPanels(left: usize, right: usize, out: usize, rows: i32, cols: i32, inner: i32): void {
  const line = <usize>cols << 3;
  const panel = <usize>inner << 5;
  for (let j = 0; j < cols; j += 4) {
    const rightStart = right + <usize>(j >> 2) * panel;
    for (let i = 0; i < rows; i += 4) {
      let l = left + <usize>(i >> 2) * panel;
      let r = rightStart;
      const end = r + panel;
      let c00 = f64x2.splat(0), c01 = c00, c10 = c00, c11 = c00;
      let c20 = c00, c21 = c00, c30 = c00, c31 = c00;
      while (r < end) {
        const b0 = v128.load(r);
        const b1 = v128.load(r, 16);
        const a0 = v128.load64_splat(l);
        c00 = f64x2.add(c00, f64x2.mul(a0, b0));
        c01 = f64x2.add(c01, f64x2.mul(a0, b1));
        const a1 = v128.load64_splat(l, 8);
        c10 = f64x2.add(c10, f64x2.mul(a1, b0));
        c11 = f64x2.add(c11, f64x2.mul(a1, b1));
        const a2 = v128.load64_splat(l, 16);
        c20 = f64x2.add(c20, f64x2.mul(a2, b0));
        c21 = f64x2.add(c21, f64x2.mul(a2, b1));
        const a3 = v128.load64_splat(l, 24);
        c30 = f64x2.add(c30, f64x2.mul(a3, b0));
        c31 = f64x2.add(c31, f64x2.mul(a3, b1));
        l += 32;
        r += 32;
      }
      let at = out + <usize>i * line + (<usize>j << 3);
      v128.store(at, c00);
      v128.store(at, c01, 16);
      at += line;
      v128.store(at, c10);
      v128.store(at, c11, 16);
      at += line;
      v128.store(at, c20);
      v128.store(at, c21, 16);
      at += line;
      v128.store(at, c30);
      v128.store(at, c31, 16);
    }
  }
}

/**
 * Packs `count` rows of `inner` numbers (or, transposed, `count` columns) into panels of 4, the inner index slowest
 * within a panel; the last panel is filled up with zeros.
 */
export function pack(from: usize, to: usize, count: i32, inner: i32, transposed: bool): void {
  const rowStep: usize = (transposed ? 1 : <usize>inner) << 3;
  const innerStep: usize = (transposed ? <usize>count : 1) << 3;
  for (let i = 0; i < count; i += 4) {
    const lanes = min(4, count - i);
    let source = from + <usize>i * rowStep;
    if (lanes == 4) {
      for (let k = 0; k < inner; k++) {
        f64.store(to, f64.load(source));
        f64.store(to, f64.load(source + rowStep), 8);
        f64.store(to, f64.load(source + 2 * rowStep), 16);
        f64.store(to, f64.load(source + 3 * rowStep), 24);
        source += innerStep;
        to += 32;
      }
    } else {
      for (let k = 0; k < inner; k++) {
        for (let lane = 0; lane < 4; lane++) {
          f64.store(to + (<usize>lane << 3), lane < lanes ? f64.load(source + <usize>lane * rowStep) : 0);
        }
        source += innerStep;
        to += 32;
      }
    }
  }
}
