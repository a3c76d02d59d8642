import { afterEach, describe, expect, it } from "vitest";
import {
  derived,
  derivedBytes,
  derivedPair,
  derivedWith,
  forgetDerived,
  setDerivedBudget,
} from "../../representation/derived.ts";
import { fromArray } from "../support/data.ts";

afterEach(() => {
  setDerivedBudget();
  forgetDerived();
});

const x = (): ReturnType<typeof fromArray> => fromArray([[1], [2]]);

describe("derived", () => {
  it("computes once per representation", () => {
    let calls = 0;
    const twice = derived("twice", (of) => ({ value: 2 * of.n, call: ++calls }));
    const [a, b] = [x(), x()];
    expect(twice(a)).toBe(twice(a));
    expect(twice(b).call).toBe(2);
    expect(calls).toBe(2);
  });

  it("keeps parameters and ordered pairs apart", () => {
    let calls = 0;
    const power = derivedWith("power", (of, k: number) => of.n ** k + 0 * ++calls);
    const a = x();
    expect([power(a, 2), power(a, 3), power(a, 2)]).toEqual([4, 8, 4]);
    expect(calls).toBe(2);
    const pair = derivedPair("pair", (p, q) => [p, q]);
    const b = x();
    expect(pair(a, b)).toBe(pair(a, b));
    expect(pair(b, a)).toEqual([b, a]);
  });

  it("stays inside its budget by forgetting what was not used longest, and computes that again", () => {
    setDerivedBudget(2500);
    const calls: number[] = [];
    const big = derivedWith("big", (_of, k: number) => {
      calls.push(k);
      return new Float64Array(125).fill(k);
    });
    const a = x();
    big(a, 1);
    big(a, 2);
    big(a, 1);
    big(a, 3);
    expect(derivedBytes()).toBeLessThanOrEqual(2500);
    big(a, 1);
    big(a, 2);
    expect(calls).toEqual([1, 2, 3, 2]);
    expect(big(a, 2)[0]).toBe(2);
  });

  it("returns what is larger than the whole budget without keeping it", () => {
    setDerivedBudget(100);
    const large = derived("large", () => new Float64Array(1000));
    expect(large(x())).toHaveLength(1000);
    expect(derivedBytes()).toBe(0);
  });
});
