import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";

/** An affine map of rows: x ↦ x·W + b, with W inputs×outputs. */
export interface Affine {
  readonly weights: Matrix;
  readonly bias: Float64Array;
}

/**
 * An affine map with weights N(0, gain / inputs) and bias 0; its name and the seed are its only source.
 *
 * @param gain - 2 before a ReLU (He et al. 2015, eq. 10), 1 elsewhere.
 */
export function initialAffine(
  seed: number,
  name: string,
  inputs: number,
  outputs: number,
  gain: number,
): Affine {
  const { data } = randomFrom("zoo", "initial", seed, name).gaussianMatrix(inputs, outputs);
  const scale = Math.sqrt(gain / inputs);
  return {
    weights: matrix(
      inputs,
      outputs,
      data.map((value) => value * scale),
    ),
    bias: new Float64Array(outputs),
  };
}

/** Takes matrices off an array of numbers, from the front. */
export interface Cutter {
  matrix(rows: number, cols: number): Matrix;
  affine(inputs: number, outputs: number): Affine;
}

/** A {@link Cutter} whose matrices are copies; the caller has checked that there are enough numbers. */
export function cutter(values: Float64Array): Cutter {
  let at = 0;
  const cut = (length: number): Float64Array => {
    at += length;
    return values.slice(at - length, at);
  };
  const cutMatrix = (rows: number, cols: number): Matrix => matrix(rows, cols, cut(rows * cols));
  return {
    matrix: cutMatrix,
    affine: (inputs, outputs) => ({ weights: cutMatrix(inputs, outputs), bias: cut(outputs) }),
  };
}

/** The numbers of affine maps and matrices one after the other, as {@link cutter} takes them. */
export function joinValues(parts: readonly (Affine | Matrix)[]): Float64Array {
  const arrays = parts.flatMap((part) => ("bias" in part ? [part.weights.data, part.bias] : [part.data]));
  const result = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    result.set(array, at);
    at += array.length;
  }
  return result;
}
