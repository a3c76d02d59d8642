import { mkdirSync } from "node:fs";
import path from "node:path";
import { EtalonError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import type { Result } from "../../core/result.ts";
import { writeAtomically } from "../../engine/store/atomic.ts";
import {
  mergeResults,
  renderCsv,
  renderGithub,
  renderHtml,
  renderJson,
  renderJunit,
  renderMarkdown,
  siteFiles,
} from "../../reports/index.ts";
import { EXIT } from "../exit-codes.ts";
import { readResult, resultPath } from "../result-input.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly out?: string;
  readonly json?: true;
  readonly format?: string;
  readonly link?: string;
  readonly site?: string;
}

interface Format {
  /** Its file in a folder. */
  readonly file: string;
  readonly render: (result: Result, link: string) => string;
}

const FORMATS: Readonly<Record<string, Format>> = {
  html: { file: "index.html", render: (result) => renderHtml(result) },
  md: { file: "summary.md", render: renderMarkdown },
  json: { file: "report.json", render: renderJson },
  csv: { file: "findings.csv", render: renderCsv },
  junit: { file: "junit.xml", render: renderJunit },
  github: { file: "annotations.txt", render: renderGithub },
};

/** @throws EtalonError `usage/bad-value` with the nearest format. */
function formatsOf(text: string): Format[] {
  return text.split(",").map((word) => {
    const name = word.trim();
    const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
    if (format !== undefined) return format;
    const near = nearest(name, Object.keys(FORMATS));
    throw new EtalonError("usage/bad-value", `--format must be of ${Object.keys(FORMATS).join(", ")}`, {
      got: `"${name}"`,
      ...(near === undefined ? {} : { remedy: `did you mean "${near}"?` }),
    });
  });
}

function writeSite(result: Result, folder: string, terminal: Terminal): void {
  for (const { name, text } of siteFiles(result)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeAtomically(file, text);
  }
  terminal.tell(`open ${path.join(folder, "index.html")}`);
}

function report(files: readonly string[], options: Options, terminal: Terminal): number {
  const [first = "", ...others] = files.map(resultPath);
  const { result, leftOut } = mergeResults(readResult(first), ...others.map(readResult));
  for (const sentence of leftOut) terminal.tell(`left out: ${sentence}`);
  const formats = formatsOf(options.format ?? (options.json ? "json" : "html"));
  const link = options.link ?? "";
  if (options.site !== undefined) {
    writeSite(result, options.site, terminal);
    return EXIT.ok;
  }
  const [only] = formats;
  if (formats.length === 1 && only !== undefined && only !== FORMATS["html"]) {
    // One format for a program or a pipe.
    if (options.out === undefined) terminal.write(only.render(result, link));
    else writeAtomically(options.out, only.render(result, link));
    return EXIT.ok;
  }
  for (const format of formats) {
    const folder = formats.length > 1 ? (options.out ?? path.dirname(first)) : path.dirname(first);
    if (formats.length > 1) mkdirSync(folder, { recursive: true });
    const out =
      formats.length === 1 && options.out !== undefined ? options.out : path.join(folder, format.file);
    writeAtomically(out, format.render(result, link));
    terminal.tell(format === FORMATS["html"] ? `open ${out}` : `wrote ${out}`);
  }
  return EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon report leaderboard/result.json", "write leaderboard/index.html again"],
    ["etalon report result.json --out /tmp/page.html", "write it elsewhere"],
    ["etalon report result.json --format md >> summary.md", "the worst ten and a table, for people"],
    ["etalon report result.json --format html,csv,junit --out reports", "several files in a folder"],
    ["etalon report mine.json theirs.json --site public", "one board of two results, for static hosting"],
    ["etalon report result.json --json | jq .findings", "the checked result, for a program"],
  ],
  define: (command, terminal, end) =>
    command
      .argument("<results...>", "result.json files or folders; several make one board")
      .option(
        "--out <path>",
        "the file to write, or the folder for several formats (default: beside the result)",
      )
      .option(
        "--format <names>",
        `of ${Object.keys(FORMATS).join(", ")}, separated by commas (default: html)`,
      )
      .option("--link <address>", "where the whole page is, said at the end of md")
      .option("--site <folder>", "write leaderboard, metric pages and data for static hosting")
      .option("--json", "the same as --format json")
      .action((files: string[], options: Options) => end(report(files, options, terminal))),
};

export default verb;
