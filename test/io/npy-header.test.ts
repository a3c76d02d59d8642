import { describe, expect, it } from "vitest";
import { memoryBytes } from "../../io/binary/bytes.ts";
import { HEADER_BYTES, headerOf, parseNpyHeader, readNpyHeader } from "../../io/npy-header.ts";
import { npyFile } from "../support/npy.ts";
import { expectFault } from "./support/faults.ts";

const parse = (text: string) => parseNpyHeader(text, 128, "x.npy");

describe("parseNpyHeader", () => {
  it.each([
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", [2, 3], false],
    ["{'shape': (2, 3), 'descr': '<f8', 'fortran_order': True}", [2, 3], true],
    ['  {"descr":"<f8","fortran_order":False,"shape":()}   \n', [], false],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (7,)}", [7], false],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (10L, 20L)}", [10, 20], false],
  ])("reads %s", (text, shape, fortranOrder) => {
    const { type, ...header } = parse(text);
    expect(type).toMatchObject({ name: "<f8", size: 8 });
    expect(header).toEqual({ shape, fortranOrder, count: shape.reduce((a, b) => a * b, 1), offset: 128 });
  });

  const rest = "'fortran_order': False, 'shape': (2,)";
  it.each([
    ["", "io/npy-header", "cannot be read: a value was expected at character 0"],
    ["(1, 2)", "io/npy-header", "is no dictionary (got (1, 2))"],
    [
      "{'descr': '<f8', 'fortran_order': False}",
      "io/npy-header",
      "without exactly descr, fortran_order and shape",
    ],
    [`{'descr': '<f8', ${rest}, 'x': 1}`, "io/npy-header", "without exactly"],
    ["{'descr': '<f8', 'fortran_order': 0, 'shape': (2,)}", "io/npy-header", "without exactly"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': [2]}", "io/npy-header", "without exactly"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': 2}", "io/npy-header", "without exactly"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (2)}", "io/npy-header", "cannot be read"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (2.5,)}", "io/npy-header", "cannot be read"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (2 3)}", "io/npy-header", "cannot be read"],
    [
      "{'descr': '<f8', 'fortran_order': False, 'shape': ('2',)}",
      "io/npy-header",
      "a side that is no integer",
    ],
    [
      "{'descr': '<f8', 'fortran_order': False, 'shape': (-2, -3)}",
      "io/npy-header",
      "impossible side (got (-2, -3))",
    ],
    [
      "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
      "io/npy-header",
      "overflows",
    ],
    [
      "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}",
      "io/npy-header",
      "impossible side",
    ],
    [`{'descr': '<f8', 'descr': '<f4', ${rest}}`, "io/npy-header", "has a key twice"],
    [`{'descr': '<f8', ${rest}} {}`, "io/npy-header", "the end was expected"],
    [
      `{'descr': [('a', '<f8')], ${rest}}`,
      "io/dtype",
      "holds records (a structured dtype), not real numbers; save each field",
    ],
    [`{'descr': ('<f8', (3,)), ${rest}}`, "io/dtype", "a subarray dtype"],
    [`{'descr': '|O', ${rest}}`, "io/dtype", "holds Python objects"],
    [`{'descr': '<c16', ${rest}}`, "io/dtype", "holds complex numbers"],
  ])("refuses %s", async (text, code, message) => {
    await expectFaultOf(() => parse(text), code, message);
  });
});

/** A fault whose remedy is part of the message. */
const expectFaultOf = (action: () => unknown, code: string, message: string): Promise<void> =>
  expectFault(action, "x.npy: ", code, message);

describe("readNpyHeader", () => {
  const good = npyFile("<f8", [1], false, new Uint8Array(8));

  it.each([1, 2, 3] as const)("reads version %i of the format", (version) => {
    const header = readNpyHeader(npyFile("<f4", [2, 3], false, new Uint8Array(0), version), "x.npy");
    expect(header).toMatchObject({ shape: [2, 3], count: 6 });
    expect(header.offset % 64).toBe(0);
  });

  it.each([
    ["nothing", Buffer.alloc(0), "is empty (got 0 bytes)"],
    ["five bytes of the magic", good.subarray(0, 5), "ends inside its header (got 5 bytes)"],
    ["another magic", Buffer.from("PK\x03\x04 zip file"), "its first bytes are wrong"],
    ["the magic in part", Buffer.from("\u0093NUMPX12345", "latin1"), "its first bytes are wrong"],
    [
      "version 4",
      Buffer.from("\u0093NUMPY\x04\x00aaaa", "latin1"),
      "unknown version of the .npy format (got 4.0)",
    ],
    [
      "version 1.1",
      Buffer.from("\u0093NUMPY\x01\x01aaaa", "latin1"),
      "unknown version of the .npy format (got 1.1)",
    ],
    [
      "version 2 without a length",
      Buffer.from("\u0093NUMPY\x02\x00aa", "latin1"),
      "ends inside its header (got 10 bytes)",
    ],
    [
      "a length of 4 GB",
      Buffer.from("\u0093NUMPY\x02\x00\xff\xff\xff\xffxx", "latin1"),
      "impossible length (got 4294967295 bytes)",
    ],
    ["half a header", good.subarray(0, 60), "ends inside its header (got 60 bytes)"],
  ])("refuses %s", async (_what, bytes, message) => {
    await expectFaultOf(() => readNpyHeader(Buffer.from(bytes), "x.npy"), "io/npy-header", message);
  });
});

describe("headerOf", () => {
  it("reads no more than the header, and compares it with the size", async () => {
    const file = npyFile("<f8", [5000], false, new Uint8Array(40_000));
    const { read, ...bytes } = memoryBytes(file, "x.npy");
    let asked = 0;
    await headerOf({ ...bytes, read: (at, into) => ((asked += into.length), read(at, into)) });
    expect(asked).toBe(HEADER_BYTES);
    await expectFaultOf(
      () => headerOf(memoryBytes(file.subarray(0, -1), "x.npy")),
      "io/npy-size",
      "ends before its data do (got 39999 bytes where 5000 values of <f8 take 40000); copy or write it again",
    );
    await expectFaultOf(
      () => headerOf(memoryBytes(Buffer.concat([file, Buffer.alloc(2)]), "x.npy")),
      "io/npy-size",
      "has bytes after its data (got 40002 bytes",
    );
  });
});
