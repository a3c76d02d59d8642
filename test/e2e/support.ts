import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

export const ROOT: string = path.join(import.meta.dirname, "..", "..");

/** The built command line; these tests are about what is shipped. */
export const MAIN: string = path.join(ROOT, "dist", "cli", "main.js");

/** What a process wrote and how it ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command line. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts `node` with arguments. */
export function startNode(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...environment } });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr })),
  );
  return { child, ended };
}

/** Starts the built command line. */
export function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: npm run build`);
  return startNode([MAIN, ...args], environment);
}

/** Runs the built command line to its end. */
export const etalon = (...args: readonly string[]): Promise<Ended> => start(args).ended;

/** Waits until something is so. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
