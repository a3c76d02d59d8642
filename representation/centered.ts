import type { Matrix } from "../core/matrix.ts";
import { matrix, unfilled } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { columnSums, largestSize, over, selectRows } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { derived } from "./derived.ts";
import { powerOfTwoAbove } from "./powers.ts";
import { MODERATE, rawMoments } from "./raw-moments.ts";
import { fieldOnDemand } from "./row-rules.ts";
import { sketchOf, type Sketch } from "./sketch.ts";

/**
 * The column-centred matrix Xc divided by a power of two, so that the root of its mean square lies in [½, 1).
 *
 * The division is exact: scale-free measures read `matrix` alone and neither overflow nor underflow at scales of
 * 1e±150; the others multiply by `scale` (Xc = scale · matrix).
 */
export interface Centered {
  readonly matrix: Matrix;
  /** A power of two; 1 for a constant representation. */
  readonly scale: number;
}

/**
 * A column whose deviations are all within rounding of its values is constant: its deviations are set to zero, so
 * that a rounding error is never blown up into a direction.
 */
export const CONSTANT = 8 * Number.EPSILON;

/** The numbers minus the mean of their column. */
interface Deviations {
  readonly matrix: Matrix;
  readonly mean: Float64Array;
  /** Their mean square. */
  readonly square: number;
}

const meanSquare = ({ data }: Matrix): number => backend().inner(data, data) / Math.max(1, data.length);

/** Units in another order have the same means to the last bit, so that matched units coincide. */
const meansOf = (a: Matrix): Float64Array => over(columnSums(a), a.rows);

function deviations(raw: Matrix): Deviations {
  const mean = meansOf(raw);
  const result = unfilled(raw.rows, raw.cols);
  result.data.set(raw.data);
  backend().addToEachRow(result, -1, mean);
  return { matrix: result, mean, square: meanSquare(result) };
}

/** Whether nothing has overflown, and what varies has not underflown. */
const isModerate = ({ mean, square }: Deviations): boolean =>
  square > 1 / MODERATE && square < MODERATE && mean.every((value) => Math.abs(value) < MODERATE);

/** The largest |value − offset| of column j, of the first `rows` rows. */
function peakOf({ data, cols }: Matrix, j: number, rows: number, offset = 0): number {
  let peak = 0;
  for (let i = 0; i < rows; i++) peak = Math.max(peak, Math.abs(data[i * cols + j]! - offset));
  return peak;
}

/** As many rows show of almost any column that it varies. */
const FIRST = 4;

/** Sets constant columns to zero and gives how many there are; takes off what rounding has left of the other means. */
function settle(raw: Matrix, { matrix: result, mean, square }: Deviations): number {
  const { rows: n, cols: p, data } = result;
  const remainder = meansOf(result);
  // No deviation is larger.
  const most = Math.sqrt(square * n * p);
  let [constant, off] = [0, false];
  for (let j = 0; j < p; j++) {
    const rest = remainder[j]!;
    const seen = peakOf(result, j, Math.min(FIRST, n), rest);
    // The peak of a column is at most |mean| + deviation: it is looked for where that does not decide.
    const varies =
      seen > 2 * CONSTANT * (Math.abs(mean[j]!) + most) ||
      peakOf(result, j, n, rest) > CONSTANT * peakOf(raw, j, n);
    // To shift what is centred on the other side by so little changes no product.
    if (varies && Math.abs(rest) > CONSTANT * seen) off = true;
    if (varies) continue;
    constant++;
    remainder[j] = 0;
    for (let i = 0; i < n; i++) data[i * p + j] = 0;
  }
  if (off) backend().addToEachRow(result, -1, remainder);
  return constant;
}

/** Rows that stand for those of Xc. */
function scaledFactor({ factor, scale }: Sketch): Centered {
  const size = largestSize(factor.data);
  const second = powerOfTwoAbove(size);
  const data = factor.data.map((value) => value / second);
  return { matrix: matrix(factor.rows, factor.cols, data), scale: size === 0 ? 1 : scale * second };
}

/** Xc: each column minus its mean (two passes, so that a mean of 1e8 costs no digit of the spread). */
export const centeredScaled = derived(
  "centered",
  (x): Centered => {
    const sketch = sketchOf(x);
    if (sketch !== undefined) return scaledFactor(sketch);
    let [raw, first] = [x.values, 1];
    // Where products are centred without this matrix, the two have the same scale.
    const known = rawMoments(x);
    let found = deviations(raw);
    if (!isModerate(found)) {
      first = powerOfTwoAbove(largestSize(raw.data));
      // Not times the inverse: of the smallest numbers that is infinite.
      raw = { ...raw, data: raw.data.map((value) => value / first) };
      found = deviations(raw);
    }
    const constant = settle(raw, found);
    const { matrix: result } = found;
    if (constant === x.p) return { matrix: result, scale: 1 };
    const second =
      known?.scale ?? powerOfTwoAbove(Math.sqrt(constant === 0 ? found.square : meanSquare(result)));
    if (second !== 1) backend().scale(result.data, 1 / second);
    return { matrix: result, scale: first * second };
  },
  fieldOnDemand("matrix", selectRows),
);

/** The scale of {@link centeredScaled}, without the matrix where the moments tell it. */
export const scaleOf = (x: Representation): number => rawMoments(x)?.scale ?? centeredScaled(x).scale;

/** The matrix of {@link centeredScaled}: Xc up to a power of two. */
export const centered = (x: Representation): Matrix => centeredScaled(x).matrix;
