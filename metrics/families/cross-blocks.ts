import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { copyNumbers } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";

/** Columns that are multiplied at once: enough for the product's full speed, and a result of at most 32 MiB. */
const COLUMNS = 2048;

/** Consecutive matrices whose columns together make one factor of a large product. */
export interface Chunk {
  readonly start: number;
  readonly members: readonly Matrix[];
  readonly joined: Matrix;
}

/** Matrices of one number of rows side by side, in chunks of a size that a product handles well. */
export function chunksOf(factors: readonly Matrix[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (let start = 0; start < factors.length;) {
    let [end, cols] = [start, 0];
    while (end < factors.length && (end === start || cols + factors[end]!.cols <= COLUMNS))
      cols += factors[end++]!.cols;
    const members = factors.slice(start, end);
    chunks.push({ start, members, joined: join(members, cols) });
    start = end;
  }
  return chunks;
}

function join(members: readonly Matrix[], cols: number): Matrix {
  if (members.length === 1) return members[0]!;
  const rows = members[0]!.rows;
  const result = matrix(rows, cols);
  let from = 0;
  for (const { cols: width, data } of members) {
    for (let i = 0; i < rows; i++) copyNumbers(data, i * width, result.data, i * cols + from, width);
    from += width;
  }
  return result;
}

/** A part of a matrix, as a copy. */
export function block(product: Matrix, row: number, rows: number, column: number, cols: number): Matrix {
  const result = matrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    copyNumbers(product.data, (row + i) * product.cols + column, result.data, i * cols, cols);
  }
  return result;
}

/** Visits AᵢᵀBⱼ for every i and j, or every j ≥ i where `upper`, computed in few large products. */
function visitBlocks(
  left: readonly Matrix[],
  right: readonly Matrix[],
  upper: boolean,
  visit: (i: number, j: number, block: Matrix) => void,
): void {
  const rights = chunksOf(right);
  for (const a of left === right ? rights : chunksOf(left)) {
    for (const b of rights) {
      if (upper && b.start + b.members.length <= a.start) continue;
      const product = backend().multiply(a.joined, b.joined, { transposeA: true });
      let row = 0;
      a.members.forEach(({ cols: rows }, i) => {
        let column = 0;
        b.members.forEach(({ cols }, j) => {
          if (!upper || b.start + j >= a.start + i) {
            visit(a.start + i, b.start + j, block(product, row, rows, column, cols));
          }
          column += cols;
        });
        row += rows;
      });
    }
  }
}

/**
 * Entry (i, j) is `reduce` of factor(xs[i])ᵀ·factor(ys[j]): the all-pairs form of a measure that reads a
 * representation through one n×k matrix. Where xs and ys are the same and `reduce` does not distinguish a block from
 * its transpose, half of it is computed. A representation without a factor gives NaN.
 *
 * @param factorOfY Another factor for ys; then all of it is computed. @defaultValue `factor`
 */
export function reduceCrossBlocks(
  xs: readonly Representation[],
  ys: readonly Representation[],
  factor: (x: Representation) => Matrix | undefined,
  reduce: (block: Matrix, x: Representation, y: Representation, i: number, j: number) => number,
  factorOfY: (y: Representation) => Matrix | undefined = factor,
): Matrix {
  const result = matrix(xs.length, ys.length, new Float64Array(xs.length * ys.length).fill(NaN));
  const same = xs === ys && factor === factorOfY;
  const present = (
    members: readonly Representation[],
    of: (x: Representation) => Matrix | undefined,
  ): { index: number; factor: Matrix }[] =>
    members.flatMap((member, index) => {
      const found = of(member);
      return found === undefined ? [] : [{ index, factor: found }];
    });
  const left = present(xs, factor);
  const right = same ? left : present(ys, factorOfY);
  const rights = right.map((entry) => entry.factor);
  visitBlocks(same ? rights : left.map((entry) => entry.factor), rights, same, (a, b, product) => {
    const [i, j] = [left[a]!.index, right[b]!.index];
    const value = reduce(product, xs[i]!, ys[j]!, i, j);
    result.data[i * ys.length + j] = value;
    if (same) result.data[j * ys.length + i] = value;
  });
  return result;
}
