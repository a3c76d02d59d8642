import { describe, expect, it } from "vitest";
import type { Metric } from "../../../core/metric.ts";
import { Undefined } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import type { Representation } from "../../../core/representation.ts";
import { subjectOf } from "../../../engine/subject.ts";
import { LINES } from "../../../suites/robustness-checks/lines.ts";
import type { Verdict } from "../../../suites/robustness-checks/verdict.ts";
import { both, SIDE } from "../../../metrics/families/invariance-classes.ts";
import { metric } from "../../engine/support/metrics.ts";
import { pairOf } from "../../support/data.ts";

const [x, y] = pairOf(5, { n: 24, p1: 5, p2: 6 });

/** The lines that a metric does not keep. */
async function broken(asked: Metric): Promise<Partial<Record<string, Verdict>>> {
  const found: Record<string, Verdict> = {};
  for (const line of LINES) {
    if (line.skip?.(asked) !== undefined) continue;
    const base = { x, y, random: randomFrom("lines", line.id) };
    const { verdict } = await line.judge(subjectOf(asked, randomFrom("m")), base);
    if (verdict !== "passed") found[line.id] = verdict;
  }
  return found;
}

const sum = (of: Representation): number => of.values.data.reduce((total, value) => total + value, 0);
const range = [0, 1] as const;

describe("the lines of the policy", () => {
  it("are kept by a measure that keeps them", async () => {
    expect(await broken(metric("half", () => 0.5, { range }))).toEqual({});
  });

  it("are told apart: each kind of carelessness breaks its own", async () => {
    const careless: readonly [Metric["compare"], Partial<Metric>, Partial<Record<string, Verdict>>][] = [
      [(a) => (new Set(a.values.data).size === 1 ? NaN : 0.5), { range }, { constant: "NaN" }],
      [
        (a, b) => {
          if (a.p > 20 || b.p > 20) throw new TypeError("singular");
          return 0.5;
        },
        { range },
        { wide: "crash" },
      ],
      [(a) => (a.p === 1 ? 1.5 : 0.5), { range }, { "one-unit": "wrong value" }],
      [(a) => (a.n < 4 ? 2 : 1), { range, minimumRows: 3 }, { "fewest-rows": "wrong value" }],
      // A fourth power of the scale, in a measure that declares to have none.
      [
        (a, b) => {
          const size = sum(a) ** 4 * sum(b) ** 4;
          if (size === 0 || size === Infinity) throw new Undefined("overflow");
          return 0.5;
        },
        { range, invariances: both(SIDE.orthogonal) },
        { huge: "wrong value", tiny: "wrong value" },
      ],
      [
        (a) => a.p / 100,
        { range, invariances: both(["permutation", "translation", "zero-padding", "row-permutation"]) },
        { "constant-unit": "wrong value" },
      ],
      [
        (a) => (a.values.data.every((value) => value === Math.fround(value)) ? 0.2 : 0.5),
        { range },
        { float32: "wrong value" },
      ],
    ];
    for (const [compare, more, expected] of careless)
      expect(await broken(metric("careless", compare, more))).toEqual(expected);
  });

  it("ask again: a value of the first question only is found out", async () => {
    let asked = 0;
    expect(await broken(metric("counts", () => 1 / (1 + asked++), { range }))).toHaveProperty(
      "repeat",
      "differs",
    );
  });

  it("that Etalon keeps pass whatever the metric says, for it is not asked", async () => {
    const kept = LINES.filter(({ keptBy }) => keptBy === "etalon").map(({ id }) => id);
    expect(kept).toEqual(["nan", "infinity", "no-columns", "no-rows", "rows-differ", "too-few-rows"]);
    const found = await broken(metric("nan", () => NaN));
    for (const id of kept) expect(found).not.toHaveProperty(id);
  });
});
