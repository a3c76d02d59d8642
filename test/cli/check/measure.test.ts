import { describe, expect, it } from "vitest";
import { measureSuite } from "../../../cli/check/measure.ts";
import { notApplicable, ok } from "../../../core/outcome.ts";
import type { Suite } from "../../../core/suite.ts";
import { randomFrom } from "../../../core/random.ts";
import { metricById } from "../../../metrics/registry/index.ts";

/** One case that is asked, one that does not apply, one whose data cannot be made. */
const toy: Suite<string, number> = {
  id: "toy",
  version: 1,
  title: "Toy",
  question: "?",
  cases: () => ["asked", "skipped", "broken"].map((id) => ({ id, params: id, replicates: 1 })),
  applies: (_metric, { id }) => id !== "skipped" || "not for you",
  prepare: ({ id }, random) => {
    if (id === "broken") throw new Error("no data");
    return random.uniform();
  },
  measure: (_subject, stage) => ok(stage),
  summarise: (_metric, observations) =>
    observations.map(({ case: { id }, outcome }) => ({
      id,
      title: id,
      role: "quality",
      unit: "",
      outcome,
      cells: 1,
    })),
};

const suite = toy as unknown as Suite;

describe("measureSuite", () => {
  it("asks in this process with the seeds of a run, and counts what the harness left unanswered", async () => {
    const metric = await metricById("norm-ratio");
    const { signal } = new AbortController();
    const { findings, unanswered } = await measureSuite({ metric, suite, profile: "quick", seed: 7, signal });
    const of = (id: string) => findings.find((finding) => finding.id === id)?.outcome;
    expect(of("asked")).toEqual(ok(randomFrom(7, "toy@1", "asked", 0, "data").uniform()));
    expect(of("skipped")).toEqual(notApplicable("not for you"));
    expect(of("broken")).toMatchObject({ status: "error", code: "suite/threw" });
    expect(unanswered).toBe(1);
  });

  it("says why, where nothing was asked", async () => {
    const metric = await metricById("norm-ratio");
    const silent = { ...toy, applies: () => "not for you" } as unknown as Suite;
    const { signal } = new AbortController();
    const asked = await measureSuite({ metric, suite, profile: "quick", seed: 1, signal });
    expect(asked.notAsked).toBe(undefined);
    const measured = await measureSuite({ metric, suite: silent, profile: "quick", seed: 1, signal });
    expect(measured).toMatchObject({ notAsked: "not for you", unanswered: 0 });
  });

  it("stops when it is interrupted", async () => {
    const metric = await metricById("norm-ratio");
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(measureSuite({ metric, suite, profile: "quick", seed: 1, signal })).rejects.toThrow(
      "enough",
    );
  });
});
