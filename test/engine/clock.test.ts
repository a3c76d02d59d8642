import { describe, expect, it } from "vitest";
import { seconds, timestamp } from "../../engine/clock.ts";

describe("the clock", () => {
  it("does not run backwards, and writes moments as ISO 8601 in UTC", () => {
    const [first, second] = [seconds(), seconds()];
    expect(second).toBeGreaterThanOrEqual(first);
    expect(timestamp()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});
