import { EtalonError } from "../../core/errors.ts";
import { matrix } from "../../core/matrix.ts";
import type { ConvArchitecture } from "./architecture.ts";
import type { Affine, ConvParameters } from "./parameters.ts";

/** Rows and columns of every affine map of an architecture, in the order in which the files hold them. */
function shapes(architecture: ConvArchitecture): (readonly [number, number])[] {
  const convolutions = architecture.layers.map(
    ({ kernel, inputs, outputs }) => [kernel * kernel * inputs, outputs] as const,
  );
  const last = architecture.layers.at(-1)?.outputs ?? architecture.input.channels;
  return [...convolutions, [last, architecture.classes]];
}

/** How many numbers an architecture's parameters are. */
export function parameterCount(architecture: ConvArchitecture): number {
  return shapes(architecture).reduce((sum, [rows, cols]) => sum + (rows + 1) * cols, 0);
}

/**
 * The layout of a network in a file: for every convolution and then the head its weights, row by row, and its bias.
 *
 * @throws EtalonError `zoo/format` when the number of numbers is not the architecture's.
 */
export function parametersFrom(architecture: ConvArchitecture, values: Float64Array): ConvParameters {
  if (values.length !== parameterCount(architecture)) {
    throw new EtalonError(
      "zoo/format",
      `parametersFrom: this architecture has ${parameterCount(architecture)} parameters`,
      { got: String(values.length) },
    );
  }
  let at = 0;
  const maps = shapes(architecture).map(([rows, cols]): Affine => {
    const weights = matrix(rows, cols, values.slice(at, at + rows * cols));
    at += rows * cols;
    const bias = values.slice(at, at + cols);
    at += cols;
    return { weights, bias };
  });
  // Not empty: the head is always there.
  return { convolutions: maps.slice(0, -1), head: maps.at(-1)! };
}

/** The inverse of {@link parametersFrom}. */
export function valuesOf({ convolutions, head }: ConvParameters): Float64Array {
  const parts = [...convolutions, head].flatMap(({ weights, bias }) => [weights.data, bias]);
  const result = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
