import { describe, expect, it } from "vitest";
import type { Outcome } from "../../core/outcome.ts";
import { failed, notApplicable, ok, undefinedBecause } from "../../core/outcome.ts";
import type { Suite } from "../../core/suite.ts";
import { makePlan } from "../../engine/plan.ts";
import { summarise } from "../../engine/summarise.ts";
import { difference, thrower } from "./support/metrics.ts";
import { gridSuite, pairSuite } from "./support/suites.ts";

const metrics = [thrower, difference];
const suites = [pairSuite([4, 7], 3), gridSuite];
const plan = makePlan({ metrics, suites, profile: "quick", seed: 1 });

/** Six outcomes of every kind, for the pairs of `difference`. */
const KINDS: readonly Outcome[] = [
  ok(1),
  undefinedBecause("r"),
  notApplicable("r"),
  failed("c", "m"),
  { status: "crashed", message: "m" },
  { status: "timeout", seconds: 1 },
];

const own = plan.cells.filter(({ metric, spec }) => metric === "difference" && spec.suite === "pairs@3");
const outcomeOf = (id: string): Outcome => KINDS[own.findIndex((cell) => cell.id === id)] ?? ok(9);

describe("summarise", () => {
  const { coverage, findings } = summarise(plan, { metrics, suites }, outcomeOf);

  it("counts what came of each metric's cells in each suite", () => {
    expect(coverage.map(({ metric, suite }) => `${suite} ${metric}`)).toEqual([
      "pairs thrower",
      "pairs difference",
      "grid thrower",
      "grid difference",
    ]);
    expect(coverage[1]).toEqual({
      metric: "difference",
      suite: "pairs",
      planned: 6,
      ok: 1,
      undefined: 1,
      notApplicable: 1,
      failed: 3,
    });
  });

  it("hands a suite its own outcomes in the plan's order, and adds whose the findings are", () => {
    const found = findings.filter(({ metric, suite }) => metric === "difference" && suite === "pairs");
    expect(found.map(({ id }) => id)).toEqual(
      [0, 1, 2].map((r) => `score/n-4/${r}`).concat([0, 1, 2].map((r) => `score/n-7/${r}`)),
    );
    expect(found.map(({ outcome }) => outcome)).toEqual(KINDS);
  });

  it("sorts findings by suite, metric and id", () => {
    const keys = findings.map(({ suite, metric, id }) => [suite, metric, id].join("\u0000"));
    expect(keys).toEqual([...keys].sort());
    expect(keys).toHaveLength(14);
  });

  it("names the suite and metric when a suite fails here", () => {
    const throwing: Suite = {
      ...gridSuite,
      summarise: () => {
        throw new Error("bug");
      },
    };
    const of = { metrics, suites: [throwing] };
    const broken = expect.objectContaining({
      code: "suite/summarise-threw",
      message: expect.stringMatching(/"grid".*"thrower".*bug/) as string,
    }) as unknown;
    expect(() => summarise(makePlan({ ...of, profile: "quick", seed: 1 }), of, () => ok(1))).toThrow(broken);
  });
});
