import { product } from "./shape.ts";

/**
 * Puts elements whose first index runs fastest where they belong when the last index runs fastest.
 *
 * @param from the elements `start`, `start` + 1, … of an array of the given shape in Fortran order.
 * @param into the whole array in C order.
 */
export function scatter(
  shape: readonly number[],
  start: number,
  from: Float64Array,
  into: Float64Array,
): void {
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  let rest = start;
  const index = shape.map((side) => {
    const at = rest % side;
    rest = Math.floor(rest / side);
    return at;
  });
  const [side, stride] = [shape[0]!, strides[0]!];
  let offset = index.reduce((sum, at, axis) => sum + at * strides[axis]!, 0);
  for (let k = 0; k < from.length;) {
    const run = Math.min(side - index[0]!, from.length - k);
    for (let i = 0; i < run; i++) into[offset + i * stride] = from[k + i]!;
    k += run;
    offset -= index[0]! * stride;
    index[0] = 0;
    for (let axis = 1; axis < shape.length; axis++) {
      offset += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      offset -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
}

/** The same array with the last index fastest, from one whose first index runs fastest. */
export function fromFortran(data: Float64Array, shape: readonly number[]): Float64Array {
  if (shape.length < 2 || data.length === 0) return data;
  const result = new Float64Array(data.length);
  scatter(shape, 0, data, result);
  return result;
}

/** The same array with the first index fastest, from one whose last index runs fastest. */
export function toFortran(data: Float64Array, shape: readonly number[]): Float64Array {
  // C order of a shape is Fortran order of the shape in reverse.
  return fromFortran(data, shape.toReversed());
}
