import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import {
  BASELINE_FILE,
  compareGithub,
  compareHtml,
  compareJson,
  compareMarkdown,
  compareResults,
  compareText,
  readCompareConfig,
} from "../../reports/index.ts";
import { configOf } from "../config/settle.ts";
import { EXIT } from "../exit-codes.ts";
import { wordOption } from "../options.ts";
import { findUpwards, readResult, resultPath } from "../result-input.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly config?: string;
  readonly format: keyof typeof FORMATS;
  readonly html?: string;
}

const FORMATS = { text: undefined, md: compareMarkdown, json: compareJson, github: compareGithub };

const EXITS = { passed: EXIT.ok, failed: EXIT.failedCheck, incomparable: EXIT.incomplete } as const;

/** @throws EtalonError `compare/no-baseline`, `usage/too-many-results`. */
function filesOf(given: readonly string[]): readonly [string, string] {
  const [first = "", second, third] = given;
  if (third !== undefined)
    throw new EtalonError("usage/too-many-results", "compare takes a base and a head", {
      got: `${given.length} files`,
    });
  if (second !== undefined) return [resultPath(first), resultPath(second)];
  const baseline = findUpwards(BASELINE_FILE, process.cwd());
  if (baseline !== undefined) return [baseline, resultPath(first)];
  throw new EtalonError("compare/no-baseline", `there is no ${BASELINE_FILE} here or in a folder above`, {
    remedy: "name two results, or accept one: etalon baseline accept result.json --reason …",
  });
}

async function compare(given: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const [base, head] = filesOf(given);
  const file = await configOf(options.config);
  const { budgets, minimumEffect, tolerance } = file?.config ?? {};
  const comparison = compareResults(
    readResult(base),
    readResult(head),
    readCompareConfig({ budgets, minimumEffect, tolerance }),
  );
  const render = FORMATS[options.format];
  if (render !== undefined) terminal.write(render(comparison));
  else for (const line of compareText(comparison)) terminal.tell(line);
  if (options.html !== undefined) {
    writeAtomically(options.html, compareHtml(comparison));
    terminal.tell(`open ${path.normalize(options.html)}`);
  }
  return EXITS[comparison.verdict];
}

const verb: Verb = {
  examples: [
    ["etalon compare base/result.json head/result.json", "what got better or worse; exit code 2 if worse"],
    ["etalon compare head", `against ${BASELINE_FILE}`],
    ["etalon compare base head --html diff.html", "the same as a page"],
    ["etalon compare head --format md >> $GITHUB_STEP_SUMMARY", "for a job of GitHub"],
  ],
  define: (command, terminal, end) =>
    command
      .argument("<results...>", `base and head, or the head alone against the nearest ${BASELINE_FILE}`)
      .option(
        "--config <file>",
        "budgets and tolerances (default: the nearest etalon.config.ts, .js, .mjs or .json)",
      )
      .option(
        "--format <name>",
        "text, md, json or github",
        wordOption("--format", ["text", "md", "json", "github"]),
        "text",
      )
      .option("--html <file>", "write a page, too")
      .action(async (files: string[], options: Options) => end(await compare(files, options, terminal))),
};

export default verb;
