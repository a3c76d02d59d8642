import { describe, expect, it } from "vitest";
import type { Metric } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";
import { ok } from "../../core/outcome.ts";
import type { Suite } from "../../core/suite.ts";
import { executeBatch, type Work } from "../../engine/execute.ts";
import {
  difference,
  dice,
  metric,
  mutator,
  notANumber,
  thrower,
  undefinedAlways,
} from "./support/metrics.ts";
import { brokenSuite, gridSuite, pairSuite } from "./support/suites.ts";

const suite = pairSuite();
const pair = suite.cases("quick")[0]!;

async function outcomes(metrics: readonly Metric[], more: Partial<Work> = {}): Promise<Outcome[]> {
  const found: Outcome[] = [];
  const work: Work = { suite, case: pair, replicate: 0, metrics, profile: "quick", seed: 1, ...more };
  await executeBatch(work, ({ index, outcome, seconds }) => {
    expect(index).toBe(found.length);
    expect(seconds).toBeGreaterThanOrEqual(0);
    found.push(outcome);
  });
  return found;
}

const alone = async (of: Metric, more: Partial<Work> = {}): Promise<Outcome> =>
  (await outcomes([of], more))[0]!;

describe("executeBatch", () => {
  it("turns every fault of a metric into its outcome and asks the others", async () => {
    const [first, ...rest] = await outcomes([difference, thrower, notANumber, undefinedAlways, difference]);
    expect(first!.status).toBe("ok");
    expect(rest).toMatchObject([
      { status: "error", code: "metric/threw", message: expect.stringContaining("oops") as string },
      { status: "error", code: "metric/not-finite" },
      { status: "undefined", reason: "no limit" },
      first,
    ]);
  });

  it("gives a metric the outcome that it has alone, whoever was asked before", async () => {
    const [, second, third] = await outcomes([thrower, dice, difference]);
    expect(second).toEqual(await alone(dice));
    expect(third).toEqual(await alone(difference));
  });

  it("makes the data anew for whoever follows a metric that changed it", async () => {
    const [, spoilt, after] = await outcomes([dice, mutator, difference]);
    expect(spoilt).toMatchObject({ status: "error", code: "input-mutated" });
    expect(after).toEqual(await alone(difference));
  });

  it("makes the data once for all others", async () => {
    let made = 0;
    const counting: Suite = { ...suite, prepare: (which, random) => (made++, suite.prepare(which, random)) };
    await outcomes([difference, thrower, dice], { suite: counting });
    expect(made).toBe(1);
    await outcomes([mutator, difference, dice], { suite: counting });
    expect(made).toBe(3);
  });

  it("overrules a suite that makes a result of changed data", async () => {
    const careless: Suite = {
      ...suite,
      measure: async (subject, stage, which, context) => {
        await suite.measure(subject, stage, which, context);
        return ok("fine");
      },
    };
    expect(await alone(mutator, { suite: careless })).toMatchObject({ code: "input-mutated" });
    expect(await alone(difference, { suite: careless })).toEqual(ok("fine"));
  });

  it("depends on seed, case and replicate", async () => {
    const all = await Promise.all([
      alone(difference),
      alone(difference, { seed: 2 }),
      alone(difference, { replicate: 1 }),
      alone(difference, { case: suite.cases("quick")[1]! }),
    ]);
    expect(new Set(all.map((outcome) => JSON.stringify(outcome))).size).toBe(4);
    expect(await alone(difference)).toEqual(all[0]);
  });

  it("calls a suite's fault by name, for each of its cells", async () => {
    const broken = await outcomes([dice, difference], { suite: brokenSuite });
    expect(broken).toHaveLength(2);
    for (const outcome of broken) {
      expect(outcome).toMatchObject({
        code: "suite/threw",
        message: expect.stringMatching(/file is gone/) as string,
      });
    }
    const throwing: Suite = { ...suite, measure: () => Promise.reject(new Error("bug")) };
    expect(await alone(dice, { suite: throwing })).toMatchObject({ code: "suite/threw" });
  });

  it.each([NaN, Infinity, null, undefined, { a: NaN }, () => 1])(
    "refuses %s as a suite's value",
    async (value) => {
      const wrong: Suite = { ...suite, measure: () => ok(value as number) };
      expect(await alone(dice, { suite: wrong })).toMatchObject({
        status: "error",
        code: "suite/bad-outcome",
      });
    },
  );

  it("gives values as a file would give them back", async () => {
    const signed: Suite = { ...suite, measure: () => ok([-0, 0.1 + 0.2]) };
    const outcome = await alone(dice, { suite: signed });
    expect(outcome).toStrictEqual(ok([0, 0.1 + 0.2]));
  });

  it("asks all pairs", async () => {
    const outcome = await alone(
      metric("widths", (x, y) => 10 * x.p + y.p),
      {
        suite: gridSuite,
        case: gridSuite.cases("quick")[0]!,
      },
    );
    expect(outcome).toEqual(ok([22, 23, 24, 32, 33, 34, 42, 43, 44]));
  });
});
