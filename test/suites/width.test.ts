import { describe, expect, it } from "vitest";
import type { Metric, Subject } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import type { WidthParams } from "../../suites/width-checks/findings.ts";
import width from "../../suites/width.ts";
import { answer } from "../support/answer.ts";

const subjectOf = (metric: Metric): Subject => ({
  info: metric,
  compare: (x, y) => answer(() => metric.compare(x, y, { random: randomFrom("width", metric.id) })),
  allPairs: () => [],
});

async function findingsOf(...ids: string[]): Promise<Map<string, readonly SuiteFinding[]>> {
  const metrics = await Promise.all(ids.map(metricById));
  const observations = new Map<string, Observation<WidthParams>[]>(ids.map((id) => [id, []]));
  for (const which of width.cases("quick")) {
    for (let replicate = 0; replicate < which.replicates; replicate++) {
      const stage = await width.prepare(which, randomFrom("width-test", which.id, replicate));
      for (const metric of metrics) {
        const context = { random: randomFrom("width-measure"), profile: "quick" } as const;
        const outcome: Outcome = await width.measure(subjectOf(metric), stage, which, context);
        observations.get(metric.id)!.push({ case: which, replicate, outcome });
      }
      forgetDerived();
    }
  }
  return new Map(metrics.map((metric) => [metric.id, width.summarise(metric, observations.get(metric.id)!)]));
}

const ALIVE = [
  "cka-linear",
  "cka-debiased",
  "nbs",
  "procrustes-angular",
  "rsa-correlation-spearman",
  "knn-mutual",
];
const INVARIANT = ["cca-mean", "cca-r2", "shape-alpha-0"];
const BLIND = [...INVARIANT, "linear-regression", "pwcca"];
const all = findingsOf(...ALIVE, ...BLIND, "rsa-mahalanobis-pearson", "constant", "random", "norm-ratio");

const find = async (id: string, finding: string): Promise<SuiteFinding | undefined> =>
  (await all).get(id)!.find((one) => one.id === `${finding}/40`);

const value = async (id: string, finding: string): Promise<unknown> => {
  const outcome = (await find(id, finding))?.outcome;
  return outcome?.status === "ok" ? outcome.value : outcome?.status;
};

describe("width", () => {
  it.each(BLIND)("finds a measure that predicts with every direction blind at p ≥ n: %s", async (id) => {
    expect(await value(id, "contrast-wide")).toBe(0.5);
    expect(await value(id, "lost-at")).toBeGreaterThan(1 / 8);
    expect(await value(id, "lost-at")).toBeLessThan(1);
  });

  it.each(ALIVE)(
    "finds a measure that weights directions able to tell pairs apart at p = 4n: %s",
    async (id) => {
      expect(await value(id, "contrast-wide")).toBeGreaterThan(0.9);
      expect(await value(id, "lost-at")).toBe("not lost up to 4·n");
      expect(await value(id, "moved-wide")).toBeGreaterThan(0.01);
    },
  );

  it("checks theorem 1 on whoever declares the invariance, and on nobody else", async () => {
    for (const id of INVARIANT) {
      expect(await value(id, "theorem-1"), id).toBe("passed");
      expect(await value(id, "moved-wide"), id).toBeLessThan(1e-7);
    }
    // Regression of X from Y keeps nothing of X but its size once Y spans everything; it declares nothing for X.
    for (const id of ["linear-regression", "cka-linear"]) expect(await find(id, "theorem-1")).toBeUndefined();
  });

  it("fails a measure that declares the invariance and has it not", async () => {
    const cca = await metricById("cca-mean");
    const observations = width.cases("quick").map((which) => ({
      case: which,
      replicate: 0,
      outcome: { status: "ok" as const, value: { related: [0.9, 0.8], unrelated: [0.4, 0.8] } },
    }));
    const found = width.summarise(cca, observations);
    expect(found.find(({ id }) => id === "theorem-1/40")!.outcome).toMatchObject({ value: "failed" });
  });

  it("says why there is no value, and uses the widths where there is one", async () => {
    expect(await find("rsa-mahalanobis-pearson", "contrast-wide")).toMatchObject({
      outcome: { status: "undefined" },
      role: "quality",
    });
    const narrow = await find("rsa-mahalanobis-pearson", "contrast-narrow");
    expect(narrow!.outcome.status).toBe("ok");
  });

  it("gives controls chance", async () => {
    expect(await value("constant", "contrast-wide")).toBe(0.5);
    expect(await value("constant", "lost-at")).toBe("never there");
    for (const id of ["random", "norm-ratio"]) {
      const found = await find(id, "contrast-wide");
      expect(found!.interval!.low).toBeLessThan(0.55);
      expect(await value(id, "contrast-wide")).toBeLessThan(0.65);
    }
  });
});
