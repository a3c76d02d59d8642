import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import type { Metric } from "../../../core/metric.ts";
import { fromRows } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { subjectOf } from "../../../engine/subject.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { measureTriangle, type Effort, type TriangleStored } from "../../../suites/axiom-checks/triangle.ts";
import { compare } from "../../support/data.ts";
import { subject } from "./support.ts";

const EFFORT: Effort = { random: 12, starts: 3, search: 900 };

async function triangleOf(metric: Metric, seed = 0, effort = EFFORT): Promise<TriangleStored> {
  const asked = subjectOf(metric, randomFrom("metric", seed));
  const outcome = await measureTriangle(asked, randomFrom("triangle", seed), "quick", effort);
  if (outcome.status !== "ok") throw new Error(JSON.stringify(outcome));
  return outcome.value as unknown as TriangleStored;
}

describe("measureTriangle", () => {
  it.each(["cka-linear", "nbs", "procrustes-squared", "procrustes-disparity", "gulp-squared"])(
    "finds that %s violates the inequality, by the witness and by the search alone",
    async (id) => {
      const metric = await metricById(id);
      const { reached, example } = await triangleOf(metric);
      expect(reached.witness).toBeGreaterThan(0.25);
      expect(reached.search).toBeGreaterThan(0.02);
      // Random triples find nothing clear: that is why there is a search.
      expect(reached.random).toBeLessThan(0.02);
      const [x, y, z] = ["x", "y", "z"].map((name) => representation(fromRows(example!.matrices[name]!)));
      const distance = (value: number): number => (metric.direction === "distance" ? value : 1 - value);
      const [xz, xy, yz] = [compare(metric, x!, z!), compare(metric, x!, y!), compare(metric, y!, z!)];
      expect(example!.values).toEqual({ "x,z": xz, "x,y": xy, "y,z": yz });
      expect(distance(xz)).toBeGreaterThan(distance(xy) + distance(yz) + 0.01);
      expect(example!.excess).toBeCloseTo(distance(xz) - distance(xy) - distance(yz), 12);
      // The smallest one: three stimuli, since two points have no shape.
      expect(x!.n).toBeLessThanOrEqual(4);
      expect(x!.p + y!.p + z!.p).toBeLessThanOrEqual(4);
    },
  );

  it.each(["cka-angular", "procrustes-angular", "procrustes", "shape-alpha-0.5"])(
    "finds no violation of %s, over several seeds",
    async (id) => {
      const metric = await metricById(id);
      for (const seed of [0, 1, 2]) {
        const { reached, example, asked } = await triangleOf(metric, seed);
        expect(example).toBeUndefined();
        expect(Math.max(...Object.values(reached))).toBeLessThan(1e-6);
        expect(asked).toBeGreaterThan(900);
      }
    },
  );

  it("finds the short cut by way of silent units of a permutation distance", async () => {
    const { example } = await triangleOf(await metricById("procrustes-permutation"));
    expect(example!.excess).toBeGreaterThan(0.1);
    expect(example!.matrices["y"]![0]!.length).toBeGreaterThan(example!.matrices["x"]![0]!.length);
  });

  it("asks asymmetric measures in one direction", async () => {
    // 1 from left to right and 0 back: from right to left everything is free.
    const sign = (x: Matrix, y: Matrix): number => (x.data[0]! < y.data[0]! ? 1 : 0);
    const directed = subject(sign, { symmetric: false });
    const outcome = await measureTriangle(directed, randomFrom("directed"), "quick", EFFORT);
    expect(outcome).toMatchObject({ value: { repeatable: true } });
    expect(JSON.stringify(outcome)).not.toMatch(/example/);
  });

  it("is about the number of questions, and the same for the same seed", async () => {
    const metric = await metricById("procrustes");
    const few = await triangleOf(metric, 0, { random: 5, starts: 2, search: 100 });
    // 7 witnesses and 5 triples of three questions, 100 of the search, two more for each way of looking.
    expect(few.asked).toBe(7 * 3 + 5 * 3 + 100 + 3 * 2);
    expect(await triangleOf(metric, 0, { random: 5, starts: 2, search: 100 })).toEqual(few);
  });

  it("is not for similarities without an upper bound", async () => {
    const asked = subjectOf(await metricById("hsic-linear"), randomFrom("hsic"));
    expect(await measureTriangle(asked, randomFrom("hsic"), "quick", EFFORT)).toMatchObject({
      status: "not-applicable",
    });
  });

  it("keeps no counter-example that is none when it is asked again", async () => {
    let asked = 0;
    const fickle = subject(() => (++asked % 3 === 0 ? 5 : 1));
    const outcome = await measureTriangle(fickle, randomFrom("fickle"), "quick", EFFORT);
    expect(outcome).toMatchObject({ value: { repeatable: false } });
  });
});
