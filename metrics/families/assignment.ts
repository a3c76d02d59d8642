import type { Matrix } from "../../core/matrix.ts";

/**
 * The one-to-one assignment of the rows of a matrix with rows ≤ columns to columns that makes the total greatest:
 * `columnOf[i]` is the column of row i. Shortest augmenting paths (Jonker and Volgenant 1987), O(rows²·columns).
 */
export function maximumAssignment(gain: Matrix): Int32Array {
  const { rows, cols, data } = gain;
  const rowPrice = new Float64Array(rows + 1);
  const columnPrice = new Float64Array(cols + 1);
  /** The row (from 1) that holds column j (from 1); column 0 is where a path starts. */
  const holder = new Int32Array(cols + 1);
  const previous = new Int32Array(cols + 1);
  const slack = new Float64Array(cols + 1);
  const visited = new Uint8Array(cols + 1);
  /** The visited columns, in turn. */
  const path = new Int32Array(cols + 1);
  for (let row = 1; row <= rows; row++) {
    holder[0] = row;
    slack.fill(Infinity);
    visited.fill(0);
    let column = 0;
    let step = 0;
    let length = 0;
    do {
      visited[column] = 1;
      path[length++] = column;
      const from = holder[column]!;
      const price = rowPrice[from]!;
      const start = (from - 1) * cols - 1;
      // What the last step took off all slacks is taken off as they are gone through.
      const last = step;
      step = Infinity;
      let next = 0;
      for (let j = 1; j <= cols; j++) {
        if (visited[j] === 1) continue;
        const reduced = -data[start + j]! - price - columnPrice[j]!;
        let left = slack[j]! - last;
        if (reduced < left) {
          left = reduced;
          previous[j] = column;
        }
        slack[j] = left;
        if (left < step) {
          step = left;
          next = j;
        }
      }
      for (let k = 0; k < length; k++) {
        const j = path[k]!;
        rowPrice[holder[j]!]! += step;
        columnPrice[j]! -= step;
      }
      column = next;
    } while (holder[column] !== 0);
    while (column !== 0) {
      const before = previous[column]!;
      holder[column] = holder[before]!;
      column = before;
    }
  }
  const columnOf = new Int32Array(rows);
  for (let j = 1; j <= cols; j++) if (holder[j] !== 0) columnOf[holder[j]! - 1] = j - 1;
  return columnOf;
}
