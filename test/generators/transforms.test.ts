import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { matrix } from "../../core/matrix.ts";
import { invertible, planeRotation, TRANSFORM_ACTIONS } from "../../generators/transforms.ts";
import { backend } from "../../linalg/index.ts";
import { gaussian } from "../support/data.ts";

const random = randomFrom("transforms");
const x = gaussian(9, 6, "x");

describe("invertible", () => {
  it("has the condition number asked for", () => {
    for (const condition of [1, 10, 1e6]) {
      const s = backend().singularValues(invertible(6, condition, random));
      expect(s[0]! / s[5]! / condition).toBeCloseTo(1, 6);
    }
  });
});

describe("planeRotation", () => {
  it("is orthogonal, the identity at 0, and turns ⌊p/2⌋ planes by its angle: trace 2⌊p/2⌋cos θ + p mod 2", () => {
    for (const p of [5, 6]) {
      const r = planeRotation(p, 0.4, random);
      backend()
        .gram(r)
        .data.forEach((value, k) => expect(value).toBeCloseTo(k % (p + 1) === 0 ? 1 : 0, 12));
      const trace = (a: typeof r): number =>
        a.data.reduce((total, v, k) => total + (k % (p + 1) === 0 ? v : 0), 0);
      expect(trace(r)).toBeCloseTo(2 * Math.floor(p / 2) * Math.cos(0.4) + (p % 2), 12);
      expect(trace(planeRotation(p, 0, random))).toBeCloseTo(p, 12);
    }
  });
});

describe("TRANSFORM_ACTIONS", () => {
  it.each(Object.entries(TRANSFORM_ACTIONS))(
    "%s changes a copy, the same way for the same seed",
    (_name, act) => {
      const before = x.data.slice();
      const once = act(x, randomFrom("once"));
      expect(x.data).toEqual(before);
      expect(once.rows).toBe(9);
      expect(once.data).not.toEqual(before);
      expect(act(x, randomFrom("once"))).toEqual(once);
    },
  );

  it("sign-flip always has both signs, unit-scaling is positive", () => {
    const ones = matrix(1, 8, new Float64Array(8).fill(1));
    for (let seed = 0; seed < 20; seed++) {
      const signs = new Set(TRANSFORM_ACTIONS["sign-flip"](ones, randomFrom(seed)).data);
      expect(signs).toEqual(new Set([-1, 1]));
      expect(Math.min(...TRANSFORM_ACTIONS["unit-scaling"](ones, randomFrom(seed)).data)).toBeGreaterThan(0);
    }
  });
});
