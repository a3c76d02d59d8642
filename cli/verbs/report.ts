import { readFileSync } from "node:fs";
import path from "node:path";
import { EtalonError, messageOf } from "../../core/errors.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import { checkResult, renderHtml, renderJson } from "../../reports/index.ts";
import { EXIT } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly out?: string;
  readonly json?: true;
}

/** @throws EtalonError `report/unreadable`, `report/not-json`. */
function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new EtalonError("report/unreadable", `cannot read ${file}`, { got: messageOf(cause), cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EtalonError("report/not-json", `${file} is not JSON`, { got: messageOf(cause), cause });
  }
}

function report(file: string, options: Options, terminal: Terminal): number {
  const result = checkResult(readJson(file));
  if (options.json) {
    terminal.write(renderJson(result));
    return EXIT.ok;
  }
  const out = options.out ?? path.join(path.dirname(file), "index.html");
  writeAtomically(out, renderHtml(result));
  terminal.tell(`open ${out}`);
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon report leaderboard/result.json", "write leaderboard/index.html again"],
    ["etalon report result.json --out /tmp/page.html", "write it elsewhere"],
    ["etalon report result.json --json | jq .findings", "the checked result, for a program"],
  ],
  define: (command, terminal, end) =>
    command
      .argument("<result>", "a result.json")
      .option("--out <file>", "the page to write (default: index.html beside the result)")
      .option("--json", "print the result, checked and with sorted keys, and write no page")
      .action((file: string, options: Options) => end(report(file, options, terminal))),
};

export default verb;
