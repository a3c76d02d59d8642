import { closeSync, openSync, truncateSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openActivations } from "../../io/open.ts";
import { npyFile } from "../support/npy.ts";
import { testFolder } from "./support/folder.ts";
import { writeHdf5 } from "./support/hdf5.ts";
import { safetensorsAround } from "./support/safetensors.ts";
import { zipBytes } from "./support/zip.ts";

// Files of a million rows, a gigabyte each but for holes that take no place: they are opened, and some rows read,
// without being read whole.

const ROWS = 1_000_000;
const COLS = 256;
const SIZE = ROWS * COLS * 4;
const folder = testFolder();

/** A file with a head and numbers that are all 0 but for `values` at some element. */
function sparse(
  name: string,
  head: Uint8Array,
  at: number,
  values: readonly number[],
  end = new Uint8Array(0),
): string {
  const file = folder.save(name, head);
  truncateSync(file, head.length + SIZE);
  const handle = openSync(file, "r+");
  writeSync(
    handle,
    Buffer.from(Float32Array.from(values).buffer),
    0,
    values.length * 4,
    head.length + at * 4,
  );
  writeSync(handle, end, 0, end.length, head.length + SIZE);
  closeSync(handle);
  return file;
}

/** Counts the bytes that are read from files from now on. */
async function countBytes(file: string): Promise<() => number> {
  const handle = await open(file);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const spy = vi.spyOn(prototype, "read");
  return () =>
    spy.mock.settledResults.reduce(
      (sum, { type, value }) => sum + (type === "fulfilled" ? (value as { bytesRead: number }).bytesRead : 0),
      0,
    );
}

afterEach(() => void vi.restoreAllMocks());

async function expectLastRow(spec: string, file: string, most: number): Promise<void> {
  const bytes = await countBytes(file);
  const source = await openActivations(spec);
  expect([source.rows, source.cols, source.seekable]).toEqual([ROWS, COLS, true]);
  expect(bytes()).toBeLessThan(100_000);
  const { values } = await source.readRows(ROWS - 1, 1);
  expect([...values.data.subarray(0, 3)]).toEqual([1.5, 2.5, 0]);
  expect(bytes()).toBeGreaterThan(0);
  expect(bytes()).toBeLessThan(most);
}

const last = (ROWS - 1) * COLS;

describe("a file of a million rows", () => {
  it("in .npy", async () => {
    const head = npyFile("<f4", [ROWS, COLS], false, new Uint8Array(0));
    const file = sparse("c.npy", head, last, [1.5, 2.5]);
    await expectLastRow(file, file, 200_000);
  });

  it("in .npy with columns one after another: a short read of each", async () => {
    const head = npyFile("<f4", [ROWS, COLS], true, new Uint8Array(0));
    // Column 0 ends with 1.5; the end of column 1 is set by a second write.
    const file = sparse("f.npy", head, ROWS - 1, [1.5]);
    const handle = openSync(file, "r+");
    writeSync(handle, Buffer.from(Float32Array.of(2.5).buffer), 0, 4, head.length + (2 * ROWS - 1) * 4);
    closeSync(handle);
    await expectLastRow(file, file, 200_000);
  });

  it("in .safetensors", async () => {
    const header = { x: { dtype: "F32", shape: [ROWS, COLS], data_offsets: [0, SIZE] } };
    const file = sparse("x.safetensors", safetensorsAround(JSON.stringify(header)), last, [1.5, 2.5]);
    await expectLastRow(`${file}#x`, file, 200_000);
  });

  it("in .npz that is not packed", async () => {
    const array = npyFile("<f4", [ROWS, COLS], false, new Uint8Array(0));
    // An archive of the array's head alone, whose sizes are those of the whole; the numbers are put in between.
    const whole = {
      name: "x.npy",
      data: array,
      method: 0,
      packedSize: array.length + SIZE,
      size: array.length + SIZE,
    };
    const bytes = zipBytes([whole]);
    const begin = bytes.indexOf("PK\u0001\u0002", 0, "latin1");
    const tail = Buffer.from(bytes.subarray(begin));
    tail.writeUInt32LE(begin + SIZE, tail.length - 6);
    const file = sparse("x.npz", bytes.subarray(0, begin), last, [1.5, 2.5], tail);
    await expectLastRow(`${file}#x`, file, 200_000);
  });

  it("in HDF5", async () => {
    const data = new Uint8Array(ROWS * 2);
    data.set([3, 4], 2 * ROWS - 2);
    const file = await writeHdf5(folder.path("x.h5"), (root) =>
      root.create_dataset({ name: "x", data, shape: [ROWS, 2], chunks: [10_000, 2], compression: "gzip" }),
    );
    const source = await openActivations(file);
    expect([source.rows, source.cols, source.seekable]).toEqual([ROWS, 2, true]);
    expect([...(await source.readRows(ROWS - 2, 2)).values.data]).toEqual([0, 0, 3, 4]);
  });
});
