import { describeOutcome } from "../../core/outcome.ts";
import type { CellSpec } from "../../core/cell.ts";
import { type Merge, mergeShards } from "../../engine/merge.ts";
import type { Contradiction } from "../../engine/merge/collect.ts";
import type { Missing } from "../../engine/merge/missing.ts";
import { count } from "../count.ts";
import { EXIT } from "../exit-codes.ts";
import { entriesOf } from "../plan/entries.ts";
import { pageIn, writePages } from "../run-pages.ts";
import { summaryTable } from "../summary.ts";
import type { Terminal } from "../terminal.ts";
import type { Verb } from "../verb.ts";

interface Options {
  readonly out: string;
  readonly mixedProcessors?: true;
  readonly networks?: string;
  readonly json?: true;
}

/** So many are named; the others are counted. */
const SHOWN = 3;

const nameOf = ({ metric, suite, case: which, replicate }: CellSpec): string =>
  `${metric}/${suite}/${which}/${replicate}`;

/** What lacks of one shard, and what to do about it. */
function missingLine({ shard, folder, cells }: Missing): string {
  const names = cells.slice(0, SHOWN).map(({ spec }) => nameOf(spec));
  const more = cells.length > SHOWN ? ", …" : "";
  const where =
    shard === undefined
      ? "no folder"
      : `shard ${shard.index}/${shard.of} (${folder ?? "no folder of it was named"})`;
  const lack = shard === undefined ? "has" : "lacks";
  return `${where} ${lack} ${count(cells.length, "cell")}: ${names.join(", ")}${more}`;
}

const contradictionLine = ({ spec, first, second }: Contradiction): string =>
  `not deterministic: ${nameOf(spec)} is ${describeOutcome(first.outcome).slice(0, 100)} in ${first.folder} and ${describeOutcome(second.outcome).slice(0, 100)} in ${second.folder}`;

/** What `--json` prints. */
const jsonOf = (done: Merge, page: string): object => ({
  ...(done.result === undefined
    ? {}
    : { result: done.resultFile, cells: done.cellsFile, report: page, manifest: done.result.manifest }),
  unanswered: done.unanswered,
  duplicates: done.duplicates,
  contradictions: done.contradictions,
  missing: done.missing.map(({ shard, folder, cells }) => ({
    shard,
    folder,
    cells: cells.map(({ id }) => id),
  })),
});

async function merge(folders: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const { out, networks, mixedProcessors = false } = options;
  const done = await mergeShards({
    folders,
    out,
    mixedProcessors,
    load: (shard) => entriesOf(shard, networks),
    publish: (result) => writePages(result, out),
    say: terminal.tell,
  });
  const page = pageIn(out);
  if (options.json) terminal.write(`${JSON.stringify(jsonOf(done, page), null, 2)}\n`);
  if (done.duplicates > 0) terminal.tell(`${count(done.duplicates, "cell")} more than once`);
  const { contradictions, missing } = done;
  for (const one of contradictions.slice(0, SHOWN)) terminal.tell(contradictionLine(one));
  if (contradictions.length > 0) {
    terminal.tell(
      `${count(contradictions.length, "cell")} with two answers: nothing was written, since neither can be trusted`,
    );
    return EXIT.failedCheck;
  }
  for (const one of missing) terminal.tell(missingLine(one));
  if (done.result === undefined) {
    terminal.tell("nothing was written; run those shards again and merge once more");
    return EXIT.incomplete;
  }
  for (const line of ["", ...summaryTable(done.result), ""]) terminal.tell(line);
  if (done.unanswered > 0)
    terminal.tell(
      `${count(done.unanswered, "cell")} without an answer; run their shards again to ask once more`,
    );
  terminal.tell(`open ${page}`);
  return done.unanswered > 0 ? EXIT.incomplete : EXIT.ok;
}

const verb: Verb = {
  examples: [
    ["etalon merge shards/* --out leaderboard", "the result that one run of the plan would have given"],
    ["etalon merge shards/* --out leaderboard --json", "also what is missing, for a program"],
  ],
  define: (command, terminal, end) =>
    command
      .argument("<folders...>", "folders that etalon run --shard has written, in any order")
      .option("--out <folder>", "where result.json, cells.jsonl and index.html go", "leaderboard")
      .option(
        "--mixed-processors",
        "shards may have run on several models of processor; numbers may then differ in their last bits",
      )
      .option("--networks <manifest>", "where the manifest of your own networks is now")
      .option("--json", "print where the files are, or what is missing; exit code 3 while something is")
      .action(async (folders: string[], options: Options) => end(await merge(folders, options, terminal))),
};

export default verb;
