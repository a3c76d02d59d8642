import { describe, expect, it } from "vitest";
import { memoryBytes } from "../../../io/binary/bytes.ts";
import { elementType } from "../../../io/binary/elements.ts";
import { CHUNK, readElements } from "../../../io/binary/read-elements.ts";

describe("readElements", () => {
  it("reads more numbers than one chunk holds, from a place that is aligned to nothing", async () => {
    const count = CHUNK / 2 + 3;
    const data = Buffer.alloc(3 + count * 2);
    for (let k = 0; k < count; k++) data.writeInt16BE((k % 60_000) - 30_000, 3 + 2 * k);
    const into = new Float64Array(count);
    await readElements(memoryBytes(data, "x"), 3, elementType(">i2", "i2", false), into);
    expect(into.findIndex((value, k) => value !== (k % 60_000) - 30_000)).toBe(-1);
  });

  it.each([true, false])(
    "reads float64, little endian: %s, into a part of an array",
    async (littleEndian) => {
      const data = Buffer.alloc(24);
      [1.5, -2, NaN].forEach((value, k) =>
        littleEndian ? data.writeDoubleLE(value, 8 * k) : data.writeDoubleBE(value, 8 * k),
      );
      const all = new Float64Array(5).fill(9);
      await readElements(
        memoryBytes(data, "x"),
        0,
        elementType("f8", "f8", littleEndian),
        all.subarray(1, 4),
      );
      expect([...all]).toEqual([9, 1.5, -2, NaN, 9]);
      // Numbers are decoded in a copy.
      expect(littleEndian ? data.readDoubleLE(0) : data.readDoubleBE(0)).toBe(1.5);
    },
  );
});
