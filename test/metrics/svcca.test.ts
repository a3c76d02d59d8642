import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { assemble, randomComponents } from "../../generators/components.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { keptComponents } from "../../metrics/svcca.ts";
import { representation } from "../../representation/create.ts";
import { compare, pairOf } from "../support/data.ts";

const by = (over: object): Parameters<typeof keptComponents>[1] => ({
  threshold: 0.99,
  of: "variance",
  components: "auto",
  ...over,
});

describe("keptComponents", () => {
  const sigma = Float64Array.of(9, 3, 1, 0.5);

  it("keeps the fewest that reach the share of the variance", () => {
    // σ² = 81, 9, 1, 0.25 of 91.25
    expect(keptComponents(sigma, by({ threshold: 0.88 }))).toBe(1);
    expect(keptComponents(sigma, by({ threshold: 0.98 }))).toBe(2);
    expect(keptComponents(sigma, by({ threshold: 1 }))).toBe(4);
  });

  it("keeps another number of them by Σσ, as other packages do", () => {
    expect(keptComponents(sigma, by({ threshold: 0.88, of: "singular-values" }))).toBe(2);
  });

  it("does not compare a share with a sum: data of any scale keep the same components", () => {
    for (const scale of [1e-6, 1, 1e6]) {
      expect(
        keptComponents(
          sigma.map((value) => value * scale),
          by({ threshold: 0.98 }),
        ),
      ).toBe(2);
    }
  });

  it("keeps a fixed number, at most all, and refuses a share above 1", () => {
    expect(keptComponents(sigma, by({ components: 3 }))).toBe(3);
    expect(keptComponents(sigma, by({ components: 30 }))).toBe(4);
    expect(() => keptComponents(sigma, by({ threshold: 1.5 }))).toThrow(/threshold must be in/);
  });
});

describe("svcca", () => {
  it("ignores a fresh direction of one part in 1e4 of the variance, which CCA counts fully", async () => {
    const { u, lambda, v, fresh } = randomComponents(40, [1, 1, 1e-4], randomFrom("svcca"));
    const x = representation(assemble(u, lambda, v));
    const changed = u.data.map((value, k) => (k % 3 === 2 ? fresh.data[k]! : value));
    const y = representation(assemble({ ...u, data: changed }, lambda, v));
    expect(compare(await metricById("svcca-mean"), x, y)).toBeCloseTo(1, 10);
    expect(compare(await metricById("cca-mean"), x, y)).toBeCloseTo(2 / 3, 10);
  });

  it("with everything kept is CCA", async () => {
    const [x, y] = pairOf(3);
    for (const form of ["mean", "r2"]) {
      const all = await metricById(`svcca-${form}-threshold-1`);
      expect(compare(all, x, y)).toBeCloseTo(compare(await metricById(`cca-${form}`), x, y), 12);
    }
  });
});
