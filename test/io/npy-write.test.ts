import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { parse as npyjsParse } from "npyjs";
import { describe, expect, it } from "vitest";
import { parseNpy, readNpy } from "../../io/npy.ts";
import { npyBytes, npyHeader, writeNpy } from "../../io/npy-write.ts";
import { expectFault } from "./support/faults.ts";
import { testFolder } from "./support/folder.ts";

const folder = testFolder();

/** Values that a type holds exactly. */
const HELD: Readonly<Record<string, fc.Arbitrary<number>>> = {
  b1: fc.nat({ max: 1 }),
  i1: fc.integer({ min: -128, max: 127 }),
  u1: fc.nat({ max: 255 }),
  i2: fc.integer({ min: -32768, max: 32767 }),
  u2: fc.nat({ max: 65535 }),
  i4: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  u4: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  i8: fc.maxSafeInteger(),
  u8: fc.maxSafeNat(),
  f2: fc.integer({ min: -2048, max: 2048 }).map((value) => value / 64),
  f4: fc.float(),
  f8: fc.double(),
};

const arrays = fc
  .tuple(fc.constantFrom(...Object.keys(HELD)), fc.array(fc.nat({ max: 4 }), { maxLength: 4 }))
  .chain(([kind, shape]) => {
    const length = shape.reduce((a, b) => a * b, 1);
    return fc.record({
      kind: fc.constant(kind),
      shape: fc.constant(shape),
      values: fc.array(HELD[kind]!, { minLength: length, maxLength: length }),
      order: fc.constantFrom("<", ">"),
      fortranOrder: fc.boolean(),
    });
  });

describe("npyBytes", () => {
  it("is undone by parseNpy, whatever the type, the order and the byte order", () => {
    fc.assert(
      fc.property(arrays, ({ kind, shape, values, order, fortranOrder }) => {
        const dtype = (kind.endsWith("1") ? "|" : order) + kind;
        const data = Float64Array.from(values);
        const bytes = npyBytes({ shape, data }, { dtype, fortranOrder });
        // Minus zero is no integer's value.
        const wanted = /^f/.test(kind) ? data : data.map((value) => value + 0);
        expect(parseNpy(bytes, "x")).toEqual({ name: "x", shape, dtype, data: wanted });
      }),
      { numRuns: 300 },
    );
  });

  it("is read by npyjs, and its data begin at a multiple of 64 bytes", () => {
    const bytes = npyBytes({ shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) });
    const theirs = npyjsParse(new Uint8Array(bytes).buffer);
    expect(theirs).toMatchObject({
      shape: [2, 2],
      dtype: "f8",
      fortranOrder: false,
      data: Float64Array.of(1, 2, 3, 4),
    });
    expect([bytes.length, String.fromCharCode(bytes[127]!)]).toEqual([128 + 32, "\n"]);
  });

  it.each([
    [
      { shape: [2], data: Float64Array.of(1, 300) },
      { dtype: "|u1" },
      "a value is not one that |u1 holds (got 300); use integers from 0 to 255",
    ],
    [{ shape: [2], data: Float64Array.of(1, 0.5) }, { dtype: "<i4" }, "(got 0.5)"],
    [
      { shape: [3], data: Float64Array.of(1, 2) },
      {},
      "an array of 3 values needs 3 numbers (got 2); give it the shape",
    ],
    [{ shape: [1], data: Float64Array.of(1) }, { dtype: "<c16" }, "holds complex numbers"],
  ])("refuses %j as %j", (array, options, message) => {
    expect(() => npyBytes(array, options)).toThrow(message);
  });
});

describe("npyHeader", () => {
  it("is what comes before the numbers", () => {
    const data = Float64Array.of(1, 2, 3, 4, 5, 6);
    const whole = npyBytes({ shape: [3, 2], data }, { dtype: "<f4" });
    expect(Buffer.from(npyHeader("<f4", [3, 2]))).toEqual(Buffer.from(whole.subarray(0, whole.length - 24)));
  });
});

describe("writeNpy", () => {
  it("writes the same bytes, over a file that is there and longer", async () => {
    const file = folder.save("x.npy", "x".repeat(1000));
    const array = { shape: [2, 1], data: Float64Array.of(1.5, -2) };
    await writeNpy(file, array, { dtype: ">f4" });
    expect(readFileSync(file)).toEqual(Buffer.from(npyBytes(array, { dtype: ">f4" })));
  });

  it("writes more than it encodes at a time", async () => {
    const data = Float64Array.from({ length: 700_001 }, (_, k) => k);
    const file = folder.path("large.npy");
    await writeNpy(file, { shape: [data.length], data }, { dtype: "<i4" });
    const read = (await readNpy(file)).data;
    expect([read.length, read.findIndex((value, k) => value !== k)]).toEqual([700_001, -1]);
  });

  it("refuses before it touches a file, and names one that it cannot write", async () => {
    const file = folder.path("never.npy");
    await expectFault(
      () => writeNpy(file, { shape: [1], data: new Float64Array(2) }),
      file,
      "io/value",
      "needs 1 numbers",
    );
    expect(existsSync(file)).toBe(false);
    const nowhere = folder.path("none/x.npy");
    await expectFault(
      () => writeNpy(nowhere, { shape: [0], data: new Float64Array(0) }),
      nowhere,
      "io/not-found",
      "does not exist",
    );
  });
});
