import { EtalonError } from "../../core/errors.ts";
import { EXIT } from "../exit-codes.ts";
import { reportFault } from "../fault.ts";
import type { Terminal } from "../terminal.ts";
import { validateFile } from "../validate/file.ts";
import type { Valid } from "../validate/valid.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly json?: true;
}

/** What is wrong with a file, for a program. */
interface Invalid {
  readonly file: string;
  readonly error: { readonly code: string; readonly message: string };
}

async function validate(files: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const verdicts: (Valid | Invalid)[] = [];
  for (const file of files) {
    try {
      const valid = await validateFile(file);
      verdicts.push(...valid);
      for (const one of valid) terminal.tell(`${one.file}: valid ${one.kind}, ${one.summary}`);
    } catch (thrown) {
      // Anything else is a fault of Etalon itself.
      if (!(thrown instanceof EtalonError)) throw thrown;
      verdicts.push({ file, error: { code: thrown.code, message: thrown.message } });
      reportFault(thrown, terminal);
    }
  }
  if (options.json) terminal.write(`${JSON.stringify({ files: verdicts }, null, 2)}\n`);
  return verdicts.some((verdict) => "error" in verdict) ? EXIT.fault : EXIT.ok;
}

const verb: Verb = {
  examples: [
    [
      "etalon validate leaderboard",
      "result, cells and counter-examples of a run, and that they belong together",
    ],
    ["etalon validate result.json cells.jsonl", "single files"],
    ["etalon validate etalon.config.json etalon.baseline.json", "what a package keeps"],
  ],
  define: (command, terminal, end) =>
    command
      .argument(
        "<files...>",
        "results, baselines, cells, configurations, counter-examples, or folders of runs",
      )
      .option("--json", "print a verdict for each file; exit code 1 if one is wrong")
      .action(async (files: string[], options: Options) => end(await validate(files, options, terminal))),
};

export default verb;
