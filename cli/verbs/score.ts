import { availableParallelism } from "node:os";
import { EtalonError } from "../../core/errors.ts";
import type { Metric } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { seconds } from "../../engine/clock.ts";
import { codeIdentity } from "../../engine/code-identity.ts";
import { useOneThread } from "../../engine/host/environment.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import type { WatchedSubject } from "../../engine/subject.ts";
import { FEWEST_DRAWS } from "../../metrics/calibration/calibrate.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { forgetReordered } from "../../representation/derived.ts";
import { permuteRows } from "../../representation/permute-rows.ts";
import { EXIT } from "../exit-codes.ts";
import { namedMetrics } from "../metrics-option.ts";
import { integerOption, positiveOption } from "../options.ts";
import { addReadingOptions, readOptionsOf, type ReadingOptions } from "../reading-options.ts";
import { scoreHtml } from "../../reports/score-page/html.ts";
import { makeCard, type Card } from "../score/card.ts";
import { drawAll, type Drawn } from "../score/draw.ts";
import { drawPool, type DrawPool } from "../score/draw-pool.ts";
import type { Representation } from "../../core/representation.ts";
import { scoreSubject } from "../score/drawer.ts";
import { readInputs, type Inputs, type Side } from "../score/inputs.ts";
import { cardJson } from "../score/json.ts";
import { openLarge } from "../score/large/open.ts";
import { refuseSettings, scoreLarge } from "../score/large/score.ts";
import { largeText } from "../score/large/text.ts";
import { pageOf } from "../score/page.ts";
import { sharesDraws } from "../score/sharing.ts";
import { cardText } from "../score/text.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends ReadingOptions {
  readonly metrics?: string;
  readonly calibrate: number;
  readonly budget: number;
  readonly groups?: string;
  readonly ids?: string;
  readonly seed: number;
  readonly workers?: number;
  readonly memory?: number;
  readonly stream?: true;
  readonly subsample: number;
  readonly html?: string;
  readonly json?: true;
}

/** Below this many seconds for all values at once, other processes would start longer than they help. */
const WORTH_PROCESSES = 0.3;

/** The raw values, and what each metric took for one of them. */
interface Raw {
  /** `[metric][y]`. */
  readonly outcomes: readonly (readonly NumberOutcome[])[];
  readonly costs: readonly number[];
}

function rawScores({ x, ys }: Inputs, metrics: readonly Metric[], seed: number): Raw {
  const outcomes: NumberOutcome[][] = [];
  const costs: number[] = [];
  for (const metric of metrics) {
    const subject = scoreSubject(metric, seed);
    const start = seconds();
    outcomes.push(ys.map((y) => subject.compare(x.representation, y.representation)));
    const first = (seconds() - start) / ys.length;
    costs.push(first < WORTH_PROCESSES && !sharesDraws(metric) ? costOfDraw(subject, x, ys[0]!) : first);
  }
  forgetReordered();
  return { outcomes, costs };
}

/** What one more comparison takes, when the code is warm and what belongs to X is known. */
function costOfDraw(subject: WatchedSubject, x: Side, y: Side): number {
  const order = Int32Array.from({ length: y.representation.n }, (_, i) => y.representation.n - 1 - i);
  const shuffled = permuteRows(y.representation, order);
  const start = seconds();
  subject.compare(x.representation, shuffled);
  return seconds() - start;
}

/** Whether one decomposition of this size takes so long that processes for the draws are wanted, whatever the metrics. */
const isLarge = ({ n, p }: Representation): boolean => n * p * Math.min(n, p) > 2e8;

/** The raw values, and the draws unless none are wanted. */
async function scores(
  inputs: Inputs,
  metrics: readonly Metric[],
  options: Options,
  terminal: Terminal,
): Promise<{ readonly raw: Raw; readonly drawn?: Drawn }> {
  if (options.calibrate === 0) return { raw: rawScores(inputs, metrics, options.seed) };
  const sides = [inputs.x, ...inputs.ys].map(({ representation }) => representation);
  const most = options.workers ?? Math.min(8, availableParallelism());
  const open = (workers: number): Promise<DrawPool> =>
    drawPool(
      {
        x: inputs.x.representation.values,
        ys: inputs.ys.map((y) => y.representation.values),
        metrics: metrics.map(({ id }) => id),
        seed: options.seed,
        ...(inputs.groups === undefined ? {} : { groups: inputs.groups }),
        prepare: metrics.some((metric) => sharesDraws(metric) && metric.cost.startsWith("n·p²")),
      },
      workers,
    );
  // Started before the raw values are computed, they decompose the data meanwhile.
  let pool = sides.some(isLarge) ? await open(most) : undefined;
  try {
    const raw = rawScores(inputs, metrics, options.seed);
    const total = raw.costs.reduce((sum, cost) => sum + cost, 0);
    pool ??= await open(total > WORTH_PROCESSES ? most : 0);
    const drawn = await drawAll(pool, {
      metrics,
      observed: raw.outcomes.map((own) =>
        own.map((outcome) => (outcome.status === "ok" ? outcome.value : undefined)),
      ),
      costs: raw.costs,
      ys: inputs.ys.length,
      draws: options.calibrate,
      budget: options.budget,
      ...(terminal.interactive ? { progress: (done, of) => terminal.status(`${done} of ${of} draws`) } : {}),
    });
    return { raw, drawn };
  } finally {
    pool?.close();
  }
}

