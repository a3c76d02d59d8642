import { describe, expect, it } from "vitest";
import { measureThresholds, thresholdOf } from "../../../cli/thresholds/measure.ts";
import { randomFrom } from "../../../core/random.ts";
import { assemble, randomComponents } from "../../../generators/components.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";

const random = randomFrom("thresholds");
const lambda = [8, 4, 1, 0.5];
const { u, v } = randomComponents(40, lambda, random);
const target = { x: representation(assemble(u, lambda, v)), variables: [], components: 3 };

describe("measureThresholds", () => {
  it("puts larger components below smaller ones, and chance below all", async () => {
    const found = await measureThresholds(await metricById("cka-linear"), target, { starts: 2 }, random);
    const scores = found.components.map(({ score }) => score!);
    expect(scores).toHaveLength(3);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    found.components.forEach(({ share }, i) => expect(share).toBeCloseTo(lambda[i]! / 13.5, 10));
    // E[CKA] over shuffles is √(R_X·R_Y)/(n−1), R = (Σλ)²/Σλ²: 2.24/39.
    const mean = 13.5 ** 2 / (64 + 16 + 1 + 0.25) / 39;
    expect(found.chance!.p95).toBeGreaterThan(mean);
    expect(found.chance!.p99).toBeLessThan(10 * mean);
    expect(found.best).toBeGreaterThan(0.99);
  });

  it("captures later by a rotation than by any linear map, and by either optimiser", async () => {
    const metric = await metricById("nbs");
    const linear = await measureThresholds(metric, target, { starts: 1 }, random);
    const rotated = await measureThresholds(metric, target, { starts: 1, map: "orthogonal" }, random);
    // A rotation cannot predict more than a linear map: the large component comes first, the small one later.
    expect(rotated.components[2]!.score).toBeGreaterThan(linear.components[2]!.score!);
    const longer = await measureThresholds(metric, target, { starts: 1, optimiser: "lbfgs" }, random);
    expect(longer.best).toBeGreaterThan(0.99);
    expect(longer.components.every(({ score }) => score !== undefined)).toBe(true);
    expect(linear.order).toBe(1);
    expect(linear.ceiling).toBeGreaterThan(linear.chance!.p99);
  });

  it("ascends a metric without a gradient by as many updates as it is granted, and says so", async () => {
    const metric = await metricById("rsa-euclidean-spearman");
    const found = await measureThresholds(
      metric,
      target,
      { starts: 1, evolution: { steps: 3, pairs: 4 } },
      random,
    );
    expect(found).toMatchObject({ evolution: 3 });
    expect(found.components.map(({ note }) => note).join()).toContain("not reached by the optimiser");
    expect(found.order).toBeUndefined();
  });

  it("says why a metric has no thresholds", async () => {
    for (const id of ["hsic-linear", "knn-mutual"]) {
      const found = await measureThresholds(await metricById(id), target, { starts: 1 }, random);
      expect(found.reason).toMatch(/^not-applicable/);
    }
  });
});

describe("thresholdOf", () => {
  it("is a bound where all starts are censored", () => {
    expect(thresholdOf("PC 9", [{ kind: "censored", score: 0.99 }])).toMatchObject({
      score: 0.99,
      atLeast: true,
    });
    expect(thresholdOf("PC 9", [{ kind: "not-reached", score: 0.4 }]).score).toBeUndefined();
  });
});
