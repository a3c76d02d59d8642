import { describe, expect, it } from "vitest";
import type { Finding } from "../../../core/finding.ts";
import { failed, notApplicable, ok } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import type { Result } from "../../../core/result.ts";
import { compareResults } from "../../../reports/compare/compare.ts";
import { readCompareConfig } from "../../../reports/compare/config.ts";
import type { Comparison } from "../../../reports/compare/types.ts";
import { meanInterval } from "../../../suites/statistics/student.ts";
import { fixtureResult } from "../fixture.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

const config = readCompareConfig({});
const share = (value: number, fields: Partial<Finding> = {}): Finding =>
  makeFinding({
    unit: "fraction",
    better: "higher",
    outcome: ok(value),
    interval: { low: value - 0.05, high: value + 0.05, level: 0.95, method: "normal, over pairs" },
    ...fields,
  });
const seeded = (result: Result, seed: number): Result => ({
  ...result,
  manifest: { ...result.manifest, seed },
});
const of = (base: readonly Finding[], head: readonly Finding[], seed = 7): Comparison =>
  compareResults(
    makeResult({ findings: [...base] }),
    seeded(makeResult({ findings: [...head] }), seed),
    config,
  );
const stateOf = (base: Finding, head: Finding, seed = 7): string =>
  of([base], [head], seed).entries[0]!.state;

describe("the same data", () => {
  it("give no change at all for the same result", () => {
    const { entries, verdict } = compareResults(fixtureResult(), fixtureResult(), config);
    expect(entries.every(({ state }) => state === "same")).toBe(true);
    expect(verdict).toBe("passed");
  });

  it.each([
    ["a number within the tolerance", share(0.9), share(0.9 + 1e-11), "same", "passed"],
    ["a smaller change than the least", share(0.9), share(0.895), "changed", "passed"],
    ["a worse share", share(0.9), share(0.85), "regressed", "failed"],
    ["a better share", share(0.85), share(0.9), "improved", "passed"],
    [
      "a lower value where lower is better",
      share(0.9, { better: "lower" }),
      share(0.5, { better: "lower" }),
      "improved",
      "passed",
    ],
    [
      "a contract that broke",
      makeFinding({ role: "contract", outcome: ok("passed") }),
      makeFinding({ role: "contract", outcome: ok("failed") }),
      "regressed",
      "failed",
    ],
    ["an answer that was lost", share(0.9), makeFinding({ outcome: failed("c", "m") }), "ok→error", "failed"],
    ["an answer that came", makeFinding({ outcome: failed("c", "m") }), share(0.9), "error→ok", "passed"],
    [
      "a question that is dodged",
      share(0.9),
      makeFinding({ outcome: notApplicable("no") }),
      "missing",
      "failed",
    ],
    [
      "another description",
      makeFinding({ role: "description", outcome: ok("a") }),
      makeFinding({ role: "description", outcome: ok("b") }),
      "changed",
      "passed",
    ],
  ] as const)("%s", (_, base, head, state, verdict) => {
    const comparison = of([base], [head]);
    expect([comparison.entries[0]!.state, comparison.verdict]).toEqual([state, verdict]);
  });

  it("fail for what is missing, not for what is new", () => {
    expect(of([share(1)], []).verdict).toBe("failed");
    expect(of([], [share(1)]).entries[0]!.state).toBe("new");
    expect(of([], [share(1)]).verdict).toBe("passed");
  });

  it("know a metric by its former name", () => {
    const base = makeResult({
      metrics: [makeMetric({ id: "old" })],
      findings: [share(0.9, { metric: "old" })],
    });
    const head = makeResult({
      metrics: [makeMetric({ id: "new", aliases: ["old"] })],
      findings: [share(0.9, { metric: "new" })],
    });
    expect(compareResults(base, head, config).entries).toMatchObject([
      { state: "renamed", metric: "new", renamedFrom: "old" },
    ]);
  });

  it("never fail for times", () => {
    const timed = (seconds: number): Result => {
      const findings = [makeFinding({ better: "lower", unit: "s", outcome: ok(seconds) })];
      return makeResult({ volatile: { ...makeResult().volatile, findings } });
    };
    const { entries, verdict } = compareResults(timed(1), timed(100), config);
    expect([entries[0]!.state, verdict]).toEqual(["changed", "passed"]);
  });
});

