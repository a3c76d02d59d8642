import { describe, expect, it } from "vitest";
import type { Metric, Subject } from "../../core/metric.ts";
import type { Outcome, Value } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import type { NullCase } from "../../suites/null-checks/cases.ts";
import nullBias from "../../suites/null-bias.ts";
import { answer } from "../support/answer.ts";

function subjectOf(metric: Metric): Subject {
  const random = randomFrom("null-subject", metric.id);
  return {
    info: metric,
    compare: (x, y) => answer(() => metric.compare(x, y, { random })),
    allPairs: () => [],
  };
}

/** All cells of the quick profile, for several metrics on the same data. */
async function findingsOf(...ids: string[]): Promise<Map<string, readonly SuiteFinding[]>> {
  const metrics = await Promise.all(ids.map(metricById));
  const observations = new Map<string, Observation<NullCase>[]>(ids.map((id) => [id, []]));
  for (const which of nullBias.cases("quick")) {
    for (let replicate = 0; replicate < which.replicates; replicate++) {
      const stage = await nullBias.prepare(which, randomFrom("null-test", which.id, replicate));
      for (const metric of metrics) {
        if (nullBias.applies!(metric, which) !== true) continue;
        const context = { random: randomFrom("null-measure"), profile: "quick" } as const;
        const outcome: Outcome = await nullBias.measure(subjectOf(metric), stage, which, context);
        observations.get(metric.id)!.push({ case: which, replicate, outcome });
      }
      forgetDerived();
    }
  }
  return new Map(
    metrics.map((metric) => [metric.id, nullBias.summarise(metric, observations.get(metric.id)!)]),
  );
}

const IDS = [
  "cka-linear",
  "cka-debiased",
  "nbs",
  "procrustes-angular",
  "cca-mean",
  "cca-r2",
  "linear-regression",
  "rsa-correlation-spearman",
  "knn-mutual",
  "hsic-linear",
  "constant",
  "norm-ratio",
];

const all = findingsOf(...IDS);

const find = async (id: string, finding: string): Promise<SuiteFinding> => {
  const found = (await all).get(id)!.find((one) => one.id === finding);
  if (found === undefined) throw new Error(`${id} has no ${finding}`);
  return found;
};

const value = async (id: string, finding: string): Promise<Value> => {
  const { outcome } = await find(id, finding);
  return outcome.status === "ok" ? outcome.value : outcome.status;
};

const GAUSSIAN = [
  [20, 10],
  [40, 4],
  [40, 10],
  [40, 30],
  [80, 10],
] as const;

