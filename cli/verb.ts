import type { Command } from "commander";
import type { Terminal } from "./terminal.ts";

/** Told the exit code when a verb's work is done. */
export type End = (exitCode: number) => void;

/** One verb of the command line: its options, and what it does. Its module is loaded only when it is called. */
export interface Verb {
  /** Shell lines, without the leading `$`, each with what it does; help begins with them. */
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  /** The words of the line, its verb first, as they are to be read; for a verb that gives `--` a meaning of its own. */
  readonly rewrite?: (words: readonly string[]) => readonly string[];
  /** Whether `etalon.config.*` and the environment speak of its options, too. @defaultValue false */
  readonly configured?: true;
  /** Adds arguments, options and an action, which returns a promise, throws its faults and tells `end` otherwise. */
  readonly define: (command: Command, terminal: Terminal, end: End) => void;
}

/** The examples as help shows them. */
export function exampleText(examples: Verb["examples"]): string {
  const widest = Math.max(...examples.map(([command]) => command.length));
  return [
    "Examples:",
    ...examples.map(([command, meaning]) => `  $ ${command.padEnd(widest)}  ${meaning}`),
    "",
  ].join("\n");
}
