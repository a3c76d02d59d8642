import { describe, expect, it } from "vitest";
import { startOfGrowth } from "../../../suites/cost-checks/memory.ts";

const MEGABYTE = 2 ** 20;

describe("startOfGrowth", () => {
  it("sees what is made and kept, and little where nothing is made", () => {
    const read = startOfGrowth();
    const kept = new Float64Array(4 * MEGABYTE).fill(1);
    const large = read();
    expect(kept).toHaveLength(4 * MEGABYTE);
    expect(large.held).toBeGreaterThan(32 * MEGABYTE);
    expect(large.held).toBeLessThan(40 * MEGABYTE);
    if (large.knowsResident) expect(large.resident).toBeGreaterThan(28 * MEGABYTE);
    expect(startOfGrowth()().held).toBeLessThan(MEGABYTE);
  });

  it("does not see what was let go before, however large", () => {
    // In a function of its own, so that nothing on the stack still refers to it.
    const waste = (): number => new Float64Array(8 * MEGABYTE).fill(1).length;
    expect(waste()).toBe(8 * MEGABYTE);
    const read = startOfGrowth();
    const kept = new Float64Array(4 * MEGABYTE).fill(1);
    expect(read().held).toBeGreaterThan(32 * MEGABYTE * 0.99);
    expect(kept).toHaveLength(4 * MEGABYTE);
  });
});
