import { afterEach, describe, expect, it } from "vitest";
import { derivedBy } from "../../representation/derived-by.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { fromArray } from "../support/data.ts";

afterEach(forgetDerived);

describe("derivedBy", () => {
  it("computes once for equal parameters, whichever object they come in", () => {
    let calls = 0;
    const power = derivedBy("power", (x, { base, exponent }: { base: number; exponent: number }) => {
      calls++;
      return x.n * base ** exponent;
    });
    const x = fromArray([[1], [2]]);
    expect([power(x, { base: 2, exponent: 3 }), power(x, { base: 3, exponent: 2 })]).toEqual([16, 18]);
    expect(power(x, { base: 2, exponent: 3 })).toBe(16);
    expect(calls).toBe(2);
    expect(power(fromArray([[1]]), { base: 2, exponent: 3 })).toBe(8);
    expect(calls).toBe(3);
  });

  it("takes parameters with one key for one quantity", () => {
    const parity = derivedBy(
      "parity",
      (_x, k: number) => k,
      (k) => String(k % 2),
    );
    const x = fromArray([[1], [2]]);
    expect([parity(x, 5), parity(x, 7), parity(x, 4)]).toEqual([5, 5, 4]);
  });
});
