import { describe, expect, it } from "vitest";
import { inner } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { factorsOf, outside, smoothFactors, throughSubspace } from "../../../metrics/gradients/subspace.ts";
import { representation } from "../../../representation/create.ts";
import { beside } from "../../../linalg/elementwise.ts";
import { gaussian } from "../../support/data.ts";

const y = gaussian(20, 4, "subspace");

describe("factorsOf", () => {
  it("is cut to the rank", () => {
    expect(factorsOf(beside(y, y)).s.length).toBe(4);
    expect(factorsOf(y).vt.rows).toBe(4);
  });
});

describe("smoothFactors", () => {
  it("refuses a Y that lost rank, and takes one that spans everything", () => {
    expect(() => smoothFactors(representation(beside(y, y)))).toThrow(/lost rank/);
    expect(smoothFactors(representation(gaussian(6, 9, "full"))).s.length).toBe(5);
  });
});

describe("outside", () => {
  it("leaves nothing inside", () => {
    const { u } = factorsOf(y);
    const rest = outside(u, gaussian(20, 3, "rest"));
    for (const value of backend().multiply(u, rest, { transposeA: true }).data)
      expect(Math.abs(value)).toBeLessThan(1e-14);
  });
});

describe("throughSubspace", () => {
  it("is the gradient of ‖UᵀA‖², a function of the column space alone", () => {
    const a = gaussian(20, 3, "target");
    const score = (of: typeof y): number => {
      const inside = backend().multiply(factorsOf(of).u, a, { transposeA: true });
      return inner(inside.data, inside.data);
    };
    const factors = factorsOf(y);
    const w = backend().multiply(a, backend().multiply(a, factors.u, { transposeA: true }));
    const gradient = throughSubspace(factors, { ...w, data: w.data.map((value) => 2 * value) });
    for (const k of [0, 7, 33, 79]) {
      const at = (t: number): number =>
        score({ ...y, data: y.data.map((value, m) => value + (m === k ? t : 0)) });
      expect(gradient.data[k]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 7);
    }
  });
});
