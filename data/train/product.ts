import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { compileKernel } from "./kernel.ts";

/** Which operands of {@link product} are transposed. */
export interface ProductOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

const kernel = compileKernel();

/** The next multiple of 4: the side of the kernel's blocks. */
function padded(count: number): number {
  return Math.ceil(count / 4) * 4;
}

/**
 * op(A) · op(B) in float64, every number summed in the order of the inner index, so that training gives the same
 * bytes on every machine: neither a BLAS nor a number of threads has a say.
 */
export function product(a: Matrix, b: Matrix, options: ProductOptions = {}): Matrix {
  const transposeA = options.transposeA === true;
  const transposeB = options.transposeB === true;
  const rows = transposeA ? a.cols : a.rows;
  const inner = transposeA ? a.rows : a.cols;
  const cols = transposeB ? b.rows : b.cols;
  const paddedCols = padded(cols);

  // Three regions: the packed left side, the packed right side, and the result; the operands pass through the last.
  const left = 65_536;
  const right = left + 8 * padded(rows) * inner;
  const out = right + 8 * paddedCols * inner;
  kernel.grow(out + 8 * Math.max(padded(rows) * paddedCols, a.data.length, b.data.length));
  const memory = new Float64Array(kernel.memory.buffer);
  memory.set(a.data, out / 8);
  kernel.pack(out, left, rows, inner, transposeA);
  memory.set(b.data, out / 8);
  kernel.pack(out, right, cols, inner, !transposeB);
  kernel.multiplyPanels(left, right, out, padded(rows), paddedCols, inner);

  const result = matrix(rows, cols);
  if (cols === paddedCols) result.data.set(memory.subarray(out / 8, out / 8 + rows * cols));
  else {
    for (let i = 0; i < rows; i++) {
      const start = out / 8 + i * paddedCols;
      result.data.set(memory.subarray(start, start + cols), i * cols);
    }
  }
  return result;
}
