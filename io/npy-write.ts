import { open } from "node:fs/promises";
import { encode } from "./binary/encode.ts";
import type { ElementType } from "./binary/elements.ts";
import { toFortran } from "./binary/fortran.ts";
import { product, shapeText } from "./binary/shape.ts";
import { fault } from "./fault.ts";
import { numpyType } from "./numpy-dtype.ts";
import type { NumericArray } from "./source.ts";
import { systemError } from "./system-error.ts";

/** How an array is to be written. */
export interface NpyOptions {
  /** The type as numpy calls it. @defaultValue `<f8` */
  readonly dtype?: string;
  /** Whether the first index runs fastest. @defaultValue `false` */
  readonly fortranOrder?: boolean;
}

type Writable = Pick<NumericArray, "shape" | "data">;

/** Numbers encoded at a time. */
const CHUNK = 1 << 18;

/** Version 1.0 of the format: the data begin at a multiple of 64 bytes. */
function headerBytes(type: ElementType, shape: readonly number[], fortranOrder: boolean): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]!},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${type.name}', 'fortran_order': ${fortranOrder ? "True" : "False"}, 'shape': ${tuple}, }`;
  const size = Math.ceil((10 + text.length + 1) / 64) * 64;
  const header = Buffer.alloc(size, " ");
  header.write("\u0093NUMPY\x01\x00", "latin1");
  header.writeUInt16LE(size - 10, 8);
  header.write(text, 10, "latin1");
  header.write("\n", size - 1, "latin1");
  return header;
}

/** What comes before the numbers, for a file that is written piece by piece in C order. @throws EtalonError `io/dtype`. */
export const npyHeader = (dtype: string, shape: readonly number[]): Uint8Array =>
  headerBytes(numpyType(dtype, "npyHeader"), shape, false);

/** The file piece by piece. */
function* pieces({ shape, data }: Writable, options: NpyOptions, name: string): Generator<Uint8Array> {
  const { dtype = "<f8", fortranOrder = false } = options;
  const type = numpyType(dtype, name);
  if (product(shape) !== data.length) {
    throw fault("io/value", name, `an array of ${shapeText(shape)} needs ${product(shape)} numbers`, {
      got: String(data.length),
      remedy: "give it the shape of its data",
    });
  }
  yield headerBytes(type, shape, fortranOrder);
  const ordered = fortranOrder ? toFortran(data, shape) : data;
  for (let k = 0; k < ordered.length; k += CHUNK) yield encode(type, ordered.subarray(k, k + CHUNK), name);
}

/**
 * The bytes of a `.npy` file. Floats are rounded to the nearest of their type; integers and truth values are not.
 *
 * @throws EtalonError `io/value` for a value that the type does not hold, or data of another length than the shape's;
 * `io/dtype`.
 */
export function npyBytes(array: Writable, options: NpyOptions = {}): Uint8Array {
  return Buffer.concat([...pieces(array, options, "npyBytes")]);
}

/** Writes a `.npy` file, in place of one that is there. @throws EtalonError as {@link npyBytes}; `io/permission`, … */
export async function writeNpy(file: string, array: Writable, options: NpyOptions = {}): Promise<void> {
  try {
    // What can be refused is refused before a file is touched.
    const parts = pieces(array, options, file);
    const header = parts.next();
    const handle = await open(file, "w");
    try {
      if (!header.done) await handle.writeFile(header.value);
      for (const part of parts) await handle.writeFile(part);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw systemError(error, file);
  }
}
