import { useOneThread } from "../../engine/host/environment.ts";
import { backendChecks, type CandidateVerdict, candidateVerdicts } from "../doctor/backends.ts";
import type { Check } from "../doctor/check.ts";
import { dataChecks } from "../doctor/data.ts";
import { dependencyChecks } from "../doctor/dependencies.ts";
import { machineChecks } from "../doctor/machine.ts";
import { queueChecks } from "../doctor/queue.ts";
import { EXIT } from "../exit-codes.ts";
import { textTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly out: string;
  readonly queue?: string;
  readonly json?: true;
}

function text(checks: readonly Check[], candidates: readonly CandidateVerdict[]): string {
  const lines = textTable(
    ["check", "", ""],
    checks.map(({ id, status, detail }) => [id, status, detail]),
  );
  const tried = candidates.filter(({ detail }) => detail !== "no such file");
  const libraries = tried.map(({ path, accepted, detail }) => [
    path,
    accepted ? "taken" : "not taken",
    detail,
  ]);
  const rest = candidates.length - tried.length;
  return [
    ...lines,
    "",
    ...(tried.length === 0 ? [] : textTable(["library", "", ""], libraries)),
    `${rest} other places have no library`,
    "",
  ].join("\n");
}

async function doctor(options: Options, terminal: Terminal): Promise<number> {
  useOneThread();
  const checks = await Promise.all([
    ...machineChecks(options.out),
    ...backendChecks(),
    ...dataChecks(),
    ...dependencyChecks(),
    ...(options.queue === undefined ? [] : await queueChecks(options.queue)),
  ]);
  const candidates = candidateVerdicts();
  const failed = checks.filter(({ status }) => status === "failed");
  if (options.json)
    terminal.write(`${JSON.stringify({ ok: failed.length === 0, checks, candidates }, null, 2)}\n`);
  else terminal.write(text(checks, candidates));
  if (failed.length > 0) terminal.tell(`needed and not right: ${failed.map(({ id }) => id).join(", ")}`);
  return failed.length > 0 ? EXIT.fault : EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon doctor", "Node, processors, backends, optional packages, data"],
    ["etalon doctor --queue redis://localhost:6379", "and whether that Redis is fit for a queue"],
    ["etalon doctor --json", "the same, for a program"],
  ],
  define: (command, terminal, end) =>
    command
      .option("--out <folder>", "the folder that results would go to", "leaderboard")
      .option("--queue <url>", "a Redis that runs would be queued at")
      .option("--json", "print the checks and every library that was looked for")
      .action(async (options: Options) => end(await doctor(options, terminal))),
};

export default verb;
