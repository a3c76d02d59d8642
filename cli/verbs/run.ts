import { type Run, runBenchmark } from "../../engine/run.ts";
import { seconds } from "../../engine/clock.ts";
import { activateBackend, BACKENDS } from "../backend-option.ts";
import { count } from "../count.ts";
import { EXIT } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { integerOption, wordOption } from "../options.ts";
import { progressReporter } from "../progress-line.ts";
import { pageIn, writePages } from "../run-pages.ts";
import { addSelectionOptions, type SelectionOptions, selected } from "../run-selection.ts";
import { summaryTable } from "../summary.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends SelectionOptions {
  readonly out: string;
  readonly workers?: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly fresh?: true;
  readonly json?: true;
}

/** What `--json` prints: where the files are and how it went. */
function jsonOf({ result, unanswered, resultFile, cellsFile }: Run, page: string): object {
  const { manifest, coverage, volatile } = result;
  return { result: resultFile, cells: cellsFile, report: page, unanswered, manifest, coverage, volatile };
}

async function run(options: Options, terminal: Terminal): Promise<number> {
  const { profile, seed, out, workers, fresh = false } = options;
  const { description } = activateBackend(options.backend);
  const chosen = await selected(options);
  const { metrics, suites } = chosen;
  terminal.tell(
    `${count(metrics.length, "metric")}, ${count(suites.length, "suite")}, profile ${profile}, seed ${seed}, ${description}`,
  );
  const page = pageIn(out);
  const done = await interruptible((signal) =>
    runBenchmark({
      ...chosen,
      profile,
      seed,
      out,
      fresh,
      signal,
      ...(workers === undefined ? {} : { workers }),
      onProgress: progressReporter(terminal, seconds),
      publish: (result) => writePages(result, out),
      say: terminal.tell,
    }),
  );
  for (const line of ["", ...summaryTable(done.result), ""]) terminal.tell(line);
  if (done.unanswered > 0) {
    terminal.tell(
      `${count(done.unanswered, "cell")} without an answer; run the same command again to ask once more`,
    );
  }
  terminal.tell(`open ${page}`);
  if (options.json) terminal.write(`${JSON.stringify(jsonOf(done, page), null, 2)}\n`);
  return done.unanswered > 0 ? EXIT.incomplete : EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon run", "every metric, quick; then open leaderboard/index.html"],
    ["etalon run --profile full --out results", "numbers to publish"],
    ["etalon run --metrics 'cka-*,nbs' --suites layers", "some metrics, one suite"],
    ["etalon run --workers 2 --backend portable", "without the BLAS of this machine"],
    ["etalon run --networks my-networks.json --out mine", "which metrics find the layers of your networks"],
  ],
  configured: true,
  define: (command, terminal, end) =>
    addSelectionOptions(command)
      .option("--out <folder>", "where result.json, cells.jsonl and index.html go", "leaderboard")
      .option(
        "--workers <n>",
        "worker processes, 0 for none (default: one for each processor)",
        integerOption("--workers", 0),
      )
      .option("--backend <name>", "auto, native or portable", wordOption("--backend", BACKENDS), "auto")
      .option("--fresh", "set stored outcomes aside and begin anew")
      .option("--json", "print where the files are and how it went")
      .action(async (options: Options) => end(await run(options, terminal))),
};

export default verb;
