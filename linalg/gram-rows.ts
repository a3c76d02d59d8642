import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { backend } from "./index.ts";

/** Rows of a block: as many as keep a product near full speed, so few that a block stays in the cache. */
const ROWS = 96;

// Room of up to this many numbers (32 MiB) is kept for the next block of rows.
const KEPT = 4 * 2 ** 20;

let kept = new Float64Array(0);

function room(count: number): Float64Array {
  if (count <= kept.length) return kept;
  const made = new Float64Array(count);
  if (count <= KEPT) kept = made;
  return made;
}

/**
 * The lower triangle of AAᵀ, n×n, a block of rows at a time, so that the whole is never in memory: row i of a block is row
 * first + i of AAᵀ up to the column of the block's last row.
 *
 * @param visit Must have read the block when it returns: its memory is used for the next one.
 */
export function eachGramRows(a: Matrix, visit: (first: number, block: Matrix) => void): void {
  const { rows: n, cols, data } = a;
  const numbers = room(Math.min(ROWS, n) * n);
  for (let first = 0; first < n; first += ROWS) {
    const end = Math.min(n, first + ROWS);
    const own = matrix(end - first, cols, data.subarray(first * cols, end * cols));
    const before = matrix(end, cols, data.subarray(0, end * cols));
    const into = matrix(end - first, end, numbers.subarray(0, (end - first) * end));
    visit(first, backend().multiply(own, before, { transposeB: true, into }));
  }
}
