import { describe, expect, it } from "vitest";
import { closure, type Invariances } from "../../core/invariance.ts";
import type { Metric, Subject } from "../../core/metric.ts";
import { describeOutcome, ok, type NumberOutcome } from "../../core/outcome.ts";
import { answer } from "../support/answer.ts";
import { randomFrom } from "../../core/random.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import { loadMetrics, metricById } from "../../metrics/registry/index.ts";
import invariance from "../../suites/invariance.ts";

function subjectOf(metric: Metric): Subject {
  const random = randomFrom("subject", metric.id);
  const ask = (...[x, y]: Parameters<Subject["compare"]>): NumberOutcome =>
    answer(() => metric.compare(x, y, { random }));
  return { info: metric, compare: ask, allPairs: (xs, ys) => xs.flatMap((x) => ys.map((y) => ask(x, y))) };
}

async function findingsOf(
  metric: Metric,
  declared: Invariances = metric.invariances,
): Promise<readonly SuiteFinding[]> {
  const observations: Observation<never>[] = [];
  for (const which of invariance.cases("quick")) {
    const random = randomFrom("invariance-test", which.id);
    const stage = await invariance.prepare(which, random);
    const outcome = await invariance.measure(subjectOf(metric), stage, which, { random, profile: "quick" });
    observations.push({ case: which as never, replicate: 0, outcome });
  }
  return invariance.summarise({ ...metric, invariances: declared }, observations);
}

const metrics = await loadMetrics();

const find = (findings: readonly SuiteFinding[], id: string): SuiteFinding =>
  findings.find((one) => one.id === id)!;

describe("the invariance suite", () => {
  it.each(metrics.map((metric) => [metric.id, metric] as const))(
    "finds what %s declares right",
    async (_id, metric) => {
      const { outcome, note } = find(await findingsOf(metric), "mismatches");
      expect(`${describeOutcome(outcome)} (${note ?? ""})`).toMatch(/^"passed"/);
    },
    // Topological measures take a second for one pair.
    300_000,
  );

  it("catches a declaration that promises too much and one that promises too little", async () => {
    const metric = await metricById("cka-linear");
    const more = closure([...metric.invariances.x, "invertible-linear"]);
    const tooMuch = await findingsOf(metric, { x: more, y: metric.invariances.y });
    expect(find(tooMuch, "verdict/invertible-linear/x").outcome).toEqual(ok("failed"));
    expect(find(tooMuch, "verdict/invertible-linear/y").outcome).toEqual(ok("passed"));
    expect(find(tooMuch, "mismatches").note).toMatch(/unit-scaling on x/);
    const less = metric.invariances.y.filter((transform) => transform !== "translation");
    const tooLittle = await findingsOf(metric, { x: metric.invariances.x, y: less });
    expect(find(tooLittle, "mismatches").outcome).toEqual(ok("failed"));
    expect(find(tooLittle, "mismatches").note).toBe("1 wrong: translation on y");
  });

  it("shows the dose: CKA falls with the condition number and not with a rotation, matching the reverse", async () => {
    const curve = (findings: readonly SuiteFinding[], name: string): number[] =>
      (find(findings, `dose/${name}/x`).detail as unknown as { effect: number[] }).effect;
    const cka = await findingsOf(await metricById("cka-linear"));
    expect(Math.max(...curve(cka, "rotation"))).toBeLessThan(1e-10);
    const conditions = curve(cka, "condition-number");
    expect(conditions.at(-1)).toBeGreaterThan(conditions[0]!);
    const match = curve(await findingsOf(await metricById("correlation-match-hard")), "rotation");
    expect(match.at(-1)).toBeGreaterThan(3 * match[0]!);
  });
});
