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
}

const sketches = new WeakMap<Representation, Sketch>();

/** The sketch that stands for X; undefined where X has its rows. */
export const sketchOf = (x: Representation): Sketch | undefined => sketches.get(x);

/**
 * A representation of n rows that are known by their sketch. Asking for its values throws `input/streamed`; its derived
 * quantities that need no more than second moments are there.
 */
export function sketched(n: number, sketch: Sketch, name = "X"): Representation {
  const made: Representation = {
    n,
    p: sketch.factor.cols,
    get values(): Matrix {
      throw new EtalonError("input/streamed", `${name} was read as a stream: its rows are not in memory`, {
        got: `${n}×${sketch.factor.cols}`,
        remedy: "ask a measure of second moments, or fewer rows",
      });
    },
  };
  sketches.set(made, sketch);
  return made;
}
