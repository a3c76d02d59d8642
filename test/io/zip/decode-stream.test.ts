import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementType } from "../../../io/binary/elements.ts";
import { streamDecoder } from "../../../io/zip/decode-stream.ts";

describe("streamDecoder", () => {
  it("gives the same numbers however the bytes are cut", () => {
    const count = 20_001;
    const all = Buffer.alloc(count * 4);
    for (let k = 0; k < count; k++) all.writeInt32BE(k * 7, k * 4);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 }), (steps) => {
        const decoder = streamDecoder(elementType(">i4", "i4", false), count, "x");
        for (let at = 0, turn = 0; at < all.length; turn++) {
          const step = steps[turn % steps.length]!;
          decoder.push(all.subarray(at, at + step));
          at += step;
        }
        decoder.end();
        expect(decoder.data.findIndex((value, k) => value !== k * 7)).toBe(-1);
      }),
      { numRuns: 20 },
    );
  });

  it("does not look at more bytes than its numbers take", () => {
    const decoder = streamDecoder(elementType("|u1", "u1", true), 2, "x");
    decoder.push(Uint8Array.of(1, 2, 3));
    decoder.end();
    expect([...decoder.data]).toEqual([1, 2]);
  });
});
