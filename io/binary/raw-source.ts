import type { ArraySource } from "../source.ts";
import { requireRows } from "../source.ts";
import { allocate } from "./allocate.ts";
import type { Bytes, WithBytes } from "./bytes.ts";
import type { ElementType } from "./elements.ts";
import { scatter } from "./fortran.ts";
import { CHUNK, readElements } from "./read-elements.ts";
import { product } from "./shape.ts";

/** How an array lies in a file: its elements one after another. */
export interface RawLayout {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Whether the first index runs fastest. */
  readonly fortranOrder: boolean;
  /** The byte at which the first element begins. */
  readonly offset: number;
}

/** Reads a whole array, by chunks, into C order. @throws EtalonError `io/…`. */
export async function readRaw(
  bytes: Bytes,
  { type, shape, fortranOrder, offset }: RawLayout,
): Promise<Float64Array> {
  const data = allocate(product(shape), bytes.name);
  if (!fortranOrder || shape.length < 2) {
    await readElements(bytes, offset, type, data);
    return data;
  }
  const scratch = new Float64Array(Math.min(data.length, CHUNK / 8));
  for (let k = 0; k < data.length; k += scratch.length) {
    const part = scratch.subarray(0, data.length - k);
    await readElements(bytes, offset + k * type.size, type, part);
    scatter(shape, k, part, data);
  }
  return data;
}

/** Some rows of an array in Fortran order: a run of `count` elements from each of its columns. */
async function readFortranRows(
  bytes: Bytes,
  layout: RawLayout,
  start: number,
  count: number,
): Promise<Float64Array> {
  const { type, shape, offset } = layout;
  const [rows = 1, ...rest] = shape;
  const width = product(rest);
  const data = allocate(count * width, bytes.name);
  const column = new Float64Array(count);
  for (let k = 0; k < width; k++) {
    await readElements(bytes, offset + (k * rows + start) * type.size, type, column);
    scatter([count, ...rest], k * count, column, data);
  }
  return data;
}

/** The source of an array that lies in a file as it is: any of its rows can be read on their own. */
export function rawSource(name: string, open: WithBytes, layout: RawLayout): ArraySource {
  const { type, shape, offset, fortranOrder } = layout;
  const rows = shape[0] ?? 1;
  const width = product(shape.slice(1));
  return {
    name,
    shape,
    dtype: type.name,
    seekable: true,
    readAll: () => open((bytes) => readRaw(bytes, layout)),
    readRows: async (start, count) => {
      requireRows(name, rows, start, count);
      return open(async (bytes) => {
        if (fortranOrder && shape.length > 1) return readFortranRows(bytes, layout, start, count);
        const data = allocate(count * width, name);
        await readElements(bytes, offset + start * width * type.size, type, data);
        return data;
      });
    },
  };
}
