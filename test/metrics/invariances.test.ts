import { describe, expect, it } from "vitest";
import { closure } from "../../core/invariance.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metrics = await loadMetrics();

/** Controls say nothing true about themselves. */
const cases = metrics.filter(({ control }) => !control).map((metric) => [metric.id, metric] as const);

/** Either side wider, neither, and both wide enough for all components of the measures that have many. */
const SHAPES = [
  { n: 40, p1: 4, p2: 6 },
  { n: 40, p1: 6, p2: 4 },
  { n: 40, p1: 5, p2: 5 },
  { n: 80, p1: 28, p2: 30, latents: 8 },
] as const;

const pair = (seed: number): ReturnType<typeof pairOf> => pairOf(seed, SHAPES[seed % SHAPES.length]);

describe.each(cases)("%s", (_id, metric) => {
  it("is invariant to what it declares for each side, and to nothing else", () => {
    expectInvariances(metric, pair);
  });

  it("declares all that its declaration implies", () => {
    for (const side of ["x", "y"] as const)
      expect(closure(metric.invariances[side])).toEqual([...metric.invariances[side]]);
  });
});
