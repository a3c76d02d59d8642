import { allocate } from "./binary/allocate.ts";
import { fileBytes } from "./binary/bytes.ts";
import { decode } from "./binary/elements.ts";
import { fromFortran } from "./binary/fortran.ts";
import { rawSource } from "./binary/raw-source.ts";
import { headerOf, readNpyHeader, requireNpySize } from "./npy-header.ts";
import type { ArraySource, NumericArray } from "./source.ts";
import { readSource } from "./source.ts";

/**
 * Reads a `.npy` file that is in memory: all real numeric types up to 64 bits, both byte orders, both index orders,
 * versions 1.0, 2.0 and 3.0 of the format.
 *
 * @param name what errors call it.
 * @throws EtalonError `io/npy-header`, `io/npy-size`, `io/dtype`, `io/integer-too-large`, `io/too-large`.
 *
 * Source: NEP 1 and the documentation of `numpy.lib.format`.
 */
export function parseNpy(bytes: Uint8Array, name: string): NumericArray {
  const header = readNpyHeader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
  requireNpySize(header, bytes.length, name);
  const { type, shape, offset, count, fortranOrder } = header;
  const data = allocate(count, name);
  // A copy, because numbers are decoded in place and must lie at a multiple of their size.
  decode(type, new Uint8Array(bytes.subarray(offset)), data, name);
  return { name, shape, dtype: type.name, data: fortranOrder ? fromFortran(data, shape) : data };
}

/**
 * Opens a `.npy` file: its header is read and compared with its size, its numbers are not.
 *
 * @throws EtalonError as {@link parseNpy}, and `io/not-found`, `io/directory`, `io/permission`, …
 */
export async function openNpy(file: string): Promise<ArraySource> {
  const open = fileBytes(file);
  return rawSource(file, open, await open(headerOf));
}

/** Reads a `.npy` file by chunks, without holding it twice. @throws EtalonError as {@link openNpy}. */
export async function readNpy(file: string): Promise<NumericArray> {
  return readSource(await openNpy(file));
}
