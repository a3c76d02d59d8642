import { Command } from "commander";
import { EtalonError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import { EXIT } from "./exit-codes.ts";
import { reportFault } from "./fault.ts";
import type { Terminal } from "./terminal.ts";
import { exampleText, type Verb } from "./verb.ts";

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly default: Verb }>;
}

const VERBS: Readonly<Record<string, Entry>> = {
  run: { summary: "run the benchmark and write a leaderboard", load: () => import("./verbs/run.ts") },
  plan: { summary: "say what a run would cost, and write it down", load: () => import("./verbs/plan.ts") },
  merge: { summary: "bring the shards of a run together", load: () => import("./verbs/merge.ts") },
  emit: {
    summary: "write the jobs of a run for Slurm, GitHub or Kubernetes",
    load: () => import("./verbs/emit.ts"),
  },
  worker: {
    summary: "answer the cells of runs that are in a queue",
    load: () => import("./verbs/worker.ts"),
  },
  score: { summary: "compare two files of activations", load: () => import("./verbs/score.ts") },
  layers: {
    summary: "compare two networks layer by layer",
    load: () => import("./verbs/layers.ts"),
  },
  check: {
    summary: "the report card of one metric, also of your own",
    load: () => import("./verbs/check.ts"),
  },
  new: { summary: "write a metric of your own to begin with", load: () => import("./verbs/new.ts") },
  thresholds: {
    summary: "say which score must be reached in your own data",
    load: () => import("./verbs/thresholds.ts"),
  },
  list: { summary: "list metrics or suites", load: () => import("./verbs/list.ts") },
  report: { summary: "render a result again", load: () => import("./verbs/report.ts") },
  compare: {
    summary: "what got better or worse between two results",
    load: () => import("./verbs/compare.ts"),
  },
  baseline: {
    summary: "accept a result as what later ones are compared with",
    load: () => import("./verbs/baseline.ts"),
  },
  reproduce: {
    summary: "ask one published cell again and say whether it agrees",
    load: () => import("./verbs/reproduce.ts"),
  },
  validate: {
    summary: "hold results and other files to schema, hashes and consistency",
    load: () => import("./verbs/validate.ts"),
  },
  config: {
    summary: "say which settings hold here and where each comes from",
    load: () => import("./verbs/config.ts"),
  },
  doctor: { summary: "say what works on this machine", load: () => import("./verbs/doctor.ts") },
};

const EXAMPLES: Verb["examples"] = [
  ["etalon run --out leaderboard", "benchmark every metric; open leaderboard/index.html"],
  ["etalon score X.npy Y.npy", "compare two files of activations with every metric"],
  ["etalon list metrics rbf", "which metrics there are"],
  ["etalon help score", "all about one verb"],
];

const HELP = new Set(["help", "--help", "-h"]);

/** `help score` and `help` as the flags that mean the same. */
function withoutHelpVerb(args: readonly string[]): string[] {
  const [first, second] = args;
  if (first !== "help") return [...args];
  return second === undefined || second.startsWith("-") ? ["--help"] : [second, "--help"];
}

/** @throws EtalonError `usage/unknown-verb` with the nearest verb. */
function requireVerb(name: string): Entry {
  const entry = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (entry !== undefined) return entry;
  const near = nearest(name, Object.keys(VERBS));
  throw new EtalonError("usage/unknown-verb", `there is no verb "${name}"`, {
    remedy: near === undefined ? "see: etalon --help" : `did you mean "${near}"?`,
  });
}

/** A command that writes to the terminal and throws instead of ending the process. */
function configure(command: Command, terminal: Terminal, examples: Verb["examples"]): Command {
  return command
    .exitOverride()
    .configureOutput({
      writeOut: terminal.write,
      writeErr: (text) => terminal.tell(text.trimEnd()),
      outputError: () => undefined,
    })
    .addHelpText("before", exampleText(examples))
    .helpOption("-h, --help", "show this help")
    .allowExcessArguments(false);
}

/** Parses and performs the line of one verb. */
async function perform(
  program: Command,
  name: string,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { summary, load } = requireVerb(name);
  const verb = (await load()).default;
  let exitCode: number = EXIT.ok;
  const command = program.command(name).description(summary);
  configure(command, terminal, verb.examples);
  verb.define(command, terminal, (code) => (exitCode = code));
  if (verb.configured) {
    command.option("--config <file>", "settings (default: the nearest etalon.config.ts, .js, .mjs or .json)");
    command.hook("preAction", async () => {
      const { settle } = await import("./config/settle.ts");
      await settle(command);
    });
  }
  await program.parseAsync(verb.rewrite?.(words) ?? words, { from: "user" });
  return exitCode;
}

/** The version in `package.json`, read only when it is asked for. */
async function version(): Promise<string> {
  const { codeIdentity } = await import("../engine/code-identity.ts");
  return codeIdentity().version;
}

/**
 * Runs one command line.
 *
 * @param args The arguments, without the program itself.
 * @returns The exit code. Faults are told to the terminal, never thrown.
 */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  const words = withoutHelpVerb(args);
  const [first] = words;
  try {
    if (first === "--version" || first === "-V") {
      terminal.write(`${await version()}\n`);
      return EXIT.ok;
    }
    const program = new Command("etalon").description(
      "A benchmark of similarity measures for neural representations.",
    );
    configure(program, terminal, EXAMPLES).option("-V, --version", "show the version").helpCommand(false);
    if (first === undefined || HELP.has(first) || first.startsWith("-")) {
      for (const [name, { summary }] of Object.entries(VERBS)) program.command(name).description(summary);
      await program.parseAsync(words, { from: "user" });
      return EXIT.ok;
    }
    return await perform(program, first, words, terminal);
  } catch (thrown) {
    return reportFault(thrown, terminal);
  }
}
