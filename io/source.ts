import { fault } from "./fault.ts";

/** An array of any shape as float64, in C order: the last index runs fastest. */
export interface NumericArray {
  /** Where it is from: `acts.npz#layer1`. */
  readonly name: string;
  /** The sides; empty for a single value. */
  readonly shape: readonly number[];
  /** The type as the file calls it, for example `<f4`. */
  readonly dtype: string;
  readonly data: Float64Array;
  /** The names of the rows, where the file gives them. */
  readonly ids?: readonly string[];
}

/** One array of a file: its shape is known, its numbers are read when they are asked for. */
export interface ArraySource extends Omit<NumericArray, "data"> {
  /** Whether `readRows` reads only the rows it is asked for; otherwise the first call reads all and keeps them. */
  readonly seekable: boolean;
  /**
   * The numbers whose first index is `start` … `start + count − 1`, in C order.
   *
   * @throws EtalonError `io/rows` when there are no such rows, `io/…` when the file is wrong.
   */
  readonly readRows: (start: number, count: number) => Promise<Float64Array>;
  /** All numbers. @throws EtalonError `io/…`. */
  readonly readAll: () => Promise<Float64Array>;
}

/** Reads the whole of a source. */
export async function readSource(source: ArraySource): Promise<NumericArray> {
  const { name, shape, dtype, ids } = source;
  return { name, shape, dtype, data: await source.readAll(), ...(ids === undefined ? {} : { ids }) };
}

/** @throws EtalonError `io/rows` unless `start` … `start + count − 1` are rows of an array of this many. */
export function requireRows(name: string, rows: number, start: number, count: number): void {
  if (
    Number.isSafeInteger(start) &&
    Number.isSafeInteger(count) &&
    start >= 0 &&
    count >= 0 &&
    start + count <= rows
  ) {
    return;
  }
  throw fault("io/rows", name, `readRows: start and count must lie within its ${rows} rows`, {
    got: `${start} and ${count}`,
    remedy: "ask for rows that it has",
  });
}

/** What a source is told of itself. */
export type SourceAbout = Omit<ArraySource, "seekable" | "readRows" | "readAll">;

/** The source of an array whose format must be read as a whole: the first call does so, and keeps it. */
export function heldSource(about: SourceAbout, load: () => Promise<Float64Array>): ArraySource {
  let held: Promise<Float64Array> | undefined;
  const readAll = (): Promise<Float64Array> => (held ??= load());
  return {
    ...about,
    seekable: false,
    readAll,
    readRows: async (start, count) => {
      const rows = about.shape[0] ?? 1;
      requireRows(about.name, rows, start, count);
      const data = await readAll();
      const width = rows === 0 ? 0 : data.length / rows;
      return data.slice(start * width, (start + count) * width);
    },
  };
}
