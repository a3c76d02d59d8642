import { describe, expect, it } from "vitest";
import { npyBytes } from "../../io/npy-write.ts";
import {
  listArrays,
  openActivations,
  openAllActivations,
  openArrays,
  readActivations,
  readArray,
  readArrays,
  readMatrix,
} from "../../io/open.ts";
import { expectFault } from "./support/faults.ts";
import { testFolder } from "./support/folder.ts";
import { makeMatlab, writeHdf5 } from "./support/hdf5.ts";
import { safetensorsBytes } from "./support/safetensors.ts";
import { zipBytes } from "./support/zip.ts";

const folder = testFolder();
const values = Float64Array.of(1, 2, 3, 4, 5, 6);
const npy = (shape: readonly number[]): Uint8Array => npyBytes({ shape, data: values });
const inZip = (names: readonly string[], shape = [3, 2]): Buffer =>
  zipBytes(names.map((name) => ({ name: `${name}.npy`, data: npy(shape) })));

describe("readMatrix", () => {
  it("reads the same matrix from every format", async () => {
    const h5 = await writeHdf5(folder.path("a.h5"), (root) =>
      root.create_dataset({ name: "x", data: values, shape: [3, 2] }),
    );
    const mat = await writeHdf5(folder.path("a.mat"), (root) =>
      root.create_dataset({ name: "x", data: Float64Array.of(1, 3, 5, 2, 4, 6), shape: [2, 3] }),
    );
    const tensors = { x: { dtype: "F64", shape: [3, 2], data: new Uint8Array(values.slice().buffer) } };
    for (const file of [
      folder.save("a.npy", npy([3, 2])),
      folder.save("a.NPZ", inZip(["x"])),
      folder.save("a.safetensors", safetensorsBytes(tensors)),
      folder.save("a.csv", "1,2\n3,4\n5,6\n"),
      folder.save("a.tsv", "id\tu\tv\na\t1\t2\nb\t3\t4\nc\t5\t6"),
      h5,
      makeMatlab(mat),
    ]) {
      expect(await readMatrix(file), file).toEqual({ rows: 3, cols: 2, data: values });
    }
  });

  it("makes a column of one dimension", async () => {
    expect(await readMatrix(folder.save("one.npy", npy([6])))).toEqual({ rows: 6, cols: 1, data: values });
  });

  it("reads through a layout", async () => {
    const file = folder.save("three.npy", npy([1, 2, 3]));
    expect([...(await readMatrix(file, { policy: "pool", channels: "first" })).data]).toEqual([2, 5]);
    const { groups, values: positions } = await readActivations(file, {
      policy: "positions",
      channels: "last",
    });
    expect([positions.rows, positions.cols, [...groups!]]).toEqual([2, 3, [0, 0]]);
    const source = await openActivations(file, { trials: 1 });
    expect([source.rows, source.cols, source.trials]).toEqual([1, 3, 2]);
    await expectFault(() => readMatrix(file), file, "io/not-a-matrix", "(got 1×2×3)");
  });

  it("passes on how a table is to be read", async () => {
    const file = folder.save("counting.csv", "0,1,2\n5,6,7\n");
    expect((await readMatrix(file, { header: false })).rows).toBe(2);
    expect((await readActivations(file, { header: true, idColumn: 2 })).ids).toEqual(["6"]);
    await expectFault(() => readMatrix(file), file, "io/csv-heading", "choose --header or --no-header");
  });

  it("wants one array", async () => {
    const file = folder.save("two.npz", inZip(["layer1", "layer2"]));
    expect((await readMatrix(`${file}#layer2`)).rows).toBe(3);
    expect((await readArray(`${file}#*2`)).name).toBe(`${file}#layer2`);
    await expectFault(
      () => readMatrix(file),
      file,
      "io/which-member",
      `holds 2 arrays where one is needed (got layer1, layer2); name one, as in ${file}#layer1`,
    );
    await expectFault(
      () => readMatrix(`${file}#layer3`),
      file,
      "io/unknown-member",
      `did you mean ${file}#layer1?`,
    );
    const single = folder.save("b.npy", npy([6]));
    await expectFault(
      () => readMatrix(`${single}#x`),
      single,
      "io/member-spec",
      "holds one array, which has no name (got #x)",
    );
  });
});

describe("openArrays", () => {
  it("opens all, or those that a glob fits, in order", async () => {
    const file = folder.save("many.npz", inZip(["fc", "layer10", "layer2"]));
    const names = async (spec: string) =>
      (await openArrays(spec)).map(({ name }) => name.replace(`${file}#`, ""));
    expect(await names(file)).toEqual(["fc", "layer10", "layer2"]);
    expect(await names(`${file}#layer*`)).toEqual(["layer10", "layer2"]);
    expect(await listArrays(file)).toEqual(["fc", "layer10", "layer2"]);
    expect((await readArrays(`${file}#layer?`)).map(({ data }) => [...data])).toEqual([[...values]]);
    expect((await openAllActivations(`${file}#*`)).map(({ rows, cols }) => [rows, cols])).toEqual([
      [3, 2],
      [3, 2],
      [3, 2],
    ]);
    await expectFault(() => openArrays(`${file}#conv*`), file, "io/unknown-member", "(got conv*)");
  });

  it("opens the only one of a format that has no names", async () => {
    const file = folder.save("c.npy", npy([6]));
    expect((await openArrays(file)).map(({ name }) => name)).toEqual([file]);
    expect(await listArrays(file)).toEqual([""]);
  });
});
