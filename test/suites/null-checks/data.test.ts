import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { allOrders, pairsOf } from "../../../suites/null-checks/data.ts";
import { casesOf } from "../../../suites/null-checks/cases.ts";

describe("the pairs of null bias", () => {
  it("have the sizes of their case, and all differ", () => {
    for (const { params } of casesOf("full")) {
      const { pairs, unrelated } = pairsOf(params, randomFrom("null-data"));
      for (const [x, y] of [...pairs, ...unrelated]) {
        expect([x.n, y.n, x.p, y.p]).toEqual([params.n, params.n, params.p1, params.p2]);
      }
      const firsts = new Set(pairs.map(([, y]) => y.values.data[0]));
      expect(firsts.size).toBe(params.part === "exact" ? params.n : pairs.length);
    }
  });

  it("pair each X of the related ones with the Y of another data set", () => {
    const { params } = casesOf("quick").find(({ id }) => id === "related-40")!;
    const { pairs, unrelated } = pairsOf(params, randomFrom("related"));
    unrelated.forEach(([x, y], k) => {
      expect(x).toBe(pairs[k]![0]);
      expect(y).toBe(pairs[(k + 1) % pairs.length]![1]);
    });
  });

  it("try every order once", () => {
    expect(new Set([...allOrders(5)].map((order) => order.join())).size).toBe(120);
  });
});
