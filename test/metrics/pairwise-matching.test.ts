import { describe, expect, it } from "vitest";
import { beside, selectColumns } from "../../linalg/elementwise.ts";
import { matrix } from "../../core/matrix.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("pairwise-matching");

describe("pairwise-matching", () => {
  it("is 1 where every unit has its copy among others", () => {
    const [x] = pairOf(1, { n: 40 });
    const y = representation(beside(gaussian(40, 3, "others"), selectColumns(x.values, [3, 1, 4, 0, 2])));
    expect(compare(metric, x, y)).toBeCloseTo(1, 12);
  });

  it("chooses on other rows than it scores: unrelated data are near zero, where the best of many in sample is not", async () => {
    const pairs = [1, 2, 3, 4].map(
      (seed) =>
        [representation(gaussian(30, 20, "x", seed)), representation(gaussian(30, 20, "y", seed))] as const,
    );
    const mean = (of: typeof metric): number =>
      pairs.reduce((total, [x, y]) => total + compare(of, x, y), 0) / 4;
    expect(Math.abs(mean(metric))).toBeLessThan(0.1);
    expect(mean(await metricById("correlation-match-soft"))).toBeGreaterThan(0.3);
  });

  it("takes no silent unit for a partner, even where all others are anti-correlated", () => {
    const [x] = pairOf(2, { n: 40, p1: 1 });
    const negated = { ...x.values, data: x.values.data.map((v) => -v) };
    expect(compare(metric, x, representation(negated))).toBeCloseTo(-1, 12);
    expect(compare(metric, x, representation(beside(matrix(40, 1), negated)))).toBeCloseTo(-1, 12);
  });

  it("looks from one side: a rich side matches a poor one better than the reverse", async () => {
    const [x] = pairOf(3, { n: 40 });
    const more = representation(beside(x.values, gaussian(40, 5, "more")));
    expect(compare(metric, x, more)).toBeCloseTo(1, 12);
    expect(compare(await metricById("pairwise-matching-target-y"), x, more)).toBeLessThan(0.8);
  });

  it.each(["pairwise-matching", "pairwise-matching-target-y", "pairwise-matching-folds-contiguous"])(
    "%s is invariant to what it declares and to nothing else",
    async (id) => {
      const one = await metricById(id);
      expectInvariances(one);
    },
  );
});