function tellInputs({ x, ys, notes }: Inputs, terminal: Terminal): void {
  const shape = ({ n, p }: Inputs["x"]["representation"]): string => `${n} stimuli × ${p} units`;
  terminal.tell(`X: ${x.file}, ${shape(x.representation)}`);
  for (const y of ys) terminal.tell(`Y: ${y.file}, ${shape(y.representation)}`);
  for (const note of notes) terminal.tell(note);
}

async function score(
  x: string,
  ys: readonly string[],
  options: Options,
  terminal: Terminal,
): Promise<number> {
  useOneThread();
  if (options.calibrate > 0 && options.calibrate < FEWEST_DRAWS) {
    throw new EtalonError(
      "usage/bad-value",
      `--calibrate needs at least ${FEWEST_DRAWS} draws, or 0 for none`,
      {
        got: String(options.calibrate),
        remedy: "with B draws no p is below 1/(B + 1)",
      },
    );
  }
  const metrics =
    options.metrics === undefined
      ? (await loadMetrics()).filter(({ control }) => !control)
      : await namedMetrics(options.metrics);
  const reading = readOptionsOf(options);
  const large = await openLarge([x, ...ys], reading, options);
  if (large !== undefined) {
    const { ids, groups, seed, subsample } = options;
    refuseSettings({ ids, groups });
    const question = { files: [x, ...ys], metrics, seed, subsample, components: options.html !== undefined };
    const found = await scoreLarge(large, question, terminal);
    publish(found.inputs, found.card, options, terminal, () => largeText(found));
    return EXIT.ok;
  }
  const inputs = await readInputs({
    x,
    ys,
    reading,
    ...(options.groups === undefined ? {} : { groups: options.groups }),
    ...(options.ids === undefined ? {} : { ids: options.ids }),
  });
  if (!options.json) tellInputs(inputs, terminal);
  const { raw, drawn } = await scores(inputs, metrics, options, terminal);
  const card: Card = await makeCard(inputs, metrics, raw.outcomes, drawn, options.seed);
  publish(inputs, card, options, terminal, () => cardText(inputs, card));
  return EXIT.ok;
}

/** Writes the page, if there is to be one, and prints the rest. */
function publish(
  inputs: Inputs,
  card: Card,
  { html, json, seed }: Options,
  terminal: Terminal,
  text: () => string,
): void {
  if (html !== undefined) {
    writeAtomically(html, scoreHtml(pageOf(inputs, card, codeIdentity().version, seed)));
    terminal.tell(`open ${html}`);
  }
  terminal.write(json === true ? `${JSON.stringify(cardJson(inputs, card), null, 2)}\n` : text());
}

const verb: Verb = {
  examples: [
    ["etalon score X.npy Y.npy", "every metric, held against shuffled rows"],
    ["etalon score X.npy Y.npy --metrics cka-linear,nbs", "two of them, with a sentence each"],
    ["etalon score X.npy Y1.npy Y2.npy --metrics nbs", "which of two is closer to X"],
    ["etalon score X.npy Y.npy --groups sessions.txt", "rows of one session depend on each other"],
    ["etalon score X.npy Y.npy --calibrate 0 --json", "the bare values, for a program"],
    ["etalon score X.npy Y.npy --memory 1 --metrics cca-mean", "files larger than memory, read row by row"],
  ],
  configured: true,
  define: (command, terminal, end) =>
    addReadingOptions(command)
      .argument(
        "<X>",
        "activations: rows are stimuli, columns are units (.npy, .npz#name, .csv, .tsv, .safetensors#name, .h5#name, .mat#name)",
      )
      .argument("<Y...>", "one or more of activations to the same stimuli")
      .option("--metrics <ids>", "ids and globs, separated by commas (default: all but the controls)")
      .option(
        "--calibrate <n>",
        "how often the rows are shuffled to see what chance gives; 0 for not at all",
        integerOption("--calibrate", 0),
        200,
      )
      .option(
        "--budget <seconds>",
        "for the shuffles of costly metrics, and half as much for intervals",
        positiveOption("--budget"),
        10,
      )
      .option(
        "--groups <file>",
        "a text file with a label for each row of X: rows of one label stay together",
      )
      .option(
        "--ids <files>",
        "text files that name the rows, one a file, X's first: rows are aligned by name",
      )
      .option("--seed <n>", "all randomness derives from it", integerOption("--seed"), 1)
      .option(
        "--workers <n>",
        "processes that draw, 0 for this one alone (default: one for each processor)",
        integerOption("--workers", 0),
      )
      .option(
        "--memory <GiB>",
        "larger files are streamed: exact for measures of second moments, of subsamples for others (default: half of what is free)",
        positiveOption("--memory"),
      )
      .option("--stream", "read the rows one after another, whatever their number")
      .option(
        "--subsample <rows>",
        "rows of each of 8 subsamples of a stream",
        integerOption("--subsample", 4),
        1000,
      )
      .option("--html <file>", "write a page: sentences, shared components, methods, BibTeX")
      .option("--json", 'print {"metrics": [{"id", "y", "status", "value" or "reason", "calibration"}, …]}')
      .action(async (x: string, ys: string[], options: Options) =>
        end(await score(x, ys, options, terminal)),
      ),
};

export default verb;
