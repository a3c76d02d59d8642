import { afterEach, describe, expect, it } from "vitest";
import { Undefined } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import type { Metric } from "../../core/metric.ts";
import { selectRows } from "../../linalg/elementwise.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { derivedBytes, forgetDerived, forgetReordered } from "../../representation/derived.ts";
import { permuteRows } from "../../representation/permute-rows.ts";
import { gramCentered, spectrum } from "../../representation/spectral.ts";
import { fromArray, pairOf } from "../support/data.ts";

afterEach(forgetDerived);

const said = (metric: Metric, x: Representation, y: Representation): number | string => {
  try {
    return metric.compare(x, y, { random: randomFrom("permute-rows") });
  } catch (thrown) {
    if (thrown instanceof Undefined) return thrown.message;
    throw thrown;
  }
};

/** Small whole numbers: neighbours and dissimilarities tie. */
const tied = (n: number, p: number, seed: string): Representation => {
  const random = randomFrom("tied", seed);
  return representation({
    rows: n,
    cols: p,
    data: Float64Array.from({ length: n * p }, () => random.integer(3) + 1),
  });
};

const DATA: readonly (readonly [string, Representation, Representation])[] = [
  ["more stimuli than units", ...pairOf(1, { n: 24, p1: 5, p2: 7 })],
  ["more units than stimuli", ...pairOf(2, { n: 14, p1: 20, p2: 17 })],
  ["ties", tied(16, 4, "x"), tied(16, 3, "y")],
];

describe("permuteRows", () => {
  it.each(DATA)("gives every metric what new rows would give: %s", async (_name, x, y) => {
    const order = randomFrom("order", x.n).permutation(x.n);
    const fresh = representation(selectRows(y.values, order));
    const wrong: string[] = [];
    for (const metric of await loadMetrics()) {
      if (metric.minimumRows > x.n || metric.id.startsWith("rtd")) continue;
      const expected = said(metric, x, fresh);
      const got = said(metric, x, permuteRows(y, order));
      if (typeof expected === "string" || typeof got === "string") {
        if (expected !== got) wrong.push(`${metric.id}: ${got} instead of ${expected}`);
      } else if (Math.abs(got - expected) > 1e-12 * Math.max(1, Math.abs(expected))) {
        wrong.push(`${metric.id}: off by ${got - expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("moves what was derived instead of deriving it again, and forgets it when told", () => {
    const y = fromArray([
      [1, 2],
      [3, 5],
      [4, 4],
      [0, 7],
    ]);
    const sigma = spectrum(y).sigma;
    gramCentered(y);
    const before = derivedBytes();
    const moved = permuteRows(y, Int32Array.of(2, 0, 3, 1));
    expect(spectrum(moved).sigma).toBe(sigma);
    expect(gramCentered(moved).data[1]).toBe(gramCentered(y).data[2 * 4]);
    expect(derivedBytes()).toBeGreaterThan(before);
    forgetReordered();
    expect(derivedBytes()).toBe(before);
    expect(spectrum(y).sigma).toBe(sigma);
  });

  it("can be repeated: an order of an order", () => {
    const [, y] = pairOf(3, { n: 9 });
    const [a, b] = [randomFrom("a").permutation(9), randomFrom("b").permutation(9)];
    const twice = permuteRows(permuteRows(y, a), b);
    const once = permuteRows(
      y,
      Int32Array.from(b, (i) => a[i]!),
    );
    expect(gramCentered(twice).data).toEqual(gramCentered(once).data);
  });
});
