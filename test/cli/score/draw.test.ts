import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { affordable } from "../../../cli/score/draw.ts";

const cost = fc.double({ min: 1e-4, max: 5, noNaN: true });

describe("affordable", () => {
  it("never spends more than the budget, and gives all that is wanted where it fits", () => {
    fc.assert(
      fc.property(
        fc.array(cost, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (costs, most, budget) => {
          const counts = affordable(costs, most, budget);
          const spent = counts.reduce((total, count, k) => total + count * costs[k]!, 0);
          expect(spent).toBeLessThanOrEqual(budget + 1e-9);
          for (const count of counts) expect(count).toBeLessThanOrEqual(most);
          const wanted = costs.reduce((total, one) => total + one * most, 0);
          if (wanted <= budget * (1 - 1e-9)) expect(counts).toEqual(costs.map(() => most));
        },
      ),
    );
  });

  it("hands on what the cheap ones leave", () => {
    // Half of 10 s each would be 5 draws of the second; the first takes only 1 s.
    expect(affordable([0.01, 1], 100, 10)).toEqual([100, 9]);
  });
});
