import type { Command } from "commander";
import { type Isolation, ISOLATIONS } from "../../core/submission.ts";
import { DEFAULT_LIMITS } from "../../engine/submission/launch.ts";
import { integerOption, positiveOption, wordOption } from "../options.ts";
import type { Trust } from "./load.ts";

/** The flags that say how submissions are kept. */
export interface SubmissionOptions {
  readonly isolate: Isolation;
  readonly timeLimit: number;
  readonly memoryLimit: number;
  readonly sandboxRead: readonly string[];
}

const MEBIBYTE = 2 ** 20;

/** Collects the values of a flag that may be repeated. */
export const repeated = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Adds the flags that say how submissions are kept. */
export function addSubmissionOptions(command: Command): Command {
  return command
    .option(
      "--isolate <level>",
      "how a metric of your own is kept: none, process or sandbox (docs/isolation.md)",
      wordOption("--isolate", ISOLATIONS),
      "process",
    )
    .option(
      "--time-limit <seconds>",
      "for each answer of a metric of your own",
      positiveOption("--time-limit"),
      DEFAULT_LIMITS.seconds,
    )
    .option(
      "--memory-limit <MiB>",
      "for all processes of a metric of your own together",
      integerOption("--memory-limit", 1),
      DEFAULT_LIMITS.bytes / MEBIBYTE,
    )
    .option("--sandbox-read <path>", "what a sandbox shows besides; may be repeated", repeated, []);
}

/** How submissions are kept, as flags say it. */
export const trustOf = ({ isolate, timeLimit, memoryLimit, sandboxRead }: SubmissionOptions): Trust => ({
  isolation: isolate,
  limits: { seconds: timeLimit, bytes: memoryLimit * MEBIBYTE },
  reads: sandboxRead,
});
