import { describe, expect, it } from "vitest";
import { compileKernel } from "../../../data/train/kernel.ts";

describe("compileKernel", () => {
  it("grows its memory to what is asked for and packs panels of four with zeros behind the last row", () => {
    const kernel = compileKernel();
    kernel.grow(200_000);
    expect(kernel.memory.buffer.byteLength).toBeGreaterThanOrEqual(200_000);
    const numbers = new Float64Array(kernel.memory.buffer);
    numbers.set([1, 2, 3, 4, 5, 6], 8192);
    kernel.pack(65_536, 66_560, 3, 2, false);
    expect(Array.from(numbers.subarray(8320, 8328))).toEqual([1, 3, 5, 0, 2, 4, 6, 0]);
    kernel.pack(65_536, 66_560, 3, 2, true);
    expect(Array.from(numbers.subarray(8320, 8328))).toEqual([1, 2, 3, 0, 4, 5, 6, 0]);
  });
});
