import path from "node:path";
import type { Command } from "commander";
import { codeIdentity } from "../../engine/code-identity.ts";
import { BACKENDS } from "../backend-option.ts";
import { type Emitted, type EmitTask, writeEmitted } from "../emit/files.ts";
import { githubFile } from "../emit/github.ts";
import { k8sFiles } from "../emit/k8s.ts";
import { maxArraySize, slurmFiles } from "../emit/slurm.ts";
import { givenWords, thisEtalon } from "../emit/words.ts";
import { EXIT } from "../exit-codes.ts";
import { integerOption, wordOption } from "../options.ts";
import { selectionOf, withPlan } from "../plan/selection.ts";
import { addSelectionOptions, type SelectionOptions } from "../run-selection.ts";
import type { Terminal } from "../terminal.ts";
import type { End, Verb } from "../verb.ts";

interface Options extends SelectionOptions {
  readonly shards: number;
  readonly plan?: string;
  readonly etalon?: string;
  readonly mixedProcessors?: true;
  readonly out: string;
}

/** What every scheduler is told. */
function taskOf(options: Options, command: Command, etalon: readonly string[]): EmitTask {
  withPlan(options, command);
  const names = Object.keys(selectionOf({ metrics: "", suites: "", networks: "", ...options }));
  return {
    etalon: options.etalon === undefined ? etalon : [options.etalon],
    selection: givenWords(command, [...names, "plan", "backend"]),
    merge: givenWords(command, ["mixedProcessors"]),
    shards: options.shards,
  };
}

function write(folder: string, files: readonly Emitted[], next: string, terminal: Terminal): number {
  for (const file of writeEmitted(folder, files)) terminal.tell(`wrote ${file}`);
  terminal.tell(next);
  return EXIT.ok;
}

/** A scheduler as a sub-command with the flags that all have. */
function scheduler(command: Command, name: string, description: string, out: string): Command {
  return addSelectionOptions(command.command(name).description(description))
    .requiredOption("--shards <n>", "how many parts", integerOption("--shards", 1))
    .option("--plan <file>", "what etalon plan has written: shards that cost about the same")
    .option("--backend <name>", "auto, native or portable", wordOption("--backend", BACKENDS))
    .option("--mixed-processors", "shards may run on several models of processor (docs/scaling.md)")
    .option("--out <path>", "where the files go", out)
    .exitOverride();
}

function slurm(
  options: Options & { readonly maxArraySize?: number },
  self: Command,
  terminal: Terminal,
): number {
  // Batch jobs begin where they please: files are named in full.
  if (options.plan !== undefined) self.setOptionValueWithSource("plan", path.resolve(options.plan), "cli");
  const folder = path.resolve(options.out);
  const task = taskOf({ ...options, ...self.opts() }, self, thisEtalon());
  const size = options.maxArraySize ?? maxArraySize();
  const files = slurmFiles({ ...task, folder, from: process.cwd(), maxArraySize: size });
  return write(options.out, files, `then: ${path.join(options.out, "submit.sh")}`, terminal);
}

function github(options: Options, self: Command, terminal: Terminal): number {
  const { version } = codeIdentity();
  const task = taskOf(options, self, ["npx", "etalon"]);
  // Machines of a matrix are of several models: the portable backend gives the same numbers on all of them.
  const own = (words: readonly string[], flag: string, word: string): string[] =>
    words.some((one) => one.startsWith(flag)) ? [...words] : [...words, word];
  const file = githubFile({
    ...task,
    selection: own(task.selection, "--backend", "--backend=portable"),
    merge: own(task.merge, "--mixed-processors", "--mixed-processors"),
    version,
    node: process.versions.node,
  });
  const folder = path.dirname(options.out);
  const named = { ...file, name: path.basename(options.out) };
  return write(folder, [named], "then: commit it and start the workflow", terminal);
}

function k8s(
  options: Options & { readonly image: string; readonly claim: string; readonly parallelism: number },
  self: Command,
  terminal: Terminal,
): number {
  const { image, claim, parallelism } = options;
  const files = k8sFiles({ ...taskOf(options, self, ["etalon"]), image, claim, parallelism });
  return write(options.out, files, `then: ${path.join(options.out, "submit.sh")}`, terminal);
}

function define(command: Command, terminal: Terminal, end: End): void {
  scheduler(command, "slurm", "a job array and the merge that depends on it", "slurm")
    .option("--etalon <path>", "the command there (default: this installation, seen from every node)")
    .option(
      "--max-array-size <n>",
      "Slurm's MaxArraySize (default: what scontrol says here, or 1001)",
      integerOption("--max-array-size", 2),
    )
    .action((options: Options & { readonly maxArraySize?: number }, self: Command) =>
      end(slurm(options, self, terminal)),
    );
  scheduler(
    command,
    "github",
    "a workflow with a matrix of shards and a job that merges",
    ".github/workflows/etalon-shards.yml",
  ).action((options: Options, self: Command) => end(github(options, self, terminal)));
  scheduler(command, "k8s", "an indexed job of shards and a job that merges", "k8s")
    .requiredOption("--image <name>", "an image with bash and Etalon in it")
    .option("--claim <name>", "a volume claim that all pods may write to", "etalon-results")
    .option(
      "--parallelism <n>",
      "pods that may run at once",
      integerOption("--parallelism", 1),
      Number.MAX_SAFE_INTEGER,
    )
    .option("--etalon <path>", "the command in the image (default: etalon)")
    .action(
      (
        options: Options & { readonly image: string; readonly claim: string; readonly parallelism: number },
        self: Command,
      ) => end(k8s(options, self, terminal)),
    );
}

const verb: Verb = {
  examples: [
    ["etalon emit slurm --shards 64 --plan plan.json", "then slurm/submit.sh --time=2:00:00"],
    ["etalon emit github --shards 20 --profile full", "a workflow to commit"],
    ["etalon emit k8s --shards 64 --profile full --image registry/etalon:1", "then k8s/submit.sh"],
  ],
  define,
};

export default verb;
