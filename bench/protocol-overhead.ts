/**
 * What the protocol costs: the time of a comparison of 500×50 by a program that loads both arrays and computes nothing,
 * with new arrays each time, so that all of it is overhead: writing and reading files, messages, checks.
 *
 * `npx tsx bench/protocol-overhead.ts [comparisons]`; the limit is 2 ms (median) beyond the start of the interpreter.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { now } from "tinybench";
import { loadEntrant } from "../cli/submission/load.ts";
import { messageOf } from "../core/errors.ts";
import { randomFrom } from "../core/random.ts";
import { DEFAULT_LIMITS } from "../engine/submission/launch.ts";
import type { ProgramSpec } from "../engine/submission/spec.ts";
import { submittedSubject } from "../engine/submission/subject.ts";
import { openSubmission } from "../engine/submission/submission.ts";
import { representation } from "../representation/create.ts";

const LIMIT = 2;
const [n, p] = [500, 50];
const comparisons = Number(process.argv[2] ?? 300);
const folder = mkdtempSync(path.join(tmpdir(), "etalon-bench-"));
const example = (name: string): string =>
  readFileSync(new URL(`../examples/${name}`, import.meta.url), "utf8");

/** The examples with their formula taken out. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "nothing.py": example("mean_response.py").replace(/return min\(1\.0.*/, "return 0.5"),
  "nothing.R": example("mean_response.R").replace(
    /compare <- function.*/,
    "compare <- function(x, y) { force(x); force(y); 0.5 }",
  ),
  "nothing.mjs": `export default { id: "nothing", direction: "similarity", range: [0, 1], symmetric: true,
    invariances: [], compare: () => 0.5 };`,
};

async function measure(name: string, isolation: "process" | "sandbox"): Promise<string> {
  const file = path.join(folder, name);
  writeFileSync(file, PROGRAMS[name]!);
  const { metric } = await loadEntrant(file, { isolation, limits: DEFAULT_LIMITS, reads: [] });
  const submission = openSubmission(metric, (metric as unknown as { spec: ProgramSpec }).spec);
  const random = randomFrom("overhead");
  const times: number[] = [];
  try {
    const subject = submittedSubject(submission, random, false);
    for (let k = 0; k < comparisons + 20; k++) {
      const [x, y] = [0, 1].map((side) => representation(random.child(k, side).gaussianMatrix(n, p)));
      const start = now();
      const outcome = await subject.compare(x!, y!);
      // The first ones compile what the others use.
      if (k >= 20) times.push(now() - start);
      if (outcome.status !== "ok") throw new Error(JSON.stringify(outcome));
    }
  } finally {
    await submission.close();
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.floor(share * (times.length - 1))]!.toFixed(2);
  const verdict = Number(at(0.5)) <= LIMIT ? "" : `  MORE THAN ${LIMIT} ms`;
  return `${name.padEnd(12)} ${isolation.padEnd(8)} ${at(0)} ms best, ${at(0.5)} ms median, ${at(0.9)} ms at 90 %${verdict}`;
}

console.log(`${comparisons} comparisons of ${n}×${p}; load ${loadavg()[0]!.toFixed(1)}`);
for (const name of Object.keys(PROGRAMS)) {
  for (const isolation of ["process", "sandbox"] as const) {
    try {
      console.log(await measure(name, isolation));
    } catch (thrown) {
      console.log(`${name.padEnd(12)} ${isolation.padEnd(8)} not measured: ${messageOf(thrown)}`);
    }
  }
}
rmSync(folder, { recursive: true });
