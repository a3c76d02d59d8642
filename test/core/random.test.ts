import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";

const take = (seed: (string | number)[], count: number): number[] => {
  const random = randomFrom(...seed);
  return Array.from({ length: count }, () => random.uniform());
};

describe("randomFrom", () => {
  it("gives equal numbers for equal paths and others for other paths", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 4 }), (path) => {
        expect(take(path, 5)).toEqual(take(path, 5));
        expect(take([...path, "more"], 5)).not.toEqual(take(path, 5));
      }),
    );
  });

  it("distinguishes the number 1 from the text 1, and a path from its join", () => {
    expect(take([1], 3)).not.toEqual(take(["1"], 3));
    expect(take(["a", "b"], 3)).not.toEqual(take(["ab"], 3));
  });

  it("has children that do not depend on what was taken before", () => {
    const random = randomFrom(7);
    const before = random.child("x").uniform();
    random.gaussian();
    expect(random.child("x").uniform()).toBe(before);
  });

  it("is uniform and normal: moments of 20,000 draws within five standard errors", () => {
    const random = randomFrom("moments");
    const n = 20_000;
    let [u1, u2, g1, g2, g4] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const [u, g] = [random.uniform(), random.gaussian()];
      expect(u >= 0 && u < 1).toBe(true);
      [u1, u2, g1, g2, g4] = [u1 + u / n, u2 + u ** 2 / n, g1 + g / n, g2 + g ** 2 / n, g4 + g ** 4 / n];
    }
    const within = (value: number, expected: number, sd: number): void =>
      expect(Math.abs(value - expected)).toBeLessThan((5 * sd) / Math.sqrt(n));
    within(u1, 1 / 2, Math.sqrt(1 / 12));
    within(u2, 1 / 3, Math.sqrt(4 / 45));
    within(g1, 0, 1);
    within(g2, 1, Math.SQRT2);
    within(g4, 3, Math.sqrt(96));
  });

  it("permutes: every order of three about equally often", () => {
    const random = randomFrom("orders");
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = random.permutation(3).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values())
      expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(6000 * (1 / 6) * (5 / 6)));
  });
});
