import { describe, expect, it } from "vitest";
import { growth } from "../../../suites/cost-checks/memory.ts";

const MEGABYTE = 2 ** 20;

describe("growth", () => {
  it("sees what a question makes and keeps, and little where it makes nothing", async () => {
    let kept: Float64Array | undefined;
    const large = await growth(() => {
      kept = new Float64Array(4 * MEGABYTE).fill(1);
      return Promise.resolve();
    });
    expect(kept).toHaveLength(4 * MEGABYTE);
    expect(large.held).toBeGreaterThan(32 * MEGABYTE);
    expect(large.held).toBeLessThan(40 * MEGABYTE);
    if (large.knowsResident) expect(large.resident).toBeGreaterThan(28 * MEGABYTE);
    const none = await growth(() => Promise.resolve());
    expect(none.held).toBeLessThan(MEGABYTE);
  });
});
