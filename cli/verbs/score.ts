import type { Metric } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { useOneThread } from "../../engine/host/environment.ts";
import { subjectOf } from "../../engine/subject.ts";
import { readMatrix, type ReadOptions } from "../../io/open.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { representation, requireComparable } from "../../representation/create.ts";
import { EXIT } from "../exit-codes.ts";
import { namedMetrics } from "../metrics-option.ts";
import { integerOption } from "../options.ts";
import { addReadingOptions, readOptionsOf, type ReadingOptions } from "../reading-options.ts";
import { rangeText } from "../range-text.ts";
import { shortNumber, textTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends ReadingOptions {
  readonly metrics?: string;
  readonly seed: number;
  readonly json?: true;
}

/** A metric and what it says. */
interface Score {
  readonly metric: Metric;
  readonly outcome: NumberOutcome;
}

async function read(file: string, how: ReadOptions): Promise<Representation> {
  return representation(await readMatrix(file, how), file);
}

/** One entry of the published shape: `id` and the outcome's own fields, then what helps to read them. */
const entryOf = ({ metric, outcome }: Score): object => ({
  id: metric.id,
  ...outcome,
  version: metric.version,
  direction: metric.direction,
});

function describe(outcome: NumberOutcome): readonly [value: string, note: string] {
  switch (outcome.status) {
    case "ok":
      return [shortNumber(outcome.value), ""];
    case "undefined":
    case "not-applicable":
      return [outcome.status, outcome.reason];
    case "error":
      return ["error", outcome.message];
    case "timeout":
    case "out-of-memory":
    case "crashed":
      return [outcome.status, ""];
  }
}

function table(scores: readonly Score[]): string {
  const rows = scores.map(({ metric, outcome }) => {
    const [value, note] = describe(outcome);
    return [metric.id, value, metric.direction, rangeText(metric.range, metric.unit), note];
  });
  return `${textTable(["metric", "value", "", "range", ""], rows, ["left", "right"]).join("\n")}\n`;
}

async function score(xFile: string, yFile: string, options: Options, terminal: Terminal): Promise<number> {
  useOneThread();
  const how = readOptionsOf(options);
  const [x, y] = [await read(xFile, how), await read(yFile, how)];
  requireComparable(x, y, 1, "score");
  const metrics =
    options.metrics === undefined
      ? (await loadMetrics()).filter(({ control }) => !control)
      : await namedMetrics(options.metrics);
  const scores = metrics.map((metric): Score => {
    const subject = subjectOf(metric, randomFrom(options.seed, "score", metric.id));
    return { metric, outcome: subject.compare(x, y) };
  });
  if (options.json) terminal.write(`${JSON.stringify({ metrics: scores.map(entryOf) }, null, 2)}\n`);
  else {
    terminal.tell(`X: ${xFile}, ${x.n} stimuli × ${x.p} units`);
    terminal.tell(`Y: ${yFile}, ${y.n} stimuli × ${y.p} units`);
    terminal.write(table(scores));
  }
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon score X.npy Y.npy", "every metric"],
    ["etalon score X.npy Y.npy --metrics cka-linear,nbs", "two of them"],
    ["etalon score X.npy Y.npy --metrics 'cka-*' --json", "one family, for a program"],
  ],
  define: (command, terminal, end) =>
    addReadingOptions(command)
      .argument(
        "<X>",
        "activations: rows are stimuli, columns are units (.npy, .npz#name, .csv, .tsv, .safetensors#name, .h5#name, .mat#name)",
      )
      .argument("<Y>", "activations to the same stimuli in the same order")
      .option("--metrics <ids>", "ids and globs, separated by commas (default: all but the controls)")
      .option("--seed <n>", "seed of the metrics that draw random numbers", integerOption("--seed"), 1)
      .option("--json", 'print {"metrics": [{"id", "status", "value" or "reason"}, …]}')
      .action(async (x: string, y: string, options: Options) => end(await score(x, y, options, terminal))),
};

export default verb;
