import { runProgram } from "../../../cli/program.ts";
import type { Terminal } from "../../../cli/terminal.ts";

/** A terminal that keeps what is written. */
export interface Recorder extends Terminal {
  readonly data: () => string;
  /** Lines for people. */
  readonly told: string[];
  /** Lines that replaced each other. */
  readonly statuses: string[];
}

/** A terminal of the tests. */
export function recorder(interactive = false): Recorder {
  let data = "";
  const [told, statuses]: [string[], string[]] = [[], []];
  return {
    interactive,
    write: (text) => void (data += text),
    tell: (line) => void told.push(line),
    status: (line) => void statuses.push(line),
    data: () => data,
    told,
    statuses,
  };
}

/** What one command line wrote, and its exit code. */
export interface Done {
  readonly exitCode: number;
  readonly data: string;
  readonly told: readonly string[];
}

/** Runs a command line in this process. */
export async function etalon(...args: readonly string[]): Promise<Done> {
  const terminal = recorder();
  const exitCode = await runProgram(args, terminal);
  return { exitCode, data: terminal.data(), told: terminal.told };
}
