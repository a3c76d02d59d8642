import { beforeAll, describe, expect, it } from "vitest";
import type { Metric } from "../../core/metric.ts";
import { ok } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { subjectOf } from "../../engine/subject.ts";
import { metricById } from "../../metrics/registry/index.ts";
import pcVariance from "../../suites/pc-variance.ts";
import type { SpectrumName } from "../../suites/pc-variance-checks/spectra.ts";

/** Two data sets of every spectrum, made once for all metrics. */
const data = pcVariance
  .cases("quick")
  .flatMap((which) =>
    [0, 1].map((replicate) => ({ which, replicate, random: randomFrom("pc-variance", which.id, replicate) })),
  );
const stages = new Map<string, Awaited<ReturnType<typeof pcVariance.prepare>>>();

beforeAll(async () => {
  for (const { which, replicate, random } of data) {
    stages.set(`${which.id} ${replicate}`, await pcVariance.prepare(which, random));
  }
});

async function findingsOf(metric: Metric): Promise<Map<string, SuiteFinding>> {
  const observations: Observation<SpectrumName>[] = [];
  for (const { which, replicate, random } of data) {
    const subject = subjectOf(metric, random.child(metric.id));
    const stage = stages.get(`${which.id} ${replicate}`)!;
    const outcome = await pcVariance.measure(subject, stage, which, { random, profile: "quick" });
    observations.push({ case: which, replicate, outcome });
  }
  return new Map(pcVariance.summarise(metric, observations).map((finding) => [finding.id, finding]));
}

async function valuesOf(id: string, ...findings: readonly string[]): Promise<number[]> {
  const found = await findingsOf(await metricById(id));
  return findings.map((name) => {
    const outcome = found.get(name)?.outcome;
    if (outcome?.status !== "ok") throw new Error(`${id} ${name}: ${JSON.stringify(outcome)}`);
    return outcome.value as number;
  });
}

describe("the pc-variance suite", () => {
  it.each([
    ["cka-linear", 2],
    ["hsic-linear", 2],
    ["nbs", 1],
    ["procrustes-squared", 1],
    ["procrustes", 0.5],
    ["linear-regression", 1],
    ["cca-mean", 0],
    ["cca-r2", 0],
    ["shape-alpha-0", 0],
  ])("recovers how much variance counts for %s: exponent %s", async (id, exponent) => {
    const [found] = await valuesOf(id, "exponent");
    expect(found).toBeCloseTo(exponent, 10);
  });

  it.each([
    ["cka-linear", 0.75],
    ["nbs", 0.5],
    ["linear-regression", 0.75],
    ["cca-mean", 0.5],
    ["cca-r2", 0.75],
  ])("tells loss by 1 − c from loss by 1 − c²: %s %s", async (id, half) => {
    const [found] = await valuesOf(id, "loss/half-correlation");
    expect(found).toBeCloseTo(half, 10);
  });

  it.each([
    "cka-linear",
    "cka-angular",
    "nbs",
    "procrustes-angular",
    "procrustes",
    "cca-mean",
    "cca-mean-denominator-rank",
    "cca-r2",
    "linear-regression",
    "linear-regression-target-y",
    "hsic-linear",
  ])("%s agrees with its closed form", async (id) => {
    const finding = (await findingsOf(await metricById(id))).get("closed-form")!;
    expect(`${finding.note} ${JSON.stringify(finding.outcome)}`).toMatch(/"passed"/);
    expect(finding.role).toBe("contract");
  });

  it("catches a CKA that is off by 1e-9", async () => {
    const cka = await metricById("cka-linear");
    const spoiled: Metric = {
      ...cka,
      allPairs: (xs, ys) => {
        const exact = cka.allPairs!(xs, ys);
        return { ...exact, data: exact.data.map((value) => value * (1 - 1e-9)) };
      },
    };
    expect((await findingsOf(spoiled)).get("closed-form")!.outcome).toEqual(ok("failed"));
  });

  it("describes measures without closed form", async () => {
    const [debiased] = await valuesOf("cka-debiased", "exponent");
    expect(debiased).toBeCloseTo(2, 1);
    // A rank correlation of distances lies between CKA and NBS; neighbourhoods below NBS.
    const [rsa] = await valuesOf("rsa-euclidean-spearman", "exponent");
    expect(rsa).toBeGreaterThan(1.3);
    expect(rsa).toBeLessThan(2);
    const [knn] = await valuesOf("knn-mutual", "exponent");
    expect(knn).toBeGreaterThan(0.3);
    expect(knn).toBeLessThan(1);
  });

  it("orders CKA, NBS and CCA by the variance that a high score takes", async () => {
    const [cka, nbs, cca] = await Promise.all(
      ["cka-linear", "nbs", "cca-mean"].map(async (id) =>
        valuesOf(id, "share-needed/0.9", "kept/largest-half", "components-seen"),
      ),
    );
    expect(cka![0]).toBeLessThan(nbs![0]!);
    expect(nbs![0]).toBeLessThan(cca![0]!);
    expect(cka![1]).toBeGreaterThan(nbs![1]!);
    expect(cka![2]).toBeLessThan(nbs![2]!);
    expect(cca![2]).toBe(12);
  });

  it.each(["constant", "random", "sign-flipped"])("finds nothing in the control %s", async (id) => {
    const found = await findingsOf(await metricById(id));
    expect(found.size).toBeGreaterThan(0);
    for (const { outcome } of found.values()) expect(outcome.status).toBe("undefined");
  });

  it("does not ask a measure that ignores which stimulus is which", async () => {
    const [which] = pcVariance.cases("quick");
    expect(pcVariance.applies!(await metricById("norm-ratio"), which!)).toMatch(/ignores which stimulus/);
    expect(pcVariance.applies!(await metricById("cka-linear"), which!)).toBe(true);
  });
});
