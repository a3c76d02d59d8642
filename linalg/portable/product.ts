import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { mirrorLower } from "../reorder.ts";
import type { Session } from "./session.ts";
import { onKernel } from "./session.ts";

// Operands of up to this many numbers together (32 MiB) go to the kernel at once, larger ones in blocks of SIDE².
const AT_ONCE = 4 * 2 ** 20;
const SIDE = 1024;

interface Operand {
  readonly of: Matrix;
  readonly transposed: boolean;
}

/** op(A) · op(B) for operands whose inner sides agree. */
export function product(a: Matrix, transposeA: boolean, b: Matrix, transposeB: boolean): Matrix {
  const result = matrix(transposeA ? a.cols : a.rows, transposeB ? b.rows : b.cols);
  fill(result, { of: a, transposed: transposeA }, { of: b, transposed: transposeB }, false);
  return result;
}

/** AᵀA (`transpose`) or AAᵀ, exactly symmetric. */
export function gramProduct(a: Matrix, transpose: boolean): Matrix {
  const n = transpose ? a.cols : a.rows;
  const result = matrix(n, n);
  fill(result, { of: a, transposed: transpose }, { of: a, transposed: !transpose }, true);
  mirrorLower(result.data, n);
  return result;
}

/** Fills C, or its lower triangle alone, block by block; the blocks depend on the shapes only. */
function fill(c: Matrix, a: Operand, b: Operand, lower: boolean): void {
  const { rows: m, cols: n } = c;
  const depth = a.transposed ? a.of.rows : a.of.cols;
  if (m * n * depth === 0) return;
  const side = m * n + m * depth + depth * n <= AT_ONCE ? Infinity : SIDE;
  for (let i = 0; i < m; i += side) {
    const rows = Math.min(side, m - i);
    for (let j = 0; j < (lower ? i + 1 : n); j += side) {
      const cols = Math.min(side, n - j);
      onKernel("multiply", (session) => {
        const address = session.reserve(rows * cols);
        session.view().fill(0, address, address + rows * cols);
        const mark = session.kernel.mark();
        for (let p = 0; p < depth; p += side) {
          session.kernel.release(mark);
          const inner = Math.min(side, depth - p);
          const left = pushBlock(session, a, i, rows, p, inner);
          const same = a.of === b.of && i === j && rows === cols;
          const right = same ? left : pushBlock(session, b, p, inner, j, cols);
          session.kernel.gemm(
            a.transposed ? 1 : 0,
            b.transposed ? 1 : 0,
            rows,
            cols,
            inner,
            1,
            left * 8,
            a.transposed ? rows : inner,
            right * 8,
            b.transposed ? inner : cols,
            address * 8,
            cols,
            lower && i === j ? 1 : 0,
          );
        }
        const view = session.view();
        for (let r = 0; r < rows; r++) {
          c.data.set(view.subarray(address + r * cols, address + (r + 1) * cols), (i + r) * n + j);
        }
      });
    }
  }
}

/** Copies rows i … i + rows and columns j … j + cols of op(A), as A is stored, to the kernel. */
function pushBlock(
  session: Session,
  { of, transposed }: Operand,
  i: number,
  rows: number,
  j: number,
  cols: number,
): number {
  const address = session.reserve(rows * cols);
  const view = session.view();
  const [top, left, height, width] = transposed ? [j, i, cols, rows] : [i, j, rows, cols];
  if (width === of.cols) {
    view.set(of.data.subarray(top * width, (top + height) * width), address);
  } else {
    for (let r = 0; r < height; r++) {
      const start = (top + r) * of.cols + left;
      view.set(of.data.subarray(start, start + width), address + r * width);
    }
  }
  return address;
}
