import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { backend } from "./index.ts";
import { scratch } from "./scratch.ts";

/** Rows of a block: as many as keep a product near full speed, so few that a block stays in the cache. */
const ROWS = 96;

/**
 * The lower triangle of AAᵀ, n×n, a block of rows at a time, so that the whole is never in memory: row i of a block is row
 * first + i of AAᵀ up to the column of the block's last row.
 *
 * @param visit Must have read the block when it returns: its memory is used for the next one.
 * @param times What the product is multiplied by. @defaultValue 1
 */
export function eachGramRows(a: Matrix, visit: (first: number, block: Matrix) => void, times = 1): void {
  const { rows: n, cols, data } = a;
  const numbers = scratch("rows", Math.min(ROWS, n) * n);
  for (let first = 0; first < n; first += ROWS) {
    const end = Math.min(n, first + ROWS);
    const own = matrix(end - first, cols, data.subarray(first * cols, end * cols));
    const before = matrix(end, cols, data.subarray(0, end * cols));
    const into = matrix(end - first, end, numbers.subarray(0, (end - first) * end));
    visit(first, backend().multiply(own, before, { transposeB: true, times, into }));
  }
}
