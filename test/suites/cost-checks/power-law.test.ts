import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { powerLaw, type Point } from "../../../suites/cost-checks/power-law.ts";

const sizes = [100, 200, 400].flatMap((n) => [16, 32, 64].map((p) => ({ n, p })));

const points = (seconds: (n: number, p: number) => number): Point[] =>
  sizes.map(({ n, p }) => ({ n, p, seconds: seconds(n, p) }));

describe("powerLaw", () => {
  it("finds the exponents of a power law exactly, with an interval of no width", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 4, noNaN: true }),
        fc.double({ min: -1, max: 4, noNaN: true }),
        (a, b) => {
          const law = powerLaw(points((n, p) => 1e-9 * n ** a * p ** b))!;
          expect(law.n.value).toBeCloseTo(a, 9);
          expect(law.p.value).toBeCloseTo(b, 9);
          expect(law.n.interval!.high - law.n.interval!.low).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it("has an interval that grows with the distance from a power law", () => {
    // Worked out by hand for one factor: residuals of ±d on a 3×3 grid in a pattern orthogonal to both logarithms.
    const sign = [1, -2, 1];
    const d = 0.1;
    const law = powerLaw(
      sizes.map(({ n, p }, i) => ({ n, p, seconds: n * p * Math.exp(d * sign[i % 3]!) })),
    )!;
    expect(law.n.value).toBeCloseTo(1, 12);
    // Σ residuals² = 3·6·d², 6 degrees of freedom, Σu² = 3·2·(ln 2)².
    const half = 2.4469 * Math.sqrt((18 * d * d) / 6 / (6 * Math.LN2 ** 2));
    expect(law.n.interval!.high - law.n.value).toBeCloseTo(half, 4);
    expect(law.p.value - law.p.interval!.low).toBeCloseTo(half, 4);
  });

  it("says nothing where n and p cannot be told apart", () => {
    expect(powerLaw(points(() => 1).slice(0, 2))).toBeUndefined();
    expect(powerLaw([1, 2, 3, 4].map((n) => ({ n, p: 2 * n, seconds: n })))).toBeUndefined();
    expect(powerLaw([1, 2, 3, 4].map((n) => ({ n, p: 5, seconds: n })))).toBeUndefined();
  });
});
