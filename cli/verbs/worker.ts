import { availableParallelism } from "node:os";
import { EtalonError } from "../../core/errors.ts";
import { serve } from "../../engine/queue/serve.ts";
import { isSubmitted } from "../../engine/submission/spec.ts";
import { activateBackend, BACKENDS } from "../backend-option.ts";
import { count } from "../count.ts";
import { EXIT } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import { integerOption, positiveOption, wordOption } from "../options.ts";
import { loadEntrant } from "../submission/load.ts";
import { addSubmissionOptions, repeated, type SubmissionOptions, trustOf } from "../submission/options.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options extends SubmissionOptions {
  readonly queue?: string;
  readonly workers?: number;
  readonly untilIdle?: number;
  readonly backend: (typeof BACKENDS)[number];
  readonly metric: readonly string[];
}

async function worker(options: Options, terminal: Terminal): Promise<number> {
  const { queue, workers = availableParallelism(), untilIdle } = options;
  if (queue === undefined) {
    throw new EtalonError("usage/no-queue", "a worker needs a queue", {
      remedy: "etalon worker --queue redis://host:port",
    });
  }
  const { name, description } = activateBackend(options.backend);
  const entrants = [];
  for (const word of options.metric) entrants.push(await loadEntrant(word, trustOf(options)));
  const submissions = entrants.map(({ metric }) => metric).filter(isSubmitted);
  const cells = await interruptible((signal) =>
    serve({
      url: queue,
      workers,
      backend: { name, description },
      submissions,
      ...(untilIdle === undefined ? {} : { untilIdle }),
      signal,
      say: terminal.tell,
    }),
  );
  terminal.tell(`${count(cells, "cell")} answered in all`);
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon worker --queue redis://localhost:6379", "answer whatever is queued there, until it is stopped"],
    ["etalon worker --queue redis://localhost:6379 --until-idle 60", "and end when there is nothing to do"],
    ["etalon worker --queue rediss://host:6380/2 --workers 8", "eight processes, an encrypted connection"],
  ],
  configured: true,
  define: (command, terminal, end) =>
    addSubmissionOptions(command)
      .option("--queue <url>", "the Redis of etalon run --queue (docs/scaling.md)")
      .option(
        "--workers <n>",
        "worker processes (default: one for each processor)",
        integerOption("--workers", 1),
      )
      .option(
        "--until-idle <seconds>",
        "end after so many seconds without anything to do (default: never)",
        positiveOption("--until-idle"),
      )
      .option("--backend <name>", "auto, native or portable", wordOption("--backend", BACKENDS), "auto")
      .option(
        "--metric <word>",
        "a metric of your own that a run may ask for: the same as the coordinator's; may be repeated",
        repeated,
        [],
      )
      .action(async (options: Options) => end(await worker(options, terminal))),
};

export default verb;
