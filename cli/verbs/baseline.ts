import { EtalonError } from "../../core/errors.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import { BASELINE_FILE, baselineOf } from "../../reports/index.ts";
import { EXIT } from "../exit-codes.ts";
import { readResult, resultPath } from "../result-input.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly reason: string;
  readonly out: string;
}

/** @throws EtalonError `usage/no-reason`. */
function accept(file: string, { reason, out }: Options, terminal: Terminal): number {
  if (reason.trim() === "")
    throw new EtalonError("usage/no-reason", "a baseline is accepted for a reason", {
      remedy: 'say it: --reason "the new ridge is meant to be stricter"',
    });
  const baseline = baselineOf(readResult(resultPath(file)), reason.trim());
  writeAtomically(out, `${JSON.stringify(baseline, null, 1)}\n`);
  terminal.tell(`wrote ${out}: later results are compared with it by \`etalon compare\``);
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ['etalon baseline accept head --reason "measured with version 2"', `write ${BASELINE_FILE}`],
    ["etalon compare head", "compare a later result with it"],
  ],
  define: (command, terminal, end) => {
    command
      .command("accept")
      .description("keep a result as what later ones are compared with")
      .argument("<result>", "a result.json or its folder")
      .requiredOption("--reason <sentence>", "why it is accepted, kept in the file")
      .option("--out <file>", "where it goes", BASELINE_FILE)
      .exitOverride()
      .action((file: string, options: Options) => end(accept(file, options, terminal)));
  },
};

export default verb;
