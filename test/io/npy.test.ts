import { execFileSync } from "node:child_process";
import { appendFileSync, truncateSync } from "node:fs";
import fc from "fast-check";
import { parse as npyjsParse } from "npyjs";
import { describe, expect, it } from "vitest";
import { EtalonError } from "../../core/errors.ts";
import { openNpy, parseNpy, readNpy } from "../../io/npy.ts";
import { npyBytes, npyFile } from "../support/npy.ts";
import { expectFault } from "./support/faults.ts";
import { testFolder } from "./support/folder.ts";

const folder = testFolder();

/** A file of one type, both orders, and the values that are in it. */
const CASES = [
  ["|b1", [0, 1, 1, 0, 0, 1]],
  ["|i1", [-128, 127, 0, 1, -1, 5]],
  ["|u1", [0, 255, 128, 1, 2, 3]],
  ["<i2", [-32768, 32767, 258, 0, 1, -1]],
  [">i2", [-32768, 32767, 258, 0, 1, -1]],
  ["<u2", [65535, 0, 1, 2, 3, 4]],
  ["<i4", [-2147483648, 66051, 0, 1, 2, 3]],
  [">u4", [4294967295, 66051, 0, 1, 2, 3]],
  ["<i8", [-9007199254740991, 3, 0, 1, 2, 3]],
  [">u8", [9007199254740991, 3, 0, 1, 2, 3]],
  ["<f2", [-1.5, 65504, 0.0999755859375, 0, 1, 2]],
  [">f2", [2 ** -24, -2, 0.0999755859375, 0, 1, 2]],
  ["<f4", [Math.fround(1.1), -(2 ** 127), 0, NaN, Infinity, 1]],
  [">f4", [Math.fround(1.1), -(2 ** 127), 0, NaN, -Infinity, 1]],
  ["<f8", [Math.PI, -5e-324, NaN, Infinity, -0, 1e308]],
  [">f8", [Math.PI, -5e-324, NaN, -Infinity, -0, 1e308]],
] as const;

describe("parseNpy and readNpy", () => {
  it.each(CASES)("read %s", async (dtype, values) => {
    const c = npyFile(dtype, [2, 3], false, npyBytes(dtype, values));
    const fortran = npyFile(dtype, [3, 2], true, npyBytes(dtype, values), 2);
    const [v0, v1, v2, v3, v4, v5] = values;
    for (const [bytes, shape, wanted] of [
      [c, [2, 3], values],
      [fortran, [3, 2], [v0, v3, v1, v4, v2, v5]],
    ] as const) {
      const parsed = parseNpy(bytes, "x.npy");
      expect(parsed).toEqual({ name: "x.npy", shape, dtype, data: Float64Array.from(wanted) });
      const file = folder.save("types.npy", bytes);
      expect(await readNpy(file)).toEqual({ ...parsed, name: file });
    }
  });

  it("agree with npyjs, which another team wrote", () => {
    // npyjs reads little endian alone.
    for (const [dtype, values] of CASES.filter(([name]) => !name.startsWith(">"))) {
      const bytes = npyFile(dtype, [2, 3], false, npyBytes(dtype, values));
      const theirs = npyjsParse(new Uint8Array(bytes).buffer);
      expect(theirs.shape).toEqual([2, 3]);
      const numbers = Float64Array.from(theirs.data as unknown as ArrayLike<number | bigint>, Number);
      expect([...numbers]).toEqual([...parseNpy(bytes, "x").data]);
    }
  });

  it("read what numpy writes, where there is a numpy", async () => {
    const file = folder.path("numpy.npy");
    const script =
      "import sys,numpy as n;n.save(sys.argv[1],n.asfortranarray(n.arange(6,dtype='>f4').reshape(2,3)))";
    try {
      execFileSync("python3", ["-c", script, file], { stdio: "ignore" });
    } catch {
      return;
    }
    expect(await readNpy(file)).toMatchObject({
      shape: [2, 3],
      dtype: ">f4",
      data: Float64Array.of(0, 1, 2, 3, 4, 5),
    });
  });

  it("read a single value, and arrays without any", () => {
    expect(parseNpy(npyFile("<f8", [], false, npyBytes("<f8", [7])), "x")).toMatchObject({
      shape: [],
      data: Float64Array.of(7),
    });
    for (const shape of [[0], [0, 5], [5, 0, 2]]) {
      for (const fortran of [true, false]) {
        expect(parseNpy(npyFile("<f4", shape, fortran, new Uint8Array(0)), "x")).toMatchObject({
          shape,
          data: new Float64Array(0),
        });
      }
    }
  });

  it("leave the bytes they read as they were, wherever these lie", () => {
    const file = npyFile(">f4", [2], false, npyBytes(">f4", [1, 2]));
    const shifted = Buffer.concat([Buffer.from("xyz"), file]).subarray(3);
    expect([...parseNpy(shifted, "x").data]).toEqual([1, 2]);
    expect([...parseNpy(shifted, "x").data]).toEqual([1, 2]);
  });

  it("name file and value of an integer that float64 cannot hold", async () => {
    const bytes = npyFile("<i8", [1], false, Buffer.from(BigInt64Array.of(2n ** 53n + 1n).buffer));
    const file = folder.save("big.npy", bytes);
    await expectFault(() => readNpy(file), file, "io/integer-too-large", "(got 9007199254740993)");
    await expectFault(
      () => parseNpy(bytes, "big.npy"),
      "big.npy: ",
      "io/integer-too-large",
      "cannot represent",
    );
  });
});

