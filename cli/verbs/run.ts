import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Result } from "../../core/result.ts";
import type { Profile } from "../../core/suite.ts";
import { type Catalogue, wholeCatalogue } from "../../engine/catalogue.ts";
import { NETWORKS_VARIABLE, OWN_NETWORKS_CATALOGUE } from "../../engine/own-networks/catalogue.ts";
import { readOwnNetworks } from "../../engine/own-networks/manifest.ts";
import { ownLayers } from "../../suites/layer-checks/own.ts";
import { seconds } from "../../engine/clock.ts";
import { type Run, runBenchmark } from "../../engine/run.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import { counterExampleFiles, renderHtml } from "../../reports/index.ts";
import { activateBackend, BACKENDS } from "../backend-option.ts";
import { EXIT } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { inCatalogueOrder, namedMetrics } from "../metrics-option.ts";
import { integerOption, wordOption } from "../options.ts";
import { loadEntrant } from "../submission/load.ts";
import { addSubmissionOptions, repeated, type SubmissionOptions, trustOf } from "../submission/options.ts";
import { progressReporter } from "../progress-line.ts";
import { namedSuites } from "../suites-option.ts";
import { summaryTable } from "../summary.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends SubmissionOptions {
  readonly profile: Profile;
  readonly metric: readonly string[];
  readonly metrics?: string;
  readonly suites?: string;
  readonly networks?: string;
  readonly seed: number;
  readonly out: string;
  readonly workers?: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly fresh?: true;
  readonly json?: true;
}

/** What is to be run, in the catalogue's order whatever the order of the words. */
async function chosen(options: Options): Promise<Catalogue> {
  const whole = await wholeCatalogue();
  const metrics =
    options.metrics === undefined
      ? whole.metrics
      : await inCatalogueOrder(await namedMetrics(options.metrics));
  const entrants = [];
  for (const word of options.metric) entrants.push(await loadEntrant(word, trustOf(options)));
  const own = options.networks === undefined ? [] : [ownLayers(await readOwnNetworks(options.networks))];
  const named = options.networks === undefined || options.suites !== undefined;
  return {
    metrics: [...metrics, ...entrants.map(({ metric }) => metric)],
    suites: [...(named ? await namedSuites(options.suites) : []), ...own],
  };
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

/** What `--json` prints: where the files are and how it went. */
function jsonOf({ result, unanswered, resultFile, cellsFile }: Run, page: string): object {
  const { manifest, coverage, volatile } = result;
  return { result: resultFile, cells: cellsFile, report: page, unanswered, manifest, coverage, volatile };
}

/**
 * The counter-examples of the suite `axioms`, for `etalon score`; the folder is made only for some. Those of an earlier
 * result are removed: they are said nowhere any more.
 */
function writeCounterExamples(result: Result, out: string): void {
  const folder = path.join(out, "counter-examples");
  const files = counterExampleFiles(result);
  const names = new Set(files.map(({ name }) => name));
  if (files.length > 0) mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeAtomically(path.join(folder, name), text);
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (/\.csv$|^README\.md$/.test(name) && !names.has(name)) rmSync(path.join(folder, name));
}

async function run(options: Options, terminal: Terminal): Promise<number> {
  const { profile, seed, out, workers, fresh = false } = options;
  const { description } = activateBackend(options.backend);
  const { metrics, suites } = await chosen(options);
  // Worker processes read the networks for themselves.
  if (options.networks !== undefined) process.env[NETWORKS_VARIABLE] = path.resolve(options.networks);
  terminal.tell(
    `${count(metrics.length, "metric")}, ${count(suites.length, "suite")}, profile ${profile}, seed ${seed}, ${description}`,
  );
  const page = path.join(out, "index.html");
  const done = await interruptible((signal) =>
    runBenchmark({
      metrics,
      suites,
      profile,
      seed,
      out,
      fresh,
      signal,
      ...(workers === undefined ? {} : { workers }),
      ...(options.networks === undefined ? {} : { catalogue: OWN_NETWORKS_CATALOGUE }),
      onProgress: progressReporter(terminal, seconds),
      publish: (result) => {
        writeAtomically(page, renderHtml(result));
        writeCounterExamples(result, out);
      },
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
    addSubmissionOptions(command)
      .option(
        "--metric <word>",
        "a metric of your own beside them, as etalon check names it; may be repeated",
        repeated,
        [],
      )
      .option(
        "--profile <name>",
        "quick for a first look, full for numbers to publish",
        wordOption("--profile", ["quick", "full"]),
        "quick",
      )
      .option("--metrics <ids>", "ids and globs, separated by commas; (default: all that are listed)")
      .option("--suites <ids>", "ids and globs, separated by commas (default: all)")
      .option(
        "--networks <manifest>",
        "find the corresponding layers of networks of your own (docs/layers.md); alone, or beside --suites",
      )
      .option("--seed <n>", "all randomness derives from it", integerOption("--seed"), 1)
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
