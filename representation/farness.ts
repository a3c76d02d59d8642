import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { leadingRows } from "../linalg/elementwise.ts";
import { multipliedBy } from "../linalg/elementwise.ts";
import { eachGramRows } from "../linalg/gram-rows.ts";
import { backend } from "../linalg/index.ts";
import { CANCELS, fromDifference } from "./cancellation.ts";
import type { Shortlists } from "./shortlists.ts";
import { offer } from "./shortlists.ts";

/**
 * How far rows are from each other, smaller being nearer: ‖xᵢ − xⱼ‖², or −⟨xᵢ, xⱼ⟩. Never n×n numbers at a time.
 */
export interface Farness {
  readonly points: Matrix;
  /** ‖xᵢ‖², whatever is asked for. */
  readonly own: Float64Array;
  readonly of: "squared distances" | "inner products";
}

/** {@link Farness} of the rows of a matrix. */
export function farness(points: Matrix, of: Farness["of"]): Farness {
  const { rows: n, cols: p, data } = points;
  const own = new Float64Array(n);
  for (let i = 0, at = 0; i < n; i++) {
    let square = 0;
    for (let c = 0; c < p; c++, at++) square += data[at]! ** 2;
    own[i] = square;
  }
  return { points, own, of };
}

/** From ⟨xᵢ, xⱼ⟩ how far j is from i. */
function farOf({ points, own, of }: Farness, i: number, j: number, product: number): number {
  if (of === "inner products") return -product;
  const size = own[i]! + own[j]!;
  const d2 = size - 2 * product;
  return d2 < CANCELS * size ? fromDifference(points.data, points.cols, i, j, size) : d2;
}

// Rows of a block where rows are looked at as a whole.
const ROWS = 96;

/**
 * The first j from `from` on that may be within the limit of row i or have i within its own; `end` for none. Hardly any
 * is: most of the time of all neighbours, but for the products, is spent in this loop.
 */
function firstNear(
  products: Float64Array,
  start: number,
  from: number,
  end: number,
  times: number,
  base: number,
  mine: number,
  least: Float64Array,
  limit: Float64Array,
): number {
  for (let j = from; j < end; j++) {
    const bound = base + least[j]! - times * products[start + j]!;
    if (bound <= mine || bound <= limit[j]!) return j;
  }
  return end;
}

/**
 * Offers every pair of rows to the lists of both, so that each inner product is computed and looked at once: a first
 * look at ‖xᵢ‖² + ‖xⱼ‖² − 2⟨xᵢ, xⱼ⟩, less what rounding can add to it, leaves out all but the few that may be near.
 */
export function offerAll(field: Farness, lists: Shortlists): void {
  const { points, own, of } = field;
  const [times, kept] = of === "squared distances" ? [2, 1 - (points.cols + 8) * Number.EPSILON] : [1, 0];
  const least = multipliedBy(own, kept);
  eachGramRows(points, (first, { rows, cols, data }) => {
    for (let i = first; i < first + rows; i++)
      offerRow(field, lists, i, data, (i - first) * cols, times, least);
  });
}

/** {@link offerAll} for the pairs of row i and those before it, whose products begin at `start`. */
function offerRow(
  field: Farness,
  lists: Shortlists,
  i: number,
  products: Float64Array,
  start: number,
  times: number,
  least: Float64Array,
): void {
  const { limit } = lists;
  for (let j = 0; j < i; j++) {
    j = firstNear(products, start, j, i, times, least[i]!, limit[i]!, least, limit);
    if (j === i) break;
    const far = farOf(field, i, j, products[start + j]!);
    if (far <= limit[i]!) offer(lists, i, j, far);
    if (far <= limit[j]!) offer(lists, j, i, far);
  }
}

/** How far all rows are from each of some rows, one of these at a time; what is given is overwritten for the next. */
export function* rowsOfFarness(
  field: Farness,
  wanted: readonly number[],
): Generator<readonly [number, Float64Array]> {
  const { points } = field;
  const { rows: n, cols: p } = points;
  const [some, products] = [
    matrix(Math.min(ROWS, wanted.length), p),
    matrix(Math.min(ROWS, wanted.length), n),
  ];
  for (let from = 0; from < wanted.length; from += ROWS) {
    const rows = wanted.slice(from, from + ROWS);
    rows.forEach((i, r) => some.data.set(points.data.subarray(i * p, (i + 1) * p), r * p));
    const into = leadingRows(products, rows.length);
    backend().multiply(leadingRows(some, rows.length), points, { transposeB: true, into });
    for (const [r, i] of rows.entries()) {
      const row = products.data.subarray(r * n, (r + 1) * n);
      for (let j = 0; j < n; j++) row[j] = farOf(field, i, j, row[j]!);
      yield [i, row];
    }
  }
}
