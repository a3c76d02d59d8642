import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import type { Suite } from "../../core/suite.ts";
import { subjectOf } from "../../engine/subject.ts";
import cost from "../../suites/cost.ts";
import { metric, notANumber } from "../engine/support/metrics.ts";
import { metricById } from "../../metrics/registry/index.ts";
import type { Metric } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";

const suite = cost as unknown as Suite;

async function cell(asked: Metric, id: string): Promise<Outcome> {
  const which = suite.cases("quick").find((one) => one.id === id)!;
  const stage = await suite.prepare(which, randomFrom("cost", id));
  const context = { random: randomFrom("measure"), profile: "quick" } as const;
  return suite.measure(subjectOf(asked, randomFrom("metric")), stage, which, context);
}

describe("the cost suite", () => {
  it("keeps its findings out of what two runs have in common", () => expect(suite.volatile).toBe(true));

  it("times a pair, all pairs and a grid of sizes", async () => {
    const asked = await metricById("cka-linear");
    expect(await cell(asked, "standard")).toMatchObject({
      status: "ok",
      value: { knowsResident: expect.anything() as boolean },
    });
    const all = (await cell(asked, "all-pairs")) as unknown as { value: Record<string, number> };
    expect(all.value["pairs"]).toBe(64);
    expect(all.value["seconds"]).toBeGreaterThan(0);
    const grid = (await cell(asked, "grid")) as unknown as { value: { points: unknown[]; leftOut: number } };
    expect(grid.value.points).toHaveLength(9);
    expect(grid.value.leftOut).toBe(0);
  });

  it("asks about new objects each time: a metric that remembers gains nothing", async () => {
    const seen = new WeakSet<object>();
    let again = 0;
    const remembers = metric("remembers", (x) => {
      if (seen.has(x)) again++;
      seen.add(x);
      return 0.5;
    });
    await cell(remembers, "grid");
    await cell(remembers, "standard");
    expect(again).toBe(0);
  });

  it("has no time of a metric without an answer, and leaves out the sizes without one", async () => {
    expect(await cell(notANumber, "standard")).toMatchObject({ code: "metric/not-finite" });
    const narrow = metric("narrow", (x) => (x.p > 32 ? NaN : 0.5));
    expect(await cell(narrow, "grid")).toMatchObject({ value: { leftOut: 3 } });
  });
});
