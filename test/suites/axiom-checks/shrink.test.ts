import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import type { Representation } from "../../../core/representation.ts";
import { representation } from "../../../representation/create.ts";
import { shrink } from "../../../suites/axiom-checks/shrink.ts";

const random = randomFrom("shrink");
const sides = ["x", "y"].map((name) => representation(random.child(name).gaussianMatrix(7, 3)));
const largest = ({ values }: Representation): number => Math.max(...values.data);

describe("shrink", () => {
  it("keeps what is needed: rows, then columns, then digits", async () => {
    const limit = largest(sides[0]!) - 1e-3;
    const asked: number[] = [];
    const small = await shrink(sides, 3, (tried) => {
      asked.push(tried.length);
      return Promise.resolve(largest(tried[0]!) > limit);
    });
    expect(small.map(({ n, p }) => [n, p])).toEqual([
      [3, 1],
      [3, 1],
    ]);
    expect(largest(small[0]!)).toBeGreaterThan(limit);
    // A tenth or a hundredth would be below the limit or is enough; not more digits than needed are kept.
    const digits = String(largest(small[0]!)).split(".")[1]?.length ?? 0;
    expect(digits).toBeLessThanOrEqual(3);
    expect(new Set(asked)).toEqual(new Set([2]));
  });

  it("gives back what cannot be made smaller, every digit of it", async () => {
    const kept = await shrink(sides, 3, () => Promise.resolve(false));
    expect(kept).toBe(sides);
  });
});