describe("null bias", () => {
  it("finds the null mean max(p)/(n − 1) of R²_CCA and of regression", async () => {
    for (const id of ["cca-r2", "linear-regression"]) {
      for (const [n, p] of GAUSSIAN) {
        const { interval } = await find(id, `null/gaussian/${n}/${p}-${p}`);
        const [mean, half] = [(interval!.low + interval!.high) / 2, (interval!.high - interval!.low) / 2];
        // Two such intervals: four standard errors.
        expect(Math.abs(mean - p / (n - 1)), `${id} ${n} ${p}`).toBeLessThan(2.05 * half);
      }
    }
  });

  it("finds CKA near √(R_X·R_Y/((n+R_X)(n+R_Y))), k/(n − 1) for neighbours, and no bias where there is none", async () => {
    for (const [n, p] of GAUSSIAN.filter(([, width]) => width >= 5)) {
      const mean = (await value("cka-linear", `null/gaussian/${n}/${p}-${p}`)) as number;
      expect(Math.abs(mean / (p / (n + p)) - 1), `${n} ${p}`).toBeLessThan(0.05);
      const shared = (await value("knn-mutual", `null/gaussian/${n}/${p}-${p}`)) as number;
      expect(shared).toBeCloseTo(10 / (n - 1), 1);
    }
    for (const id of ["cka-debiased", "rsa-correlation-spearman"]) {
      expect(await value(id, "bias")).toBeLessThan(0.02);
      expect(await value(id, "false-positives/0.5")).toBe(0);
    }
  });

  it("says of every metric with a closed form that enumeration and sample agree with it", async () => {
    for (const id of [
      "cka-linear",
      "cka-debiased",
      "cca-r2",
      "linear-regression",
      "rsa-correlation-spearman",
      "hsic-linear",
    ]) {
      expect(await value(id, "exact-mean"), id).toBe("passed");
      expect(await value(id, "sampled-mean"), id).toBe("passed");
    }
    // Ten neighbours need more than five stimuli.
    expect(await value("knn-mutual", "sampled-mean")).toBe("passed");
    expect((await all).get("knn-mutual")!.some(({ id }) => id === "exact-mean")).toBe(false);
    expect((await all).get("nbs")!.some(({ id }) => id === "exact-mean" || id === "sampled-mean")).toBe(
      false,
    );
  });

  it("finds bias falling with n and rising with p, and a raw threshold of 0.5 called by unrelated data", async () => {
    for (const id of ["cka-linear", "nbs", "cca-mean", "linear-regression"]) {
      expect(await value(id, "slope/n"), id).toBeLessThan(-0.05);
      expect(await value(id, "slope/p"), id).toBeGreaterThan(0.3);
    }
    expect(await value("cca-mean", "false-positives/0.5")).toBeGreaterThan(0.3);
    expect(await value("cca-mean", "bias")).toBeGreaterThan((await value("cka-linear", "bias")) as number);
    // max(p)/(n − 1) is linear in p/n with slope 40/39.
    expect(await value("cca-r2", "slope/p")).toBeCloseTo(40 / 39, 1);
  });

  it("measures power beyond the null's own 95 % point, for distances as for similarities", async () => {
    for (const id of ["cka-linear", "cka-debiased", "nbs", "hsic-linear"]) {
      expect(await value(id, "power/40"), id).toBeGreaterThan(0.3);
    }
    expect(await value("procrustes-angular", "power/40")).toBe(await value("nbs", "power/40"));
    expect(await value("hsic-linear", "bias")).toBe("not-applicable");
    expect(await value("procrustes-angular", "bias")).toBeGreaterThan(0.1);
  });

  it("sees through controls: a constant has no spread, but no power either, and half of everything", async () => {
    expect(await value("constant", "power/40")).toBe(0);
    expect(await value("constant", "calibrated/40")).toBe(0);
    expect(await value("constant", "false-positives/0.5")).toBe(1);
    expect(await value("constant", "bias")).toBeCloseTo(0.5, 12);
    expect(await value("norm-ratio", "power/40")).toBeLessThan(0.15);
    expect(await value("norm-ratio", "bias")).toBeGreaterThan(0.8);
  });

  it("asks no permutation of a metric that ignores rows, and only small pairs of a heavy one", async () => {
    const level = nullBias.cases("full").find(({ id }) => id === "level-independent")!;
    expect(nullBias.applies!(await metricById("norm-ratio"), level)).toMatch(/ignores which row/);
    const pls = await metricById("pls");
    expect(nullBias.applies!(pls, level)).toMatch(/too slow/);
    expect(nullBias.applies!(await metricById("nbs"), level)).toBe(true);
    const asked = nullBias.cases("full").filter((which) => nullBias.applies!(pls, which) === true);
    expect(asked.length).toBeGreaterThan(3);
    expect(Math.max(...asked.map(({ params }) => params.n * params.p2))).toBe(400);
  });

  it("passes on why there is no value", async () => {
    const metric = await metricById("nbs");
    const observations = nullBias.cases("quick").map((which) => ({
      case: which,
      replicate: 0,
      outcome: { status: "undefined", reason: "no limit" } as const,
    }));
    expect(nullBias.summarise(metric, observations)).toMatchObject([
      { id: "bias", outcome: { status: "undefined", reason: "no limit" } },
    ]);
  });
});

describe("the cases of null bias", () => {
  it("keeps every case of quick, with more data, in full", () => {
    const full = new Map(nullBias.cases("full").map((which) => [which.id, which]));
    expect(full.size).toBe(nullBias.cases("full").length);
    for (const which of nullBias.cases("quick")) {
      expect(full.get(which.id)!.params).toEqual(which.params);
      expect(full.get(which.id)!.replicates).toBeGreaterThanOrEqual(8);
      expect(which.replicates).toBeLessThanOrEqual(3);
    }
  });
});
