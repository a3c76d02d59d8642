import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Progress } from "../../engine/progress.ts";
import { runShard } from "../../engine/shard.ts";
import { readShardFile } from "../../engine/shard-file.ts";
import { temporaryFolders } from "./support/folder.ts";
import { lastingLines, shardOptions, whole } from "./support/shards.ts";

const newFolder = temporaryFolders();

describe("runShard", () => {
  it("leaves its cells and what they are part of, and no result", async () => {
    const out = newFolder();
    const { cells, cellsRun, unanswered, file } = await runShard(shardOptions(out, 1, 2));
    expect(readdirSync(out).sort()).toEqual(["cells.jsonl", "shard.json"]);
    expect(readShardFile(out)).toEqual(file);
    expect(file).toMatchObject({ index: 1, of: 2, suites: ["pairs", "grid"] });
    const [header = "", ...lines] = lastingLines(out);
    expect(JSON.parse(header)).toMatchObject({ shard: { plan: file.manifest.plan, index: 1, of: 2 } });
    expect([cells, cellsRun, unanswered]).toEqual([lines.length, lines.length, 0]);
    const other = await runShard(shardOptions(newFolder(), 2, 2));
    expect(cells + other.cells).toBe(26);
  });

  it("goes on where it was stopped, and begins anew as another shard", async () => {
    const out = newFolder();
    const controller = new AbortController();
    const reason = new Error("stopped");
    const stop = ({ run }: Progress): void => {
      if (run === 5) controller.abort(reason);
    };
    const stopped = runShard({ ...shardOptions(out, 1, 1), signal: controller.signal, onProgress: stop });
    await expect(stopped).rejects.toBe(reason);
    expect(existsSync(path.join(out, "shard.json"))).toBe(true);
    expect(await runShard(shardOptions(out, 1, 1))).toMatchObject({ cells: 26, cellsRun: 21 });
    const said: string[] = [];
    const other = await runShard({ ...shardOptions(out, 1, 2), say: (sentence) => said.push(sentence) });
    expect(said).toEqual([expect.stringMatching(/made with another shard; it is kept as cells\.1\.jsonl/)]);
    expect(other.cellsRun).toBe(other.cells);
  });

  it("leaves the folder of a whole run alone, and its own to no whole run", async () => {
    const out = newFolder();
    await whole(out);
    await expect(runShard(shardOptions(out, 1, 2))).rejects.toMatchObject({ code: "shard/has-result" });
    const own = newFolder();
    await runShard(shardOptions(own, 1, 1));
    const said: string[] = [];
    await whole(own, { say: (sentence) => said.push(sentence) });
    expect(said).toEqual([expect.stringMatching(/made with another shard/)]);
  });
});
