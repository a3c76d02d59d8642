import { describe, expect, it } from "vitest";
import { openDataset } from "../../../io/hdf5/dataset.ts";
import { hdf5File, type Hdf5File } from "../../../io/hdf5/file.ts";
import { loadHdf5, type Hdf5Module, type Metadata } from "../../../io/hdf5/library.ts";
import type { ArraySource } from "../../../io/source.ts";
import { expectFault } from "../support/faults.ts";
import { testFolder } from "../support/folder.ts";
import { makeMatlab, patch, writeHdf5 } from "../support/hdf5.ts";

const folder = testFolder();
const counting = (length: number): Float64Array => Float64Array.from({ length }, (_, k) => k);
const open = async (file: string, name = "x"): Promise<ArraySource> =>
  openDataset(await hdf5File(file, loadHdf5), `/${name}`, `${file}#${name}`);

describe("openDataset", () => {
  it.each([
    ["float64", Float64Array.of(1.5, -2, NaN, 4, 5, 6)],
    ["float32", Float32Array.of(1.5, -2, Infinity, 4, 5, 6)],
    ["int8", Int8Array.of(-128, 127, 0, 4, 5, 6)],
    ["uint8", Uint8Array.of(0, 255, 3, 4, 5, 6)],
    ["int16", Int16Array.of(-32768, 2, 3, 4, 5, 6)],
    ["uint16", Uint16Array.of(65535, 2, 3, 4, 5, 6)],
    ["int32", Int32Array.of(-(2 ** 31), 2, 3, 4, 5, 6)],
    ["uint32", Uint32Array.of(2 ** 32 - 1, 2, 3, 4, 5, 6)],
    ["int64", BigInt64Array.of(-(2n ** 53n), 2n, 3n, 4n, 5n, 6n)],
    ["uint64", BigUint64Array.of(2n ** 53n, 2n, 3n, 4n, 5n, 6n)],
  ])("reads %s", async (name, data) => {
    const file = await writeHdf5(folder.path(`${name}.h5`), (root) =>
      root.create_dataset({ name: "x", data, shape: [3, 2] }),
    );
    const source = await open(file);
    const values = Array.from(data, Number);
    expect(source).toMatchObject({ name: `${file}#x`, shape: [3, 2], seekable: true });
    expect([...(await source.readAll())]).toEqual(values);
    expect([...(await source.readRows(1, 2))]).toEqual(values.slice(2));
    await expect(source.readRows(2, 2)).rejects.toMatchObject({ code: "io/rows" });
  });

  it("reads the highest byte first, and half precision", async () => {
    // The library writes neither: the description of the type is changed, and the numbers are read by it.
    const big = await writeHdf5(
      folder.path("big.h5"),
      (root) => {
        const data = new Float64Array(
          new BigUint64Array(
            [1.5, -3].map((value) => {
              const bytes = Buffer.alloc(8);
              bytes.writeDoubleBE(value);
              return bytes.readBigUInt64LE();
            }),
          ).buffer,
        );
        root.create_dataset({ name: "x", data, shape: [2] });
      },
      true,
    );
    patch(big, [0x11, 0x20, 0x3f, 0, 8], [0x11, 0x21, 0x3f, 0, 8]);
    expect([...(await (await open(big)).readAll())]).toEqual([1.5, -3]);

    // Two halves in the first of two doubles.
    const halves = new Float64Array(Uint16Array.of(0x3e00, 0xc200, 0, 0, 0, 0, 0, 0).buffer);
    const half = await writeHdf5(
      folder.path("half.h5"),
      (root) => root.create_dataset({ name: "x", data: halves, shape: [2] }),
      true,
    );
    // Size, bits, place and width of the exponent and of the fraction, and the exponent's bias.
    patch(
      half,
      [0x11, 0x20, 0x3f, 0, 8, 0, 0, 0, 0, 0, 64, 0, 52, 11, 0, 52, 0xff, 3],
      [0x11, 0x20, 0x0f, 0, 2, 0, 0, 0, 0, 0, 16, 0, 10, 5, 0, 10, 15, 0],
    );
    expect([...(await (await open(half)).readAll())]).toEqual([1.5, -3]);
  });

  it("reads packed chunks, several boxes, more dimensions, and a single value", async () => {
    const file = await writeHdf5(folder.path("kinds.h5"), (root) => {
      root.create_dataset({
        name: "packed",
        data: counting(6000),
        shape: [300, 20],
        chunks: [50, 20],
        compression: "gzip",
      });
      root.create_dataset({ name: "large", data: counting(2_400_000), shape: [1200, 2000] });
      root.create_dataset({ name: "four", data: counting(120), shape: [5, 4, 3, 2] });
      root.create_dataset({ name: "single", data: 7 });
    });
    const packed = await open(file, "packed");
    expect(await packed.readAll()).toEqual(counting(6000));
    expect(await packed.readRows(49, 2)).toEqual(counting(6000).slice(980, 1020));
    const large = await (await open(file, "large")).readAll();
    expect(large.findIndex((value, k) => value !== k)).toBe(-1);
    expect(await (await open(file, "four")).readRows(3, 1)).toEqual(counting(120).slice(72, 96));
    const single = await open(file, "single");
    expect([single.shape, [...(await single.readAll())]]).toEqual([[], [7]]);
  });

  it("gives MATLAB's arrays MATLAB's sides", async () => {
    // reshape(0:23, 4, 3, 2) of MATLAB: element (i, j, k) is i + 4 j + 12 k.
    const file = await writeHdf5(folder.path("m.mat"), (root) => {
      root
        .create_dataset({ name: "x", data: counting(24), shape: [2, 3, 4] })
        .create_attribute("MATLAB_class", "double");
    });
    const source = await open(makeMatlab(file));
    expect(source.shape).toEqual([4, 3, 2]);
    const element = (k: number): number => Math.floor(k / 6) + 4 * (Math.floor(k / 2) % 3) + 12 * (k % 2);
    expect([...(await source.readAll())]).toEqual(Array.from({ length: 24 }, (_, k) => element(k)));
    expect([...(await source.readRows(1, 2))]).toEqual(Array.from({ length: 12 }, (_, k) => element(k + 6)));
  });

  it.each([
    ["char", "io/dtype", "holds no real numbers (got class char); save it as double"],
    ["cell", "io/dtype", "got class cell"],
  ])("refuses MATLAB's %s", async (kind, code, message) => {
    const file = await writeHdf5(folder.path(`${kind}.mat`), (root) => {
      root
        .create_dataset({ name: "x", data: Uint16Array.of(65), shape: [1, 1] })
        .create_attribute("MATLAB_class", kind);
    });
    await expectFault(() => open(makeMatlab(file)), `${file}#x: `, code, message);
  });

  it("refuses MATLAB's empty arrays, whose numbers are their sides", async () => {
    const file = await writeHdf5(folder.path("empty.mat"), (root) => {
      const dataset = root.create_dataset({ name: "x", data: BigUint64Array.of(0n, 3n), shape: [2] });
      dataset.create_attribute("MATLAB_class", "double");
      dataset.create_attribute("MATLAB_empty", 1);
    });
    await expectFault(() => open(makeMatlab(file)), `${file}#x: `, "io/not-a-matrix", "is an empty array");
  });

  it("refuses text, and a packing that needs a plug-in", async () => {
    const file = await writeHdf5(
      folder.path("odd.h5"),
      (root) => {
        root.create_dataset({ name: "text", data: ["a", "b"] });
        root.create_dataset({
          name: "x",
          data: counting(100),
          shape: [10, 10],
          chunks: [10, 10],
          compression: "gzip",
        });
      },
      true,
    );
    await expectFault(() => open(file, "text"), `${file}#text: `, "io/dtype", "holds text");
    // The filter's number 1 (deflate) becomes 32001 (Blosc).
    patch(
      file,
      [1, 0, 8, 0, 0, 0, 1, 0, ...Buffer.from("deflate")],
      [1, 125, 8, 0, 0, 0, 1, 0, ...Buffer.from("blosc\0\0")],
    );
    await expectFault(
      () => open(file),
      `${file}#x: `,
      "io/hdf5-filter",
      "only a plug-in undoes (got blosc); save it with gzip",
    );
  });

  it.each<[string, Partial<Metadata>, string, string]>([
    ["without a shape", { shape: null }, "io/not-a-matrix", "has no shape; save an array"],
    [
      "that lies in other files",
      { virtual_sources: [{}] },
      "io/hdf5",
      "lies in other files (a virtual dataset)",
    ],
    ["that was never written", { shape: [10_000, 1000] }, "io/hdf5", "(got 2000 bytes to 80000000 bytes)"],
    ["whose sides overflow", { shape: [2 ** 40, 2 ** 40] }, "io/hdf5", "has a shape whose product overflows"],
  ])("refuses a dataset %s", async (_what, metadata, code, message) => {
    // The library writes no such files, so that it is asked in its place.
    const described = { type: 1, size: 8, signed: true, vlen: false, shape: [1], ...metadata };
    const module = {
      get_dataset_metadata: () => described,
      get_dataset_filters: () => [],
    } as unknown as Hdf5Module;
    const library = { module, attribute: () => undefined };
    const file: Hdf5File = {
      file: "a.h5",
      size: 2000,
      matlab: false,
      use: (act) => Promise.resolve(act(library, 1n)),
    };
    await expectFault(() => openDataset(file, "/x", "a.h5#x"), "a.h5", code, message);
  });
});
