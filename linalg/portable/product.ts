import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { mirrorLower } from "../reorder.ts";
import type { Session } from "./session.ts";
import { onKernel, pull } from "./session.ts";

// Operands of up to this many numbers together (32 MiB) go to the kernel at once, larger ones in blocks of SIDE².
const AT_ONCE = 4 * 2 ** 20;
const SIDE = 1024;

/** op(M), as M is stored. */
interface Operand {
  readonly of: Matrix;
  readonly transposed: boolean;
}

/** Part of a matrix. */
interface Block {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly cols: number;
}

/** op(A) · op(B) for operands whose inner sides agree. */
export function product(a: Matrix, transposeA: boolean, b: Matrix, transposeB: boolean): Matrix {
  const [left, right] = [
    { of: a, transposed: transposeA },
    { of: b, transposed: transposeB },
  ];
  return multiply("multiply", left, right, false);
}

/** AᵀA (`transpose`) or AAᵀ, exactly symmetric. */
export function gramProduct(a: Matrix, transpose: boolean): Matrix {
  const result = multiply("gram", { of: a, transposed: transpose }, { of: a, transposed: !transpose }, true);
  mirrorLower(result.data, result.rows);
  return result;
}

/** The product, or its lower triangle alone. What goes to the kernel at a time depends on the shapes only. */
function multiply(where: string, a: Operand, b: Operand, lower: boolean): Matrix {
  const [m, depth] = a.transposed ? [a.of.cols, a.of.rows] : [a.of.rows, a.of.cols];
  const n = b.transposed ? b.of.rows : b.of.cols;
  if (m * n * depth === 0) return matrix(m, n);
  if (m * n + m * depth + depth * n <= AT_ONCE) {
    return matrix(
      m,
      n,
      multiplyBlock(where, a, b, { top: 0, left: 0, rows: m, cols: n }, depth, depth, lower),
    );
  }
  const result = matrix(m, n);
  for (let top = 0; top < m; top += SIDE) {
    const rows = Math.min(SIDE, m - top);
    for (let left = 0; left < (lower ? top + 1 : n); left += SIDE) {
      const cols = Math.min(SIDE, n - left);
      const data = multiplyBlock(where, a, b, { top, left, rows, cols }, depth, SIDE, lower && top === left);
      for (let i = 0; i < rows; i++) {
        result.data.set(data.subarray(i * cols, (i + 1) * cols), (top + i) * n + left);
      }
    }
  }
  return result;
}

/** One block of the product, from `step` of the inner side at a time. */
function multiplyBlock(
  where: string,
  a: Operand,
  b: Operand,
  { top, left, rows, cols }: Block,
  depth: number,
  step: number,
  lower: boolean,
): Float64Array {
  return onKernel(where, (session) => {
    const { kernel } = session;
    const address = session.reserve(rows * cols);
    session.view().fill(0, address, address + rows * cols);
    const mark = kernel.mark();
    for (let p = 0; p < depth; p += step) {
      kernel.release(mark);
      const inner = Math.min(step, depth - p);
      const first = pushBlock(session, a, { top, left: p, rows, cols: inner });
      // Of a Gram matrix's diagonal block both operands are the same numbers.
      const second = lower ? first : pushBlock(session, b, { top: p, left, rows: inner, cols });
      kernel.gemm(
        a.transposed ? 1 : 0,
        b.transposed ? 1 : 0,
        rows,
        cols,
        inner,
        1,
        first * 8,
        a.transposed ? rows : inner,
        second * 8,
        b.transposed ? inner : cols,
        address * 8,
        cols,
        lower ? 1 : 0,
      );
    }
    return pull(session, address, rows * cols);
  });
}

/** Copies a block of op(M), as M is stored, to the kernel, and gives its address. */
function pushBlock(session: Session, { of, transposed }: Operand, block: Block): number {
  const { top, left, rows, cols } = transposed
    ? { top: block.left, left: block.top, rows: block.cols, cols: block.rows }
    : block;
  const address = session.reserve(rows * cols);
  const view = session.view();
  if (cols === of.cols) {
    view.set(rows === of.rows ? of.data : of.data.subarray(top * cols, (top + rows) * cols), address);
    return address;
  }
  for (let i = 0; i < rows; i++) {
    const start = (top + i) * of.cols + left;
    view.set(of.data.subarray(start, start + cols), address + i * cols);
  }
  return address;
}
