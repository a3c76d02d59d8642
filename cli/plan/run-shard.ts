import path from "node:path";
import { runShard, type ShardOptions, type ShardRun } from "../../engine/shard.ts";
import { count } from "../count.ts";
import { EXIT } from "../exit-codes.ts";
import { interruptible } from "../interrupt.ts";
import type { Terminal } from "../terminal.ts";

/** The folder of a shard where none is named. */
export const shardFolder = ({ index, of }: ShardOptions["shard"]): string =>
  path.join("shards", `${index}-of-${of}`);

/** What `--json` prints. */
const jsonOf = ({ file, cells, cellsRun, unanswered, cellsFile }: ShardRun): object => {
  const { index, of, manifest } = file;
  return { shard: { index, of }, cells: cellsFile, planned: cells, cellsRun, unanswered, manifest };
};

/** Runs a shard and says what it is and what it is not. @returns The exit code. */
export async function performShard(
  options: Omit<ShardOptions, "signal">,
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  const { index, of } = options.shard;
  const done = await interruptible((signal) => runShard({ ...options, signal }));
  const { cells, cellsRun, unanswered } = done;
  terminal.tell(
    `shard ${index}/${of}: ${count(cells, "cell")}, ${cellsRun} of them now; a shard is no result: etalon merge makes one of all ${of}`,
  );
  if (unanswered > 0)
    terminal.tell(
      `${count(unanswered, "cell")} without an answer; run the same command again to ask once more`,
    );
  if (json) terminal.write(`${JSON.stringify(jsonOf(done), null, 2)}\n`);
  return unanswered > 0 ? EXIT.incomplete : EXIT.ok;
}
