import { describe, expect, it } from "vitest";
import { scratch } from "../../linalg/scratch.ts";

describe("scratch", () => {
  it("is the same memory again where it has room, and other memory for another purpose", () => {
    const left = scratch("left", 1000);
    expect(left.length).toBeGreaterThanOrEqual(1000);
    expect(scratch("left", 10)).toBe(left);
    expect(scratch("right", 10).buffer).not.toBe(left.buffer);
    const larger = scratch("left", left.length + 1);
    expect(larger.length).toBeGreaterThan(left.length);
    expect(scratch("left", 5)).toBe(larger);
  });

  it("is the same again where it is large, as long as it is in use", () => {
    const huge = scratch("rows", 2 ** 22 + 1);
    expect(huge.length).toBe(2 ** 22 + 1);
    expect(scratch("rows", 2 ** 22 + 1)).toBe(huge);
    expect(scratch("rows", 2 ** 22 + 2).length).toBe(2 ** 22 + 2);
  });
});
