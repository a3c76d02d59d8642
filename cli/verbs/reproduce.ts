import type { CellRecord } from "../../core/cell.ts";
import { EtalonError } from "../../core/errors.ts";
import type { Metric } from "../../core/metric.ts";
import { describeOutcome, type Outcome } from "../../core/outcome.ts";
import type { Manifest } from "../../core/result.ts";
import type { Suite } from "../../core/suite.ts";
import { codeIdentity } from "../../engine/code-identity.ts";
import { runInline } from "../../engine/host/inline.ts";
import { makeHeader, makeManifest } from "../../engine/manifest.ts";
import { makePlan, metricName, type Plan, versioned } from "../../engine/plan.ts";
import type { SubmittedMetric } from "../../engine/submission/spec.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { activateBackend, BACKENDS } from "../backend-option.ts";
import { EXIT } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { positiveOption, wordOption } from "../options.ts";
import { agreement, standardFor } from "../reproduce/agree.ts";
import { cellOf, cellsBeside, nameOf } from "../reproduce/cell.ts";
import { naming, readResult, resultPath } from "../result-input.ts";
import { loadEntrant } from "../submission/load.ts";
import { addSubmissionOptions, type SubmissionOptions, trustOf } from "../submission/options.ts";
import { namedSuites } from "../suites-option.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends SubmissionOptions {
  readonly metric?: string;
  readonly backend?: (typeof BACKENDS)[number];
  readonly tolerance: number;
  readonly json?: true;
}

type Entrant = Metric | SubmittedMetric;

/** The metric of a cell, if it is still what was measured. @throws EtalonError `reproduce/…`. */
async function metricOf({ spec }: CellRecord, options: Options): Promise<Entrant> {
  const [id = ""] = spec.metric.split("@");
  const isSubmission = spec.metric.includes("#");
  if (isSubmission && options.metric === undefined) {
    throw new EtalonError("reproduce/submission", `${id} was handed in: it is not part of Etalon`, {
      got: spec.metric,
      remedy: "name its file, package or command with --metric",
    });
  }
  const metric = isSubmission
    ? (await loadEntrant(options.metric ?? "", trustOf(options))).metric
    : await metricById(id);
  const name = metricName(metric);
  if (name === spec.metric) return metric;
  throw new EtalonError("reproduce/other-metric", `${id} is not what was measured`, {
    got: `${name}, not ${spec.metric}`,
    remedy: isSubmission
      ? "take its files as they were then: after the # stands the hash of their content"
      : "take the version of Etalon that the result names",
  });
}

async function suiteOf({ spec }: CellRecord): Promise<Suite> {
  const [suite] = await namedSuites(spec.suite.split("@")[0]);
  const name = suite === undefined ? "none" : versioned(suite);
  if (suite === undefined || name !== spec.suite) {
    throw new EtalonError("reproduce/other-suite", `${spec.suite} asks otherwise by now`, {
      got: name,
      remedy: "take the version of Etalon that the result names",
    });
  }
  if (suite.volatile) {
    throw new EtalonError("reproduce/volatile", `${suite.id} measures the machine and the moment`, {
      got: spec.case,
      remedy: "name a cell of another suite",
    });
  }
  return suite;
}

/** Asks one cell of a plan again. @throws EtalonError `reproduce/other-case`. */
async function askAgain(cell: string, plan: Plan, metric: Entrant, suite: Suite): Promise<Outcome> {
  const skipped = plan.notApplicable.find((record) => record.cell === cell);
  if (skipped !== undefined) return skipped.outcome;
  const batch = plan.batches.find(({ cells }) => cells.some(({ id }) => id === cell));
  let outcome: Outcome | undefined;
  if (batch !== undefined) {
    const cells = batch.cells.filter(({ id }) => id === cell);
    const catalogue = { metrics: [metric], suites: [suite] };
    await interruptible((signal) =>
      runInline([{ ...batch, cells }], catalogue, plan, signal, (_cell, answer) => (outcome = answer)),
    );
  }
  if (outcome !== undefined) return outcome;
  throw new EtalonError("reproduce/other-case", "the suite has no such case any more", {
    got: cell,
    remedy: "take the version of Etalon that the result names",
  });
}

async function reproduce(given: string, word: string, options: Options, terminal: Terminal): Promise<number> {
  const file = resultPath(given);
  const { manifest: published } = readResult(file);
  const cells = naming(file, () => cellsBeside(file));
  const record = cellOf(word, cells);
  const { name, description } = activateBackend(options.backend ?? published.backend.name);
  const [metric, suite] = [await metricOf(record, options), await suiteOf(record)];
  const { profile, seed } = published;
  const plan = makePlan({ metrics: [metric], suites: [suite], profile, seed });
  const here: Manifest = makeManifest(plan, codeIdentity(), { name, description });
  const standard = standardFor(cells.header, makeHeader(here), options.tolerance);
  const outcome = await askAgain(record.cell, plan, metric, suite);
  const { agrees, largest, difference } = agreement(record.outcome, outcome, standard);
  const held = standard.tolerance === 0 ? "bit for bit" : `within ${standard.tolerance}`;
  if (options.json) {
    const { cell, spec } = record;
    const report = { cell, spec, agrees, standard, largest, published: record.outcome, now: outcome };
    terminal.write(`${JSON.stringify({ ...report, code: [published.code, here.code] }, null, 2)}\n`);
    return agrees ? EXIT.ok : EXIT.failedCheck;
  }
  terminal.tell(`${record.cell} ${nameOf(record.spec)}, seed ${seed}`);
  if (published.code !== here.code)
    terminal.tell(
      `the code has changed since: Etalon ${published.etalon} ${published.code}, here ${here.code}`,
    );
  terminal.tell(
    agrees
      ? `agrees ${held} (${standard.because}): ${describeOutcome(outcome).slice(0, 200)}`
      : `does not agree ${held} (${standard.because}): ${difference}`,
  );
  return agrees ? EXIT.ok : EXIT.failedCheck;
}

const verb: Verb = {
  examples: [
    ["etalon reproduce leaderboard nbs/axioms/near-null/0", "one cell of a result, by its name"],
    ["etalon reproduce result.json 3f2a", "or by the beginning of its id in cells.jsonl"],
    ["etalon reproduce theirs 3f2a --metric their-metric.py", "of a metric that was handed in"],
  ],
  define: (command, terminal, end) =>
    addSubmissionOptions(command)
      .argument("<result>", "a result.json with its cells.jsonl beside it, or their folder")
      .argument("<cell>", "an id, the beginning of one, or metric/suite/case/replicate")
      .option("--metric <word>", "the file, package or command of a metric that was handed in")
      .option("--backend <name>", "another backend than the result's", wordOption("--backend", BACKENDS))
      .option(
        "--tolerance <number>",
        "how far numbers may be apart, absolutely or relatively, where bits cannot be the same",
        positiveOption("--tolerance"),
        1e-9,
      )
      .option("--json", "print both outcomes; exit code 2 if they do not agree")
      .action(async (result: string, cell: string, options: Options) =>
        end(await reproduce(result, cell, options, terminal)),
      ),
};

export default verb;
