import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Domain } from "../../../reports/view/scale.ts";
import { domainOf, position, ticks } from "../../../reports/view/scale.ts";

describe("domainOf", () => {
  it("is [0, 1] for shares, whatever the values", () => {
    expect(domainOf([0.4, 0.5], "fraction")).toEqual({ kind: "linear", low: 0, high: 1 });
  });

  it("does not hide a share outside of [0, 1]", () => {
    expect(domainOf([-0.5, 0.5], "fraction")).toEqual({ kind: "linear", low: -0.5, high: 0.5 });
  });

  it("goes by powers of ten where positive values differ by much, zeros left aside", () => {
    const { kind, low, high } = domainOf([0, 2e-15, 3e-4], "");
    expect(kind).toBe("log");
    expect(Math.log10(low)).toBeCloseTo(-15, 9);
    expect(Math.log10(high)).toBeCloseTo(-3, 9);
    expect(domainOf([-1, 2e-15, 3e-4], "").kind).toBe("linear");
    expect(domainOf([1, 200], "").kind).toBe("linear");
  });

  it("has a width even for one value, or none", () => {
    for (const values of [[], [0], [3], [-3]]) {
      const { low, high } = domainOf(values, "");
      expect(high).toBeGreaterThan(low);
    }
  });
});

describe("position", () => {
  const log: Domain = { kind: "log", low: 1e-4, high: 1 };

  it("is linear, or linear in the exponent", () => {
    expect(position({ kind: "linear", low: -1, high: 1 }, 0, 100)).toBe(50);
    expect(position(log, 1e-2, 100)).toBe(50);
  });

  it("puts zero at the low end of a logarithmic scale", () => expect(position(log, 0, 100)).toBe(0));

  it("never leaves the drawing and keeps the order", () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(value, value, fc.array(value, { minLength: 1 }), (a, b, values) => {
        const domain = domainOf(values, "");
        const [x, y] = [position(domain, Math.min(a, b), 80), position(domain, Math.max(a, b), 80)];
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(80);
        expect(x).toBeLessThanOrEqual(y);
      }),
    );
  });
});

describe("ticks", () => {
  it("are round numbers inside the domain", () => {
    expect(ticks({ kind: "linear", low: 0, high: 90 }, 6)).toEqual([0, 20, 40, 60, 80]);
    expect(ticks({ kind: "linear", low: 0, high: 0.44 }, 4)).toEqual([0, 0.2, 0.4]);
    expect(ticks({ kind: "linear", low: -0.3, high: 0.3 }, 5)).toEqual([-0.2, 0, 0.2]);
    expect(ticks({ kind: "log", low: 10, high: 1e6 }, 6)).toEqual([10, 100, 1e3, 1e4, 1e5, 1e6]);
    expect(ticks({ kind: "log", low: 1e-16, high: 1 }, 5)).toEqual([-16, -12, -8, -4, 0].map((e) => 10 ** e));
  });

  it("are at least one and not many, inside the domain", () => {
    const bound = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(bound, fc.double({ noNaN: true, min: 1e-3, max: 1e6 }), (low, width) => {
        const domain: Domain = { kind: "linear", low, high: low + width };
        const found = ticks(domain, 5);
        expect(found.length).toBeGreaterThanOrEqual(1);
        expect(found.length).toBeLessThanOrEqual(6);
        for (const tick of found) {
          expect(tick).toBeGreaterThanOrEqual(low - 1e-6 * width);
          expect(tick).toBeLessThanOrEqual(low + width + 1e-6 * width);
        }
      }),
    );
  });
});
