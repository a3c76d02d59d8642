import { describe, expect, it } from "vitest";
import type { Metric, Subject } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import { squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { loadMetrics, metricById } from "../../metrics/registry/index.ts";
import { centered } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import { spectrum } from "../../representation/spectral.ts";
import { scoreOf } from "../../suites/identity-checks/check.ts";
import identities, { IDENTITIES, IDENTITY_TOLERANCE } from "../../suites/identities.ts";
import { answer } from "../support/answer.ts";
import { compare, pairOf } from "../support/data.ts";

/** A metric asked directly, with errors thrown at the test. */
function subjectOf(metric: Metric, change: (value: number) => number = (value) => value): Subject {
  const ask = (...[x, y]: Parameters<Subject["compare"]>): NumberOutcome =>
    answer(() => change(compare(metric, x, y)));
  return { info: metric, compare: ask, allPairs: (xs, ys) => xs.flatMap((x) => ys.map((y) => ask(x, y))) };
}

async function deviationOf(id: string, subject: Subject): Promise<number | string> {
  const which = identities.cases("quick").find((one) => one.id === id)!;
  const random = randomFrom("identities-test", id);
  const stage = await identities.prepare(which, random);
  const outcome = await identities.measure(subject, stage, which, { random, profile: "quick" });
  if (outcome.status === "undefined") return outcome.reason;
  if (outcome.status !== "ok") throw new Error(`${id}: ${JSON.stringify(outcome)}`);
  return outcome.value as number;
}

describe("the identities suite", () => {
  it("holds for every metric that an identity speaks of", async () => {
    const checked: string[] = [];
    for (const metric of await loadMetrics()) {
      for (const which of identities.cases("quick")) {
        if (identities.applies?.(metric, which) !== true) continue;
        const deviation = await deviationOf(which.id, subjectOf(metric));
        // Spanning everything leaves some measures without a value; no identity of a single score does.
        if (typeof deviation === "string" && which.id === "invertible-linear-theorem") continue;
        expect(
          `${metric.id} ${which.id} ${(deviation as number) <= IDENTITY_TOLERANCE ? "holds" : deviation}`,
        ).toBe(`${metric.id} ${which.id} holds`);
        checked.push(which.id);
      }
    }
    expect(new Set(checked)).toEqual(new Set(identities.cases("quick").map(({ id }) => id)));
  });

  it("catches a score that is off by one part in 1e9", async () => {
    const metric = await metricById("cka-linear");
    const spoiled = subjectOf(metric, (value) => value * (1 + 1e-9));
    for (const identity of IDENTITIES) {
      if (scoreOf(metric, "cka") === undefined || !identity.scores.includes("cka")) continue;
      expect(await deviationOf(identity.id, spoiled)).toBeGreaterThan(IDENTITY_TOLERANCE / 10);
    }
  });

  it("needs √rank(Y) in the regression relation: with the printed √p₁ it does not hold", async () => {
    const [x, y] = pairOf(3, { n: 60, p1: 5, p2: 11 });
    const metric = await metricById("linear-regression");
    const xc = centered(x);
    const q = representation(spectrum(y).u);
    const k = backend().gram(xc, false);
    const cka = compare(await metricById("cka-linear"), x, q);
    const base = (cka * Math.sqrt(squaredNorm(k))) / squaredNorm(xc);
    const r2 = compare(metric, x, y);
    expect(base * Math.sqrt(y.p)).toBeCloseTo(r2, 12);
    expect(Math.abs(base * Math.sqrt(x.p) - r2)).toBeGreaterThan(0.05);
  });
});
