import { decode, type ElementType } from "../binary/elements.ts";
import { product } from "../binary/shape.ts";
import { fault } from "../fault.ts";
import type { Hdf5Module } from "./library.ts";

/** A part of a dataset: where it begins and how far it goes along each of HDF5's axes. */
export interface Box {
  readonly offset: readonly number[];
  readonly count: readonly number[];
}

/** Bytes that go through the library's memory at a time, unless one index along the first axis takes more. */
const CHUNK = 1 << 23;

/** The library wants nothing for a single value. */
const counts = (numbers: readonly number[]): readonly bigint[] | null =>
  numbers.length === 0 ? null : numbers.map(BigInt);

/** Reads a box that fits into the library's memory. */
function readPart(
  module: Hdf5Module,
  file: bigint,
  path: string,
  type: ElementType,
  { offset, count }: Box,
  name: string,
): Float64Array {
  const numbers = new Float64Array(product(count));
  const bytes = numbers.length * type.size;
  if (bytes === 0) return numbers;
  const pointer = module._malloc(bytes);
  if (pointer === 0) {
    throw fault("io/too-large", name, "has rows that do not fit into the HDF5 library's memory", {
      got: `${bytes} bytes`,
      remedy: "save it as .npy",
    });
  }
  try {
    const strides = counts(count.map(() => 1));
    const status = module.get_dataset_data(
      file,
      path,
      counts(count),
      counts(offset),
      strides,
      BigInt(pointer),
    );
    if (status < 0)
      throw fault("io/hdf5", name, "holds data that cannot be read", { remedy: "write it again" });
    decode(type, module.HEAPU8.slice(pointer, pointer + bytes), numbers, name);
    return numbers;
  } finally {
    module._free(pointer);
  }
}

/**
 * Reads a box part by part along its first axis.
 *
 * @param accept takes each part and the number of elements before it.
 * @throws EtalonError `io/hdf5`, `io/too-large`, `io/integer-too-large`.
 */
export function readBox(
  module: Hdf5Module,
  file: bigint,
  path: string,
  type: ElementType,
  { offset, count }: Box,
  name: string,
  accept: (part: Float64Array, at: number) => void,
): void {
  if (count.length === 0) {
    accept(readPart(module, file, path, type, { offset, count }, name), 0);
    return;
  }
  const [first = 0, ...others] = count;
  const [from = 0, ...rest] = offset;
  const width = product(others);
  const step = Math.max(1, Math.floor(CHUNK / Math.max(1, width * type.size)));
  for (let k = 0; k < first; k += step) {
    const box = { offset: [from + k, ...rest], count: [Math.min(step, first - k), ...others] };
    accept(readPart(module, file, path, type, box, name), k * width);
  }
}
