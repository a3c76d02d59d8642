import { EtalonError } from "../../core/errors.ts";
import { cutter, joinValues } from "./affine.ts";
import type { ConvArchitecture } from "./architecture.ts";
import type { ConvParameters } from "./parameters.ts";

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
  requireCount("parametersFrom", parameterCount(architecture), values);
  const cut = cutter(values);
  const maps = shapes(architecture).map(([rows, cols]) => cut.affine(rows, cols));
  // Not empty: the head is always there.
  return { convolutions: maps.slice(0, -1), head: maps.at(-1)! };
}

/** The inverse of {@link parametersFrom}. */
export function valuesOf({ convolutions, head }: ConvParameters): Float64Array {
  return joinValues([...convolutions, head]);
}

/** Throws `zoo/format` when there are not `count` values. */
export function requireCount(who: string, count: number, values: Float64Array): void {
  if (values.length !== count) {
    throw new EtalonError("zoo/format", `${who}: this architecture has ${count} parameters`, {
      got: String(values.length),
    });
  }
}
