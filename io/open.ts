import type { Matrix } from "../core/matrix.ts";
import { activations, type Activations, type ActivationSource } from "./activations.ts";
import { chooseMember, chooseMembers } from "./container.ts";
import type { TableOptions } from "./csv/options.ts";
import { fault } from "./fault.ts";
import { EXTENSIONS, formatOf } from "./formats.ts";
import type { Layout } from "./layout/layout.ts";
import { readSource, type ArraySource, type NumericArray } from "./source.ts";
import { parsePathSpec } from "./spec.ts";

/** How files are to be read: the layout of arrays with more than two dimensions, and of tables of text. */
export interface ReadOptions extends Layout, TableOptions {}

/**
 * Opens the arrays that a path names: `file.npy`, `file.csv`, all of `file.npz`, `file.npz#layer1`, or those that a glob
 * fits, `file.npz#layer*`. Other formats with names: `.safetensors`, `.h5`, `.hdf5`, `.mat` (7.3).
 *
 * Arrays of a `.npz` come in the archive's order, others in the natural order of their names.
 *
 * @throws EtalonError `io/…`: one line with the file, the problem, the value got and the remedy.
 */
export async function openArrays(spec: string, options: ReadOptions = {}): Promise<readonly ArraySource[]> {
  const { file, member } = parsePathSpec(spec, EXTENSIONS);
  const format = formatOf(file);
  if (format.kind === "array") return [await openSingle(format.open, file, member, options)];
  const container = await format.open(file);
  const sources: ArraySource[] = [];
  for (const name of chooseMembers(container, member)) sources.push(await container.open(name));
  return sources;
}

/** Opens the one array that a path names. @throws EtalonError `io/which-member` where it could be several; `io/…`. */
export async function openArray(spec: string, options: ReadOptions = {}): Promise<ArraySource> {
  const { file, member } = parsePathSpec(spec, EXTENSIONS);
  const format = formatOf(file);
  if (format.kind === "array") return openSingle(format.open, file, member, options);
  const container = await format.open(file);
  return container.open(chooseMember(container, member));
}

function openSingle(
  open: (file: string, options: TableOptions) => Promise<ArraySource>,
  file: string,
  member: string | undefined,
  options: TableOptions,
): Promise<ArraySource> {
  if (member === undefined) return open(file, options);
  throw fault("io/member-spec", file, "holds one array, which has no name", {
    got: `#${member}`,
    remedy: "leave out the # and what follows",
  });
}

/** The names of the arrays in a file; one empty name where they have none. @throws EtalonError `io/…`. */
export async function listArrays(file: string): Promise<readonly string[]> {
  const format = formatOf(file);
  return format.kind === "array" ? [""] : (await format.open(file)).members;
}

/** Reads the one array that a path names. @throws EtalonError as {@link openArray}. */
export async function readArray(spec: string, options: ReadOptions = {}): Promise<NumericArray> {
  return readSource(await openArray(spec, options));
}

/** Reads the arrays that a path names. @throws EtalonError as {@link openArrays}. */
export async function readArrays(spec: string, options: ReadOptions = {}): Promise<readonly NumericArray[]> {
  const arrays: NumericArray[] = [];
  for (const source of await openArrays(spec, options)) arrays.push(await readSource(source));
  return arrays;
}

/** Opens the activations that a path names: a matrix whose shape is known. @throws EtalonError `io/…`. */
export async function openActivations(spec: string, options: ReadOptions = {}): Promise<ActivationSource> {
  return activations(await openArray(spec, options), options);
}

/** Opens all activations that a path names, as `openArrays` does. @throws EtalonError `io/…`. */
export async function openAllActivations(
  spec: string,
  options: ReadOptions = {},
): Promise<readonly ActivationSource[]> {
  return (await openArrays(spec, options)).map((source) => activations(source, options));
}

/** Reads activations with their groups, trials and names. @throws EtalonError `io/…`. */
export async function readActivations(spec: string, options: ReadOptions = {}): Promise<Activations> {
  return (await openActivations(spec, options)).readAll();
}

/**
 * Reads activations as an n×p matrix, rows are stimuli. One dimension is a single unit (n×1); with trials, their mean.
 *
 * @throws EtalonError `io/…`; `io/not-a-matrix` for a single value, or for more than two dimensions without a policy.
 */
export async function readMatrix(spec: string, options: ReadOptions = {}): Promise<Matrix> {
  return (await readActivations(spec, options)).values;
}
