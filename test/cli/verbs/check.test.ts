import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { CheckCard } from "../../../reports/check-card/types.ts";
import { testFolder } from "../../io/support/folder.ts";
import { etalon, type Done } from "../support/terminal.ts";

const folder = testFolder();
const EXAMPLE = path.join(import.meta.dirname, "..", "..", "..", "examples", "mean-response.ts");
const LAWS = ["--suites", "axioms,robustness,invariance"];

/** A metric with every fault that the laws are about: it changes X, draws, leaves its range and is not symmetric. */
const faulty = (compare: string, more = ""): string =>
  folder.save(
    `faulty-${folder.path("x").length}-${Math.abs(compare.length)}${more.length}.mjs`,
    `export default { id: "faulty", direction: "similarity", range: [0, 1], symmetric: true, invariances: [], ${more}
       compare(x, y, { random, noValue }) { ${compare} } };`,
  );

const cardOf = ({ data }: Done): CheckCard => JSON.parse(data) as CheckCard;
const verdicts = (done: Done): Map<string, string> =>
  new Map(cardOf(done).sections.flatMap(({ checks }) => checks.map(({ id, verdict }) => [id, verdict])));

describe("etalon check", () => {
  it("passes the worked example in TypeScript", async () => {
    const done = await etalon("check", EXAMPLE, ...LAWS);
    expect(done.told).toEqual([]);
    expect(done.exitCode).toBe(0);
    expect(done.data).toMatch(/^mean-response@1: Correlation of mean responses, a similarity\n/);
    expect(done.data).toMatch(/^ {2}✓ holds\/symmetry /m);
    expect(done.data).toMatch(/\n\d+ of (\d+) contracts hold\n$/);
  });

  it.each([
    ["draws without a seed", "return Math.abs(Math.sin(globalThis.performance.now()));", "robustness/repeat"],
    ["changes its input", "x.values[0] += 1; return 0.5;", "robustness/unchanged"],
    ["leaves its range", "return 1.5;", "axioms/holds/range"],
    ["is not symmetric", "return x.values[0] ** 2 / (1 + x.values[0] ** 2);", "axioms/holds/symmetry"],
    [
      "throws on constant data",
      "if (x.values.every((v) => v === x.values[0])) throw new Error('dull'); return 0.5;",
      "robustness/constant",
    ],
    ["is invariant to what it does not declare", "return 0.5;", "invariance/verdict/translation/x"],
  ])("fails a metric that %s", async (_what, compare, check) => {
    const done = await etalon("check", faulty(compare), ...LAWS, "--json");
    expect(done.exitCode).toBe(2);
    expect(verdicts(done).get(check)).toBe("failed");
  });

  it("accepts failures that are expected, by the file or the command line, and runs them all the same", async () => {
    const file = faulty("return 1.5;", `expectedFailures: { "axioms/holds/range": "on purpose" },`);
    const half = await etalon("check", file, "--suites", "axioms,invariance", "--json");
    expect(half.exitCode).toBe(2);
    expect(verdicts(half).get("axioms/holds/range")).toBe("expected");
    const whole = await etalon(
      ...["check", file, "--suites", "axioms,invariance", "--json", "--expect", "invariance/*=a constant"],
    );
    expect(whole.exitCode).toBe(0);
    expect(cardOf(whole).counts.failed).toBe(0);
    expect(verdicts(whole).get("invariance/verdict/affine/x")).toBe("expected");
  });

  it("writes a page", async () => {
    const page = folder.path("card.html");
    const { told } = await etalon("check", "norm-ratio", "--suites", "axioms", "--html", page);
    expect(told.at(-1)).toBe(`open ${page}`);
    expect(readFileSync(page, "utf8")).toContain("axioms/holds/range");
  });

  it.each([
    ["an unknown metric", ["cka-linaer"], "metric/unknown"],
    ["an unknown suite", ["nbs", "--suites", "axiom"], "suite/unknown"],
    ["a reason that is missing", ["nbs", "--expect", "axioms/holds/range"], "usage/bad-value"],
    [
      "a check that there is not",
      ["nbs", "--suites", "axioms", "--expect", "axioms/range=x"],
      "check/unknown-check",
    ],
    ["a file that is not there", ["none.ts"], "io/not-found"],
  ])("refuses %s in one line", async (_what, words, code) => {
    const { exitCode, data, told } = await etalon("check", ...words);
    expect([exitCode, data, told.length]).toEqual([1, "", 1]);
    expect(told[0]).toMatch(new RegExp(`^etalon: .*\\[${code}\\]$`));
  });
});
