import { randomFrom } from "../../core/random.ts";
import { codeIdentity } from "../../engine/code-identity.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import { readMatrix } from "../../io/open.ts";
import { renderThresholds } from "../../reports/optimisation-thresholds/html.ts";
import type { MetricThresholds, ThresholdPage } from "../../reports/optimisation-thresholds/types.ts";
import { representation } from "../../representation/create.ts";
import { MAPS, type Map } from "../../suites/ascent-checks/capture.ts";
import { OPTIMISERS, type Optimiser, type Target } from "../../suites/ascent-checks/climb.ts";
import { FIVE } from "../../suites/ascent-checks/data.ts";
import { activateBackend, BACKENDS } from "../backend-option.ts";
import { EXIT } from "../exit-codes.ts";
import { namedMetrics } from "../metrics-option.ts";
import { integerOption, wordOption } from "../options.ts";
import { addReadingOptions, readOptionsOf, type ReadingOptions } from "../reading-options.ts";
import type { Terminal } from "../terminal.ts";
import { readLabels } from "../thresholds/labels.ts";
import { thresholdLines } from "../thresholds/lines.ts";
import { measureThresholds } from "../thresholds/measure.ts";
import type { Verb } from "../verb.ts";

interface Options extends ReadingOptions {
  readonly labels?: readonly string[];
  readonly metrics: string;
  readonly starts: number;
  readonly map: Map;
  readonly optimiser: Optimiser;
  readonly evolution: number;
  readonly components: number;
  readonly seed: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly html?: string;
  readonly json?: true;
}

/** Pairs of scores from which an evolution strategy makes an update. */
const PAIRS = 16;

async function thresholds(file: string, options: Options, terminal: Terminal): Promise<number> {
  const metrics = await namedMetrics(options.metrics);
  const { description } = activateBackend(options.backend);
  const x = representation(await readMatrix(file, readOptionsOf(options)), file);
  const variables = await Promise.all((options.labels ?? []).map((labels) => readLabels(labels, x.n)));
  const target: Target = { x, variables, components: options.components };
  const random = randomFrom(options.seed, "thresholds");
  const { starts, map, optimiser, evolution } = options;
  const ways = {
    starts,
    map,
    optimiser,
    ...(evolution === 0 ? {} : { evolution: { steps: evolution, pairs: PAIRS } }),
  };
  const measured: MetricThresholds[] = [];
  for (const metric of metrics) {
    if (terminal.interactive) terminal.status(`ascending ${metric.id}`);
    measured.push(await measureThresholds(metric, target, ways, random));
  }
  const page: ThresholdPage = {
    name: file,
    rows: x.n,
    units: x.p,
    starts,
    map,
    optimiser,
    metrics: measured,
    provenance: `Etalon ${codeIdentity().version}, ${description}, seed ${options.seed}`,
  };
  if (options.html !== undefined) writeAtomically(options.html, renderThresholds(page));
  terminal.write(
    options.json ? `${JSON.stringify(page, null, 2)}\n` : `${thresholdLines(page).join("\n")}\n`,
  );
  if (options.html !== undefined) terminal.tell(`open ${options.html}`);
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon thresholds X.npy", "which score must be reached before PC k of your data is in Y"],
    ["etalon thresholds X.npy --labels choice.txt --html page.html", "and before a label can be decoded"],
    ["etalon thresholds X.npy --metrics nbs,cka-debiased --starts 8", "other metrics, narrower intervals"],
  ],
  configured: true,
  define: (command, terminal, end) =>
    addReadingOptions(command)
      .argument("<X>", "a file of activations, stimuli × units")
      .option("--labels <files...>", "text files, one label a line for each stimulus")
      .option("--metrics <ids>", "ids and globs of metrics with a gradient", FIVE.join(","))
      .option("--starts <n>", "ascents from independent noise", integerOption("--starts", 1), 4)
      .option(
        "--components <n>",
        "principal components that are followed",
        integerOption("--components", 1),
        30,
      )
      .option(
        "--map <name>",
        `how a component is predicted from Y: ${MAPS.join(" or ")}`,
        wordOption("--map", MAPS),
        "linear",
      )
      .option(
        "--optimiser <name>",
        `${OPTIMISERS.join(" or ")}; adam is the published protocol`,
        wordOption("--optimiser", OPTIMISERS),
        "adam",
      )
      .option(
        "--evolution <n>",
        `updates of an evolution strategy for metrics without a gradient, ${2 * PAIRS + 1} scores each`,
        integerOption("--evolution", 0),
        0,
      )
      .option("--html <file>", "write the picture and all thresholds as one page")
      .option("--seed <n>", "all randomness derives from it", integerOption("--seed"), 1)
      .option("--backend <name>", "auto, native or portable", wordOption("--backend", BACKENDS), "auto")
      .option("--json", "print all thresholds and curves as data")
      .action(async (file: string, options: Options) => end(await thresholds(file, options, terminal))),
};

export default verb;
