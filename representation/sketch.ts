import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";

/**
 * What stands for rows that were read once and are gone: few rows with the same second moments.
 *
 * Two sketches of one stream have the same rows, and keep ⟨x, y⟩ of every pair of centred columns: XcᵀXc, XcᵀYc and YcᵀYc
 * are those of the data. A measure that is a function of them, of the means and of n alone reads a sketch as it reads data.
 */
export interface Sketch {
  /** K×p with factorᵀ·factor · scale² = XcᵀXc, K at most the number of columns of the whole stream. */
  readonly factor: Matrix;
  /** A power of two. */
  readonly scale: number;
  /** The mean of each column. */
  readonly mean: Float64Array;
  /**
   * A few numbers whose inner product with those of another side, times both scales squared, is Σᵢ‖xᵢ‖²‖yᵢ‖² over centred
   * rows: the one moment of order four that estimators without diagonals need. There after a second pass.
   */
  readonly lengths?: Float64Array;
}

const sketches = new WeakMap<Representation, Sketch>();

/** The sketch that stands for X; undefined where X has its rows. */
export const sketchOf = (x: Representation): Sketch | undefined => sketches.get(x);

const noRows = (name: string): EtalonError =>
  new EtalonError("input/streamed", `${name} was read as a stream: its rows are not in memory`, {
    remedy: "ask a measure of second moments, or fewer rows",
  });

/** The {@link Sketch.lengths} of a sketch. @throws EtalonError `input/streamed` where they are not known. */
export function lengthsOf({ lengths }: Sketch): Float64Array {
  if (lengths === undefined) throw noRows("a side");
  return lengths;
}

/**
 * A representation of n rows that are known by their sketch. Asking for its values throws `input/streamed`; its derived
 * quantities that need no more than second moments are there.
 */
export function sketched(n: number, sketch: Sketch, name = "X"): Representation {
  const made: Representation = {
    n,
    p: sketch.factor.cols,
    get values(): Matrix {
      throw noRows(name);
    },
  };
  sketches.set(made, sketch);
  return made;
}
