import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import type { Representation } from "../../../core/representation.ts";
import { assemble, randomComponents } from "../../../generators/components.ts";
import { combine, frobenius } from "../../../linalg/elementwise.ts";
import { DOSE_FAMILIES, doseSeries, type Base } from "../../../suites/sensitivity-checks/doses.ts";

const lambda = Array.from({ length: 16 }, (_, i) => 1 / (i + 1));
const components = randomComponents(80, lambda, randomFrom("base"));
const base: Base = { components, values: assemble(components.u, lambda, components.v) };

const distance = (a: Representation, b: Representation): number =>
  frobenius(combine(1, a.values, -1, b.values));

describe.each(DOSE_FAMILIES)("$id", (family) => {
  const draws = [0, 1, 2, 3].map((draw) => doseSeries(family, base, randomFrom("draw", draw)));

  it("gives every dose one and the same norm", () => {
    for (const series of draws) {
      expect(series).toHaveLength(family.doses.length);
      for (const { values } of series) expect(frobenius(values)).toBeCloseTo(Math.sqrt(80 * 16), 9);
    }
  });

  it("moves further from the undosed recording with every dose", () => {
    for (const series of draws) {
      const away = series.map((one) => (one.p === 16 ? distance(series[0]!, one) : 16 - one.p));
      expect(away).toEqual([...away].sort((a, b) => a - b));
      expect(new Set(away).size).toBe(away.length);
    }
  });

  it.runIf(family.even)("has neighbours that are closer than any others", () => {
    for (const series of draws) {
      const [near, far]: [number[], number[]] = [[], []];
      series.forEach((a, i) =>
        series.forEach((b, j) => {
          if (j > i) (j === i + 1 ? near : far).push(distance(a, b));
        }),
      );
      expect(Math.max(...near)).toBeLessThan(Math.min(...far));
    }
  });
});

describe("the families", () => {
  it("count as real change noise, a shared subspace and swapped stimuli, from nothing to everything", () => {
    const real = DOSE_FAMILIES.filter((family) => family.real);
    expect(real.map(({ id }) => id)).toEqual(["noise", "shared-subspace", "swapped-stimuli"]);
    for (const { doses } of real) {
      expect(doses[0]).toBe(0);
      expect(doses.at(-1)).toBeCloseTo(1, 12);
    }
  });

  it("leave a recording's own noise even where the dose is none", () => {
    for (const family of DOSE_FAMILIES) {
      const [a, b] = [1, 2].map((draw) => doseSeries(family, base, randomFrom("none", draw))[0]!);
      if (family.id !== "dropped-units") expect(distance(a!, b!) / frobenius(a!.values)).toBeGreaterThan(0.2);
    }
  });
});
