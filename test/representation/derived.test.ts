import { afterEach, describe, expect, it } from "vitest";
import {
  derived,
  derivedBytes,
  derivedOfLists,
  derivedPair,
  derivedWith,
  forgetDerived,
  setDerivedBudget,
  withGiven,
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

describe("withGiven", () => {
  const product = derivedPair("product", (a, b) => 10 * a.n + b.n);
  const square = derivedPair("square", (a, b) => product(a, b) ** 2);
  const own = derived("own", (of) => product(of, of));

  it("gives a pair's quantity to what derives from it, and to nobody before or after", () => {
    const [a, b] = [x(), x()];
    expect(square(a, b)).toBe(22 ** 2);
    const asked = withGiven(product, a, b, 5, () => [square(a, b), square(a, b), product(b, a)]);
    expect(asked).toEqual([25, 25, 22]);
    expect([product(a, b), square(a, b)]).toEqual([22, 22 ** 2]);
    const [c, d] = [x(), x()];
    expect(withGiven(product, c, d, 7, () => square(c, d))).toBe(49);
    expect(square(c, d)).toBe(22 ** 2);
  });

  it("leaves what is derived from one representation as it would be without, and what throws behind it", () => {
    const [a, b] = [x(), x()];
    expect(withGiven(product, a, a, 5, () => own(a))).toBe(22);
    const thrower = (): never => {
      throw new Error("no");
    };
    expect(() => withGiven(product, a, b, 5, thrower)).toThrow("no");
    expect(product(a, b)).toBe(22);
  });

  it("computes what it derives once for each pair in its order", () => {
    let calls = 0;
    const counted = derivedPair("counted", (a, b) => [a, b, ++calls]);
    const [a, b] = [x(), x()];
    withGiven(product, a, b, 5, () => {
      expect(counted(a, b)).toBe(counted(a, b));
      expect(counted(b, a)).toEqual([b, a, 2]);
    });
    expect(calls).toBe(2);
  });
});

describe("derivedOfLists", () => {
  let calls = 0;
  const sizes = derivedOfLists("sizes", (xs, ys, parameter) => {
    calls++;
    return { parameter, values: new Float64Array(xs.length * ys.length) };
  });

  it("computes once for two lists with the same members, apart for a list with itself, an equal one, a parameter", () => {
    const [a, b] = [x(), x()];
    const list = [a, b];
    const before = calls;
    expect(sizes(list, list)).toBe(sizes(list, list));
    expect(sizes([a], list)).toBe(sizes([a], [a, b]));
    expect(calls - before).toBe(2);
    sizes(list, [a, b]);
    sizes([b], list);
    expect(sizes(list, list, "other").parameter).toBe("other");
    expect(calls - before).toBe(5);
  });

  it("keeps few lists, and none of those that were forgotten in its bytes", () => {
    forgetDerived();
    for (let k = 0; k < 50; k++) sizes([x()], [x()]);
    const kept = derivedBytes();
    for (let k = 0; k < 50; k++) sizes([x()], [x()]);
    expect(derivedBytes()).toBe(kept);
    expect(kept).toBeLessThan(1000);
    forgetDerived();
    expect(derivedBytes()).toBe(0);
  });
});