describe("openNpy", () => {
  it("knows the shape before it reads a number, and reads any rows", async () => {
    const values = Array.from({ length: 40 }, (_, k) => k);
    for (const fortran of [false, true]) {
      const file = folder.save("rows.npy", npyFile("<i2", [10, 4], fortran, npyBytes("<i2", values)));
      const source = await openNpy(file);
      expect(source).toMatchObject({ name: file, shape: [10, 4], dtype: "<i2", seekable: true });
      const all = await source.readAll();
      expect([...(await source.readRows(7, 2))]).toEqual([...all.slice(28, 36)]);
      await expect(source.readRows(9, 2)).rejects.toMatchObject({ code: "io/rows" });
    }
  });

  it("opens a header whose numbers would not fit into memory", async () => {
    // A file of zeros that takes no place on the disk: 2³⁶ bytes.
    const file = folder.save("sparse.npy", npyFile("|u1", [2 ** 30, 64], false, new Uint8Array(0)));
    truncateSync(file, 128 + 2 ** 36);
    const source = await openNpy(file);
    expect(source.shape).toEqual([2 ** 30, 64]);
    expect([...(await source.readRows(2 ** 30 - 1, 1))]).toEqual(new Array(64).fill(0));
    await expectFault(() => source.readAll(), file, "io/too-large", "does not fit into memory");
  });

  it("says when the file is another at the time its numbers are read", async () => {
    const file = folder.save("growing.npy", npyFile("<f8", [1], false, npyBytes("<f8", [1])));
    const source = await openNpy(file);
    appendFileSync(file, "x");
    await expectFault(() => source.readAll(), file, "io/changed", "was changed while it was used");
  });
});

describe("a wrong file", () => {
  const good = npyFile("<f8", [2, 3], false, npyBytes("<f8", [1, 2, 3, 4, 5, 6]));

  it("gives an array or a typed error for each of 1,000 mutations, never anything else", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { maxLength: 6 }),
        fc.option(fc.nat({ max: good.length })),
        (edits, cut) => {
          const bytes = Buffer.from(good.subarray(0, cut ?? good.length));
          for (const [at, byte] of edits) if (at < bytes.length) bytes[at] = byte;
          try {
            const { shape, data } = parseNpy(bytes, "fuzz.npy");
            expect(data.length).toBe(shape.reduce((a, b) => a * b, 1));
            expect(data.length).toBeLessThanOrEqual(48);
          } catch (error) {
            expect(error).toBeInstanceOf(EtalonError);
            expect((error as EtalonError).message).toMatch(/^fuzz\.npy: [^\n]+$/);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("gives the same for mutations of its header's text", () => {
    const pieces = [
      "'",
      "(",
      ")",
      "{",
      "}",
      ",",
      ":",
      "-",
      "9",
      "L",
      "True",
      "<",
      "shape",
      " ",
      "\\",
      "[",
      "0x",
    ];
    const text = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";
    fc.assert(
      fc.property(
        fc.nat({ max: text.length }),
        fc.constantFrom(...pieces),
        fc.nat({ max: 3 }),
        (at, piece, drop) => {
          const mutated = text.slice(0, at) + piece + text.slice(at + drop);
          const bytes = npyFile("<f8", [2, 3], false, good.subarray(-48), 1, mutated);
          try {
            expect(parseNpy(bytes, "fuzz.npy").data).toHaveLength(6);
          } catch (error) {
            expect(error).toBeInstanceOf(EtalonError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