describe("what cannot be compared", () => {
  it("is said, with the command that renews the base", () => {
    const native = makeResult();
    const backend = { name: "native" as const, description: "" };
    const head = { ...native, findings: [share(0.1)], manifest: { ...native.manifest, backend } };
    const result = compareResults(makeResult({ findings: [share(0.9)] }), head, config);
    expect(result.verdict).toBe("incomparable");
    expect(result.obstacles).toEqual([{ what: "backend", base: "portable", head: "native" }]);
    expect(result.renew).toContain("--profile full --seed 7 --backend native --metrics m ");
  });

  it("is a finding of another version of its metric, and no other", () => {
    const head = makeResult({ metrics: [makeMetric({ version: 2 })], findings: [share(0.1)] });
    const result = compareResults(makeResult({ findings: [share(0.9)] }), head, config);
    expect([result.entries[0]!.state, result.verdict]).toEqual(["incomparable", "incomparable"]);
  });
});

describe("other data", () => {
  it("regress by more than chance only", () => {
    expect(stateOf(share(0.9), share(0.85), 8)).toBe("same");
    expect(stateOf(share(0.9), share(0.5), 8)).toBe("regressed");
    expect(stateOf(share(0.5), share(0.9), 8)).toBe("improved");
  });

  // Eight replicates, as a full profile has; three metrics and two suites of five findings each.
  const replicates = 8;
  const drawn = (seed: number, shift: number): Result => {
    const random = randomFrom("compare", seed);
    const suites = ["s", "t"].map((id) => ({ id, version: 1, title: id, question: "" }));
    const metrics = ["a", "b", "c"].map((id) => makeMetric({ id }));
    const findings = metrics.flatMap(({ id: metric }) =>
      suites.flatMap(({ id: suite }) =>
        Array.from({ length: 5 }, (_, k) => {
          const own = metric === "a" && suite === "s" && k === 0 ? shift : 0;
          const values = Array.from({ length: replicates }, () => 0.7 + own + 0.02 * random.gaussian());
          const { mean, interval } = meanInterval(values, "data sets");
          return share(mean, { metric, suite, id: `f${k}`, interval: interval! });
        }),
      ),
    );
    return seeded(makeResult({ metrics, suites, findings }), seed);
  };
  const invocations = process.env["ETALON_SOAK"] === undefined ? 100 : 1000;

  it("fail in at most 2 % of invocations of the same code, over all findings together", () => {
    let failures = 0;
    for (let i = 0; i < invocations; i++)
      if (compareResults(drawn(2 * i, 0), drawn(2 * i + 1, 0), config).verdict === "failed") failures++;
    expect(failures / invocations).toBeLessThanOrEqual(0.02);
  });

  it("find a planted bias of the detectable size in at least 95 %", () => {
    const planted = compareResults(drawn(1, 0), drawn(2, 0), config).entries;
    const detectable = Math.max(...planted.map((entry) => entry.detectable ?? 0));
    let found = 0;
    for (let i = 0; i < invocations; i++) {
      const { entries } = compareResults(drawn(2 * i, 0), drawn(2 * i + 1, -detectable), config);
      if (entries[0]!.state === "regressed") found++;
    }
    expect(found / invocations).toBeGreaterThanOrEqual(0.95);
  });
});

describe("budgets", () => {
  const judged = (
    budgets: object,
    findings: Finding[] = [share(0.85, { id: "accuracy/x" }), share(0.95, { id: "accuracy/y" })],
  ): Comparison =>
    compareResults(makeResult({ findings }), makeResult({ findings }), readCompareConfig({ budgets }));

  it("are kept by the worst finding, or broken", () => {
    expect(judged({ "s/accuracy": ["error", { min: 0.8 }] }).verdict).toBe("passed");
    const broken = judged({ "s/accuracy": ["error", { min: 0.9 }] });
    expect(broken.verdict).toBe("failed");
    expect(broken.breaches.map(({ id }) => id)).toEqual(["accuracy/x"]);
  });

  it("are broken if nothing is there to keep them, and only warn if told so", () => {
    expect(judged({ "s/gone": ["error", { min: 0 }] }).verdict).toBe("failed");
    expect(judged({ "s/accuracy": ["warn", { min: 0.9 }] }).verdict).toBe("passed");
  });

  it("name suites that exist", () => {
    expect(() => judged({ "z/accuracy": "error" })).toThrow(/no suite/);
    expect(() => readCompareConfig({ budgets: { s: ["loud"] } })).toThrow(/budgets/);
  });

  it("say which regressions count", () => {
    const off = readCompareConfig({ budgets: { s: "off" } });
    const [base, head] = [share(0.9), share(0.5)].map((finding) => makeResult({ findings: [finding] }));
    expect(compareResults(base!, head!, off).verdict).toBe("passed");
  });
});
