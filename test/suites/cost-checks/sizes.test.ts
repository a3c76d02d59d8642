import { describe, expect, it } from "vitest";
import { grid } from "../../../suites/cost-checks/sizes.ts";

describe("grid", () => {
  it.each(["quick", "full"] as const)("is a whole product of sizes, the smallest first (%s)", (profile) => {
    const sizes = grid(profile);
    const [ns, ps] = [new Set(sizes.map(({ n }) => n)), new Set(sizes.map(({ p }) => p))];
    expect(new Set(sizes.map(({ n, p }) => `${n} ${p}`)).size).toBe(ns.size * ps.size);
    const cells = sizes.map(({ n, p }) => n * p);
    expect(cells).toEqual(cells.toSorted((a, b) => a - b));
  });
});
