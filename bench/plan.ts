import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * What planning costs: `etalon plan` of the whole full profile, some hundred thousand cells, in a process of its own.
 * `npx tsx bench/plan.ts`, after `npm run build`.
 */

const ROUNDS = 5;

const program = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "dist", "cli", "program.js");
if (!existsSync(program)) throw new Error(`${program} is missing: npm run build`);

const folder = mkdtempSync(path.join(tmpdir(), "etalon-bench-"));

/** Runs the verb as the command line does, and then tells what the process has used. */
const script = `
const { runProgram } = await import(${JSON.stringify(pathToFileURL(program).href)});
let data = "";
const terminal = { interactive: false, write: (text) => (data += text), tell: () => {}, status: () => {} };
const words = ["plan", "--profile", "full", "--json", "--out", ${JSON.stringify(path.join(folder, "plan.json"))}];
const exitCode = await runProgram(words, terminal);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const { cells, notApplicable } = JSON.parse(data);
console.log(JSON.stringify({ exitCode, cells: cells + notApplicable, seconds: (userCPUTime + systemCPUTime) / 1e6, mib: maxRSS / 1024 }));
`;

interface Round {
  readonly exitCode: number;
  readonly cells: number;
  readonly seconds: number;
  readonly mib: number;
}

const rounds = Array.from({ length: ROUNDS }, () => {
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return JSON.parse(stdout) as Round;
});
rmSync(folder, { recursive: true });

const least = (of: (round: Round) => number): number => Math.min(...rounds.map(of));
const most = (of: (round: Round) => number): number => Math.max(...rounds.map(of));
const { cells } = rounds[0]!;
console.log(
  `plan of ${cells} cells: ${least(({ seconds }) => seconds).toFixed(2)} to ${most(({ seconds }) => seconds).toFixed(2)} s of processor time, start of Node and loading of the catalogue among them; at most ${most(({ mib }) => mib).toFixed(0)} MiB resident`,
);
const isMissed = most(({ seconds }) => seconds) > 2 || most(({ mib }) => mib) > 300;
if (isMissed || rounds.some(({ exitCode }) => exitCode !== 0)) process.exitCode = 1;
