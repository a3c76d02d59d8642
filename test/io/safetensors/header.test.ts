import { describe, expect, it } from "vitest";
import { memoryBytes } from "../../../io/binary/bytes.ts";
import { readHeader } from "../../../io/safetensors/header.ts";
import { expectFault } from "../support/faults.ts";
import { safetensorsAround, safetensorsBytes } from "../support/safetensors.ts";

const read = (bytes: Uint8Array) => readHeader(memoryBytes(bytes, "x.safetensors"));

describe("readHeader", () => {
  it("gives each tensor's place in the file", async () => {
    const bytes = safetensorsBytes({
      b: { dtype: "F32", shape: [2], data: new Uint8Array(8) },
      a: { dtype: "U8", shape: [], data: new Uint8Array(1) },
      none: { dtype: "F32", shape: [0, 3], data: new Uint8Array(0) },
    });
    const start = bytes.length - 9;
    expect([...(await read(bytes))]).toEqual([
      ["b", { dtype: "F32", shape: [2], begin: start, end: start + 8 }],
      ["a", { dtype: "U8", shape: [], begin: start + 8, end: start + 9 }],
      ["none", { dtype: "F32", shape: [0, 3], begin: start + 9, end: start + 9 }],
    ]);
  });

  it("takes tensors in any order, names of any kind, and no tensor at all", async () => {
    const header =
      '{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"b#*":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}';
    expect([...(await read(safetensorsAround(header, new Uint8Array(2)))).keys()]).toEqual([
      "__proto__",
      "b#*",
    ]);
    expect((await read(safetensorsAround("{}"))).size).toBe(0);
  });

  const tensor = (fields: string): Buffer => safetensorsAround(`{"x":${fields}}`, new Uint8Array(4));
  const long = Buffer.alloc(16);
  long.writeBigUInt64LE(2n ** 63n);
  it.each([
    ["nothing", new Uint8Array(0), "is empty"],
    ["four bytes", new Uint8Array(4), "is too short for a safetensors file (got 4 bytes)"],
    ["a header of 2⁶³ bytes", long, "impossible length (got 9223372036854"],
    [
      "a file that ends in its header",
      safetensorsAround("{}        ").subarray(0, 12),
      "ends inside its header (got 12 bytes where the header takes 18)",
    ],
    ["no header", safetensorsAround(""), "does not begin with {"],
    ["spaces before the header", safetensorsAround(" {}"), "does not begin with {"],
    ["no JSON", safetensorsAround("{x}"), "is no JSON"],
    ["text after the JSON", safetensorsAround("{} {}"), "is no JSON"],
    [
      "a name twice",
      tensor(
        '{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"x":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}',
      ),
      "has a key twice in its header (got x)",
    ],
    [
      "metadata that are no texts",
      safetensorsAround('{"__metadata__":{"a":1}}'),
      "has __metadata__ that are not texts",
    ],
    [
      "metadata that are no object",
      safetensorsAround('{"__metadata__":["a"]}'),
      "has __metadata__ that are not texts",
    ],
    [
      "an unknown field",
      tensor('{"dtype":"U8","shape":[4],"data_offsets":[0,4],"z":1}'),
      "without exactly dtype, shape and data_offsets",
    ],
    ["a tensor that is a number", tensor("3"), "without exactly"],
    ["no dtype", tensor('{"shape":[4],"data_offsets":[0,4]}'), "whose dtype is no text"],
    ["a negative side", tensor('{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}'), "impossible side"],
    [
      "a side that is no integer",
      tensor('{"dtype":"U8","shape":[4.5],"data_offsets":[0,4]}'),
      "impossible side",
    ],
    ["a side beyond 2⁵³", tensor('{"dtype":"U8","shape":[1e17],"data_offsets":[0,4]}'), "impossible side"],
    ["no shape", tensor('{"dtype":"U8","data_offsets":[0,4]}'), "impossible side"],
    ["one offset", tensor('{"dtype":"U8","shape":[4],"data_offsets":[4]}'), "without two data_offsets"],
    [
      "offsets in the wrong order",
      tensor('{"dtype":"U8","shape":[4],"data_offsets":[4,0]}'),
      "ends before it begins",
    ],
    [
      "a hole at the beginning",
      tensor('{"dtype":"U8","shape":[3],"data_offsets":[1,4]}'),
      "has bytes between tensors",
    ],
    [
      "bytes at the end",
      tensor('{"dtype":"U8","shape":[3],"data_offsets":[0,3]}'),
      "has bytes after its data",
    ],
    ["too few bytes", tensor('{"dtype":"U8","shape":[5],"data_offsets":[0,5]}'), "ends before its data do"],
    [
      "an overlap",
      tensor(
        '{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"y":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}',
      ),
      "has tensors that overlap (got y at",
    ],
  ])("refuses %s", async (_what, bytes, message) => {
    await expectFault(() => read(bytes), "x.safetensors: ", "io/safetensors", message);
  });
});
