import { expectedCosts } from "../../engine/costs.ts";
import { makePlan } from "../../engine/plan.ts";
import { makePlanFile, planText } from "../../engine/plan-file.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import { EXIT } from "../exit-codes.ts";
import { selectionOf } from "../plan/selection.ts";
import { planLines, summaryOf } from "../plan/text.ts";
import { learnTimings } from "../plan/timings.ts";
import { addSelectionOptions, type SelectionOptions, selected } from "../run-selection.ts";
import { repeated } from "../submission/options.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends SelectionOptions {
  readonly timings: readonly string[];
  readonly out?: string;
  readonly json?: true;
}

async function plan(options: Options, terminal: Terminal): Promise<number> {
  const { metrics, suites } = await selected(options);
  const { profile, seed, out } = options;
  const made = makePlan({ metrics, suites, profile, seed });
  const costs = expectedCosts(profile);
  for (const given of options.timings) learnTimings(given, costs);
  const file = makePlanFile(made, { selection: selectionOf(options), metrics, suites, costs });
  const summary = summaryOf(file);
  for (const line of planLines(summary)) terminal.tell(line);
  if (out !== undefined) {
    writeAtomically(out, planText(file));
    terminal.tell(`wrote ${out}`);
  }
  if (options.json) terminal.write(`${JSON.stringify(summary, null, 2)}\n`);
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon plan --profile full", "what it will cost, suite by suite"],
    ["etalon plan --profile full --timings leaderboard --out plan.json", "with the times of an earlier run"],
    ["etalon run --plan plan.json --shard 3/8", "the third of eight parts that cost the same"],
  ],
  configured: true,
  define: (command, terminal, end) =>
    addSelectionOptions(command)
      .option(
        "--timings <run>",
        "a folder, result or cells.jsonl of an earlier run to take times from; may be repeated",
        repeated,
        [],
      )
      .option("--out <file>", "write the plan: cells, hashes, batches and expected costs")
      .option("--json", "print the costs of suites")
      .action(async (options: Options) => end(await plan(options, terminal))),
};

export default verb;
