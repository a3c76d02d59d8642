import type { Command } from "commander";
import { seconds } from "../../engine/clock.ts";
import { makePlan } from "../../engine/plan.ts";
import { requirePlanned } from "../../engine/plan-file.ts";
import { type Run, runBenchmark } from "../../engine/run.ts";
import { type Shard, shardsByCost } from "../../engine/sharding.ts";
import { activateBackend, BACKENDS } from "../backend-option.ts";
import { count } from "../count.ts";
import { EXIT } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { integerOption, wordOption } from "../options.ts";
import { performShard, shardFolder } from "../plan/run-shard.ts";
import { withPlan } from "../plan/selection.ts";
import { shardOption } from "../plan/shard-option.ts";
import { progressReporter } from "../progress-line.ts";
import { queueOption } from "../queue-option.ts";
import { pageIn, writePages } from "../run-pages.ts";
import { addSelectionOptions, type SelectionOptions, selected } from "../run-selection.ts";
import { summaryTable } from "../summary.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends SelectionOptions {
  readonly plan?: string;
  readonly shard?: Shard;
  readonly out: string;
  readonly workers?: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly queue?: string;
  readonly fresh?: true;
  readonly json?: true;
}

/** What `--json` prints: where the files are and how it went. */
function jsonOf({ result, unanswered, resultFile, cellsFile }: Run, page: string): object {
  const { manifest, coverage, volatile } = result;
  return { result: resultFile, cells: cellsFile, report: page, unanswered, manifest, coverage, volatile };
}

async function run(given: Options, command: Command, terminal: Terminal): Promise<number> {
  const { plan, options } = withPlan(given, command);
  const { profile, seed, workers, shard, networks, json = false, fresh = false } = options;
  const elsewhere = queueOption(options);
  const { description } = activateBackend(options.backend);
  const chosen = await selected(options);
  const { metrics, suites } = chosen;
  if (plan !== undefined) requirePlanned(makePlan({ metrics, suites, profile, seed }), plan);
  const part = shard === undefined ? "" : `shard ${shard.index}/${shard.of}, `;
  terminal.tell(
    `${part}${count(metrics.length, "metric")}, ${count(suites.length, "suite")}, profile ${profile}, seed ${seed}, ${description}`,
  );
  const task = {
    ...chosen,
    profile,
    seed,
    fresh,
    ...(workers === undefined ? {} : { workers }),
    onProgress: progressReporter(terminal, seconds),
    say: terminal.tell,
  };
  if (shard !== undefined) {
    const out = command.getOptionValueSource("out") === "default" ? shardFolder(shard) : options.out;
    const names = plan?.batches.map(({ id }) => id);
    const costs = plan?.batches.map((batch) => batch.seconds);
    const shards = names && costs && { shards: shardsByCost(names, costs, shard.of) };
    return performShard({ ...task, out, shard, networks, ...shards }, json, terminal);
  }
  const { out } = options;
  const page = pageIn(out);
  const done = await interruptible((signal) =>
    runBenchmark({ ...task, ...elsewhere, out, signal, publish: (result) => writePages(result, out) }),
  );
  for (const line of ["", ...summaryTable(done.result), ""]) terminal.tell(line);
  if (done.unanswered > 0) {
    terminal.tell(
      `${count(done.unanswered, "cell")} without an answer; run the same command again to ask once more`,
    );
  }
  terminal.tell(`open ${page}`);
  if (json) terminal.write(`${JSON.stringify(jsonOf(done, page), null, 2)}\n`);
  return done.unanswered > 0 ? EXIT.incomplete : EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon run", "every metric, quick; then open leaderboard/index.html"],
    ["etalon run --profile full --out results", "numbers to publish"],
    ["etalon run --metrics 'cka-*,nbs' --suites layers", "some metrics, one suite"],
    ["etalon run --profile full --shard 3/8", "the third of eight parts; etalon merge brings them together"],
    ["etalon run --queue redis://localhost:6379", "answered by every machine that runs etalon worker"],
    ["etalon run --workers 2 --backend portable", "without the BLAS of this machine"],
    ["etalon run --networks my-networks.json --out mine", "which metrics find the layers of your networks"],
  ],
  configured: true,
  define: (command, terminal, end) =>
    addSelectionOptions(command)
      .option("--plan <file>", "what etalon plan has written, in place of the flags that select")
      .option(
        "--shard <i/n>",
        "run the i-th of n parts, equal in cost with --plan and else by hash, into shards/i-of-n",
        shardOption,
      )
      .option("--out <folder>", "where result.json, cells.jsonl and index.html go", "leaderboard")
      .option(
        "--workers <n>",
        "worker processes, 0 for none (default: one for each processor)",
        integerOption("--workers", 0),
      )
      .option("--backend <name>", "auto, native or portable", wordOption("--backend", BACKENDS), "auto")
      .option(
        "--queue <url>",
        "have the cells answered by etalon worker, through a Redis: redis://host:port (docs/scaling.md)",
      )
      .option("--fresh", "set stored outcomes aside and begin anew")
      .option("--json", "print where the files are and how it went")
      .action(async (options: Options, self: Command) => end(await run(options, self, terminal))),
};

export default verb;
