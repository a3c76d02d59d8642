import { describe, expect, it } from "vitest";
import type { Finding } from "../../core/finding.ts";
import type { Metric, Subject } from "../../core/metric.ts";
import { notApplicable, ok } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { subjectOf } from "../../engine/subject.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import sensitivity from "../../suites/sensitivity.ts";
import { LARGEST_D_PRIME } from "../../suites/sensitivity-checks/discriminability.ts";

type Observation = Parameters<typeof sensitivity.summarise>[1][number];
type Found = ReturnType<typeof sensitivity.summarise>[number];

/** Asks metrics in the given order about all real changes; the findings of each by its id. */
async function ask(ids: readonly string[]): Promise<Map<string, readonly Found[]>> {
  const metrics = await Promise.all(ids.map((id) => metricById(id)));
  const seen = new Map<Metric, Observation[]>(metrics.map((metric) => [metric, []]));
  for (const which of sensitivity.cases("quick")) {
    if (!["noise", "shared-subspace", "swapped-stimuli"].includes(which.id)) continue;
    for (let replicate = 0; replicate < which.replicates; replicate++) {
      const path = ["sensitivity-test", which.id, replicate] as const;
      const stage = await sensitivity.prepare(which, randomFrom(...path));
      for (const [metric, observations] of seen) {
        const applies = sensitivity.applies?.(metric, which) ?? true;
        const subject = subjectOf(metric, randomFrom(...path, metric.id));
        const outcome =
          applies === true
            ? await sensitivity.measure(subject, stage, which, { random: randomFrom(1), profile: "quick" })
            : notApplicable(applies);
        observations.push({ case: which, replicate, outcome });
      }
      forgetDerived();
    }
  }
  return new Map([...seen].map(([metric, cells]) => [metric.id, sensitivity.summarise(metric, cells)]));
}

const signalOf = (found: readonly Found[] | undefined): Finding["outcome"] | undefined =>
  found?.find(({ id }) => id === "signal")?.outcome;

const GOOD = ["cka-linear", "nbs", "cca-mean", "rsa-euclidean-pearson", "knn-mutual"];
const CONTROLS = ["constant", "random", "norm-ratio", "sign-flipped", "peeking", "non-deterministic"];
const all = await ask([...GOOD, ...CONTROLS, "procrustes"]);

describe("the sensitivity suite", () => {
  it.each(GOOD)("finds a signal in %s", (id) => {
    expect(signalOf(all.get(id))).toEqual({ status: "ok", value: "passed" });
  });

  it.each(CONTROLS)("finds none in the control %s", (id) => {
    expect(signalOf(all.get(id))).toEqual({ status: "ok", value: "failed" });
  });

  it("passes on the fault of a control that returns NaN", async () => {
    const found = (await ask(["returns-nan"])).get("returns-nan")!;
    expect(signalOf(found)).toMatchObject({ status: "error", code: "metric/not-finite" });
  });

  it("gives an oracle, who knows the dose, the best that there is", async () => {
    const metric = await metricById("cka-linear");
    const cells: Observation[] = [];
    for (const which of sensitivity.cases("quick")) {
      for (let replicate = 0; replicate < which.replicates; replicate++) {
        const stage = await sensitivity.prepare(which, randomFrom("oracle", which.id, replicate));
        const { x, series } = stage as { x: Representation; series: Representation[][] };
        const dose = new Map(series.flatMap((draw) => draw.map((one, k) => [one, k] as const)));
        dose.set(x, 0);
        const compare = (a: Representation, b: Representation): { status: "ok"; value: number } =>
          ok(-Math.abs(dose.get(a)! - dose.get(b)!));
        const oracle: Subject = {
          info: metric,
          compare,
          allPairs: (xs, ys) => xs.flatMap((a) => ys.map((b) => compare(a, b))),
        };
        const context = { random: randomFrom(1), profile: "quick" } as const;
        cells.push({
          case: which,
          replicate,
          outcome: await sensitivity.measure(oracle, stage, which, context),
        });
      }
    }
    const found = sensitivity.summarise(metric, cells);
    expect(signalOf(found)).toEqual(ok("passed"));
    const best: readonly (readonly [string, number])[] = [
      ["spearman/", 1],
      ["separation/", 1],
      ["d-prime/", LARGEST_D_PRIME],
    ];
    for (const [kind, value] of best) {
      const outcomes = found.filter(({ id }) => id.startsWith(kind)).map(({ outcome }) => outcome);
      expect(outcomes.length).toBeGreaterThanOrEqual(4);
      for (const outcome of outcomes) expect(outcome).toEqual(ok(expect.closeTo(value, 9) as number));
    }
  });

  it("gives a constant exactly chance in everything, and norms that are matched too", () => {
    for (const id of ["constant", "norm-ratio"]) {
      for (const { chance, outcome } of all.get(id)!) {
        if (chance === undefined) continue;
        expect(outcome.status === "ok" && outcome.value).toBeCloseTo(chance, 9);
      }
    }
  });

  it("gives a distance the order of the similarity that it is made from", () => {
    const value = (id: string, finding: string): unknown => {
      const outcome = all.get(id)!.find((one) => one.id === finding)!.outcome;
      return outcome.status === "ok" && outcome.value;
    };
    for (const dose of ["noise", "shared-subspace", "swapped-stimuli"])
      expect(value("procrustes", `spearman/${dose}`)).toBeCloseTo(
        value("nbs", `spearman/${dose}`) as number,
        12,
      );
  });

  it("does not ask those about swapped stimuli who ignore which is which", () => {
    const ids = all.get("norm-ratio")!.map(({ id }) => id);
    expect(ids).toContain("spearman/noise");
    expect(ids).not.toContain("spearman/swapped-stimuli");
    expect(all.get("constant")!.map(({ id }) => id)).toContain("spearman/swapped-stimuli");
  });

  it("has the same findings whatever is asked before, and without the others", async () => {
    const other = await ask(["random", "nbs"]);
    for (const id of ["random", "nbs"]) expect(other.get(id)).toEqual(all.get(id));
  });

  it("has the same data sets in both profiles, three in quick and at least eight in full", () => {
    const [quick, full] = [sensitivity.cases("quick"), sensitivity.cases("full")];
    expect(full.map(({ id, params }) => [id, params])).toEqual(quick.map(({ id, params }) => [id, params]));
    expect(new Set(quick.map(({ replicates }) => replicates))).toEqual(new Set([3]));
    for (const { replicates } of full) expect(replicates).toBeGreaterThanOrEqual(8);
  });
});
