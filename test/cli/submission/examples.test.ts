import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadEntrant } from "../../../cli/submission/load.ts";
import { randomFrom } from "../../../core/random.ts";
import { session } from "../../../engine/host/session.ts";
import { findProgram } from "../../../engine/submission/sandbox.ts";
import { isSubmitted } from "../../../engine/submission/spec.ts";
import { pairSuite } from "../../engine/support/suites.ts";
import { etalon } from "../support/terminal.ts";

const EXAMPLES = path.join(import.meta.dirname, "..", "..", "..", "examples");

function hasNumpy(): boolean {
  try {
    execFileSync("python3", ["-c", "import numpy"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const canSandbox = ((): boolean => {
  const bwrap = findProgram("bwrap");
  return (
    bwrap !== undefined && spawnSync(bwrap, ["--unshare-all", "--ro-bind", "/", "/", "true"]).status === 0
  );
})();

/** The examples, all of one metric, and whether what they need is there. */
const LANGUAGES = [
  { file: "mean-response.ts", there: true, variable: "", install: "" },
  {
    file: "mean_response.py",
    there: hasNumpy(),
    variable: "ETALON_REQUIRE_PYTHON",
    install: "python3-numpy",
  },
  {
    file: "mean_response.R",
    there: findProgram("Rscript") !== undefined,
    variable: "ETALON_REQUIRE_R",
    install: "r-base-core",
  },
];

/** The values of an example for some pairs. */
async function valuesOf(file: string, isolation: "process" | "sandbox"): Promise<number[]> {
  const limits = { seconds: 60, bytes: 2 ** 31 };
  const { metric } = await loadEntrant(path.join(EXAMPLES, file), { isolation, limits, reads: [] });
  expect(isSubmitted(metric)).toBe(true);
  const suite = pairSuite([9, 40], 1);
  const open = session(
    { metrics: [metric], suites: [suite] },
    { profile: "quick", seed: randomFrom(3).integer(99) },
  );
  const values: number[] = [];
  try {
    for (const which of suite.cases("quick")) {
      await open.execute(
        { type: "batch", suite: "pairs", case: which, replicate: 0, metrics: [metric.id] },
        ({ outcome }) => {
          expect(outcome.status).toBe("ok");
          if (outcome.status === "ok") values.push((outcome.value as number[])[0]!);
        },
      );
    }
  } finally {
    await open.close();
  }
  return values;
}

describe.each(LANGUAGES)("examples/$file", ({ file, there, variable, install }) => {
  it.runIf(process.env[variable] === "1")("can run here", () => expect(there).toBe(true));

  it("passes etalon check as it is", async (context) => {
    if (!there) context.skip(`install ${install}, or set ${variable}=1 to make this a failure`);
    const words = ["check", path.join(EXAMPLES, file), "--suites", "axioms,robustness,invariance"];
    const { exitCode, told, data } = await etalon(...words);
    expect(told).toEqual([]);
    expect(data).toContain("56 of 56 contracts hold");
    expect(exitCode).toBe(0);
  });

  it("gives the numbers that the first example gives, in a sandbox too", async (context) => {
    if (!there) context.skip(`install ${install}, or set ${variable}=1 to make this a failure`);
    const reference = await valuesOf("mean-response.ts", "process");
    expect(reference).toHaveLength(2);
    const isolations = !canSandbox ? ["process" as const] : (["process", "sandbox"] as const);
    for (const isolation of isolations) {
      const values = await valuesOf(file, isolation);
      values.forEach((value, k) => expect(Math.abs(value - reference[k]!)).toBeLessThan(1e-14));
    }
  });
});
