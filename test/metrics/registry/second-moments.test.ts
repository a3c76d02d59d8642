import { describe, expect, it } from "vitest";
import type { Metric } from "../../../core/metric.ts";
import type { Representation } from "../../../core/representation.ts";
import { loadFamilies, metricById } from "../../../metrics/registry/index.ts";
import { rowLengths, secondMoments } from "../../../metrics/registry/second-moments.ts";
import { compare, pairOf } from "../../support/data.ts";
import { streamed } from "../../support/streams.ts";

/** Every family's metrics: with their defaults, those listed, and each with every word that a parameter takes. */
async function variants(): Promise<Metric[]> {
  const found = new Map<string, Metric>();
  for (const { id, metrics } of await loadFamilies()) {
    if (id === "controls") continue;
    for (const template of metrics) {
      const words = Object.values(template.params).flatMap((param) =>
        param.words.map((word) => (param.key === "" ? word : `${param.key}-${word}`)),
      );
      const parsed = ["", ...words].flatMap((text) => {
        try {
          return [template.parse(id, text)];
        } catch {
          // One that has no default.
          return [];
        }
      });
      for (const metric of [...template.list(id), ...parsed]) found.set(metric.id, metric);
    }
  }
  return [...found.values()];
}

const answer = (metric: Metric, x: Representation, y: Representation): number => {
  try {
    return compare(metric, x, y);
  } catch {
    return NaN;
  }
};

describe("a measure of moments", () => {
  // As many units on both sides, and not, for those that compare unit with unit, or only spaces.
  const pairs = [pairOf(1, { n: 120, p1: 5, p2: 5 }), pairOf(2, { n: 120, p1: 4, p2: 7, noise: 0.3 })];

  it("is what a sketch of the data answers as the data do: all that are, and no other", async () => {
    const wrong: string[] = [];
    for (const metric of await variants()) {
      let [same, answers] = [true, 0];
      for (const [x, y] of pairs) {
        const keeping = secondMoments(metric) ?? "factor";
        const [a, b] = streamed([x.values, y.values], [30, 70], keeping);
        const expected = answer(metric, x, y);
        if (Number.isNaN(expected)) continue;
        answers++;
        const near = Math.abs(answer(metric, a!, b!) - expected) <= 1e-10 * Math.max(1, Math.abs(expected));
        if (!near) same = false;
      }
      const exact = secondMoments(metric) !== undefined || rowLengths(metric);
      if (answers > 0 && same !== exact) wrong.push(metric.id);
    }
    expect(wrong).toEqual([]);
  });

  it("stays one in another form, and is none when it is cross-validated", async () => {
    expect(secondMoments(await metricById("nbs@angular"))).toBe("products");
    expect(secondMoments(await metricById("cca-mean@squared"))).toBe("factor");
    expect(secondMoments(await metricById("linear-regression-cv"))).toBeUndefined();
  });
});
