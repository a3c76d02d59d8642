import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../../io/zip/crc32.ts";

describe("crc32", () => {
  it("is the check value of the standard", () => {
    expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it("is the sum that gzip puts at the end, in one piece or in two", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 300 }), (bytes, cut) => {
        const zipped = gzipSync(bytes);
        const wanted = zipped.readUInt32LE(zipped.length - 8);
        expect(crc32(bytes)).toBe(wanted);
        expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(wanted);
      }),
    );
  });
});
