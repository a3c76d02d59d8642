import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Suite } from "../../core/suite.ts";
import { mergeShards, type Merge, type MergeOptions } from "../../engine/merge.ts";
import { makePlan } from "../../engine/plan.ts";
import { lastingText } from "../../engine/result-file.ts";
import type { Run } from "../../engine/run.ts";
import { runShard } from "../../engine/shard.ts";
import { readShardFile, type ShardFile } from "../../engine/shard-file.ts";
import { temporaryFolders } from "./support/folder.ts";
import { ENTRIES, lastingLines, load, shardOptions, whole } from "./support/shards.ts";
import { dice } from "./support/metrics.ts";
import { gridSuite } from "./support/suites.ts";

const newFolder = temporaryFolders();
const PLAN = makePlan({ ...ENTRIES, profile: "quick", seed: 1 });
const ASKED = PLAN.batches.flatMap(({ cells }) => cells).length;

let single: Run;
let singleFolder: string;
beforeAll(async () => {
  singleFolder = newFolder();
  single = await whole(singleFolder);
});

const merge = (folders: readonly string[], more: Partial<MergeOptions> = {}): Promise<Merge> =>
  mergeShards({ folders, out: path.join(newFolder(), "merged"), load, ...more });

/** Runs all shards of n, in folders of their own. */
async function shards(of: number): Promise<string[]> {
  const folder = newFolder();
  const folders = Array.from({ length: of }, (_, k) => path.join(folder, String(k + 1)));
  for (const [k, out] of folders.entries()) await runShard(shardOptions(out, k + 1, of));
  return folders;
}

/** Another text for a folder's cells. */
function rewrite(folder: string, change: (lines: string[]) => string[]): void {
  const file = path.join(folder, "cells.jsonl");
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  writeFileSync(file, `${change(lines).join("\n")}\n`);
}

function changeShard(folder: string, change: (file: ShardFile) => object): void {
  writeFileSync(path.join(folder, "shard.json"), JSON.stringify(change(readShardFile(folder))));
}

function expectSingle(done: Merge): void {
  expect(lastingText(done.result!)).toBe(lastingText(single.result));
  expect(readFileSync(done.resultFile, "utf8").startsWith('{\n  "coverage"')).toBe(true);
  expect(lastingLines(path.dirname(done.cellsFile))).toEqual(lastingLines(singleFolder));
}

describe("mergeShards", () => {
  it("gives what the single run gives, for any number of shards in any order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }).chain((n) =>
          fc.tuple(
            fc.constant(n),
            fc.shuffledSubarray(
              Array.from({ length: n }, (_, k) => k),
              { minLength: n },
            ),
          ),
        ),
        async ([n, order]) => {
          const folders = await shards(n);
          expectSingle(await merge(order.map((k) => folders[k]!)));
        },
      ),
      { numRuns: 15 },
    );
  });

  it("gives what the single run gives, whichever folders hold a cell and however many of them", async () => {
    const [header = "", ...lines] = readFileSync(single.cellsFile, "utf8").trimEnd().split("\n");
    const asked = lines.filter((line) => !line.includes('"not-applicable"'));
    expect(asked).toHaveLength(ASKED);
    const [template = ""] = await shards(1);
    const shardFile = readShardFile(template);
    const folderOf = (index: number, of: number, own: readonly string[]): string => {
      const folder = newFolder();
      const shard = { index, of };
      writeFileSync(path.join(folder, "shard.json"), JSON.stringify({ ...shardFile, ...shard }));
      const first = JSON.stringify({
        ...(JSON.parse(header) as object),
        shard: { plan: PLAN.hash, ...shard },
      });
      writeFileSync(path.join(folder, "cells.jsonl"), `${[first, ...own].join("\n")}\n`);
      return folder;
    };
    const assignment = fc.integer({ min: 1, max: 6 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        holders: fc.array(fc.uniqueArray(fc.nat(n - 1), { minLength: 1 }), {
          minLength: ASKED,
          maxLength: ASKED,
        }),
        order: fc.shuffledSubarray(
          Array.from({ length: n }, (_, k) => k),
          { minLength: n },
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(assignment, async ({ n, holders, order }) => {
        const folders = Array.from({ length: n }, (_, k) =>
          folderOf(
            k + 1,
            n,
            asked.filter((_line, cell) => holders[cell]!.includes(k)),
          ),
        );
        const done = await merge(order.map((k) => folders[k]!));
        expect(done.duplicates).toBe(holders.reduce((sum, { length }) => sum + length - 1, 0));
        expectSingle(done);
      }),
      { numRuns: 25 },
    );
  });

  it("says what is missing of which shard, and writes nothing", async () => {
    const folders = await shards(3);
    const parts = folders.map((folder) => lastingLines(folder).length - 1);
    const lost = parts.findIndex((cells) => cells > 2);
    rewrite(folders[lost]!, (lines) => lines.slice(0, -2));
    const absent = parts.findIndex((cells, k) => cells > 0 && k !== lost);
    const done = await merge(folders.filter((_, k) => k !== absent));
    expect(done.result).toBeUndefined();
    expect(existsSync(path.dirname(done.resultFile))).toBe(false);
    const told = done.missing.map(({ shard, folder, cells }) => [shard?.index, folder, cells.length]);
    expect(told).toEqual(
      [
        [lost + 1, folders[lost], 2],
        [absent + 1, undefined, parts[absent]],
      ].sort((a, b) => Number(a[0]) - Number(b[0])),
    );
  });

  it("takes a folder that was killed before its first line for one without cells", async () => {
    const folders = await shards(2);
    const k = folders.findIndex((folder) => lastingLines(folder).length > 1);
    writeFileSync(path.join(folders[k]!, "cells.jsonl"), "");
    expect((await merge(folders)).missing.map(({ folder }) => folder)).toEqual([folders[k]]);
  });

  it("calls two answers of one cell a contradiction, unless one of them may have passed", async () => {
    const [one = ""] = await shards(1);
    const [two = ""] = await shards(1);
    const at = lastingLines(two).findIndex((line) => line.includes('"metric":"difference@1"'));
    const original = readFileSync(path.join(two, "cells.jsonl"), "utf8");
    const answer = (outcome: object): void =>
      rewrite(two, (lines) =>
        lines.map((line, k) =>
          k === at ? JSON.stringify({ ...(JSON.parse(line) as object), outcome }) : line,
        ),
      );
    answer({ status: "ok", value: [7, 0.5] });
    const done = await merge([two, one]);
    expect(done.result).toBeUndefined();
    expect(done.contradictions).toHaveLength(1);
    expect(done.contradictions[0]).toMatchObject({ spec: { metric: "difference@1" } });
    expect(existsSync(done.cellsFile)).toBe(false);

    writeFileSync(path.join(two, "cells.jsonl"), original);
    answer({ status: "crashed", message: "its process ended with signal SIGKILL" });
    for (const folders of [
      [one, two],
      [two, one],
    ]) {
      const mended = await merge(folders);
      expect(mended.unanswered).toBe(0);
      expectSingle(mended);
    }
    expect((await merge([two])).unanswered).toBe(1);
  });

  it("lets what a suite measures of the machine differ, and takes the same in any order", async () => {
    let moment = 0;
    const clock: Suite = {
      ...gridSuite,
      volatile: true,
      measure: () => ({ status: "ok", value: moment++ }),
    };
    const entries = { metrics: [dice], suites: [clock] };
    const folders = [newFolder(), newFolder()];
    for (const out of folders) await runShard({ ...shardOptions(out, 1, 1), ...entries });
    const more = { load: () => Promise.resolve(entries) };
    const done = [await merge(folders, more), await merge([...folders].reverse(), more)];
    expect(done.map(({ result }) => result?.volatile.findings?.[0]?.outcome)).toEqual([
      { status: "ok", value: 0 },
      { status: "ok", value: 0 },
    ]);
  });

  const mixed = (change: (file: ShardFile) => object): (() => Promise<Merge>) => {
    return async () => {
      const folders = await shards(2);
      changeShard(folders[1]!, change);
      return merge(folders);
    };
  };
  const manifest =
    (more: object) =>
    (file: ShardFile): object => ({ ...file, manifest: { ...file.manifest, ...more } });

  it.each([
    ["plans", mixed(manifest({ plan: "0000" })), "merge/mixed", /differ in plan .*0000/],
    ["versions", mixed(manifest({ etalon: "9.9.9" })), "merge/mixed", /etalon 9\.9\.9/],
    ["code", mixed(manifest({ code: "c0de" })), "merge/mixed", /code c0de/],
    [
      "backends",
      mixed((file) => {
        const name = file.manifest.backend.name === "native" ? "portable" : "native";
        return manifest({ backend: { ...file.manifest.backend, name } })(file);
      }),
      "merge/mixed",
      /one backend/,
    ],
    ["processors", mixed(manifest({ processor: "Z80, z80" })), "merge/mixed", /--mixed-processors/],
    ["cells", mixed((file) => ({ ...file, of: 3 })), "merge/other-cells", /another shard/],
  ])("refuses mixed %s in one line", async (_what, attempt, code, message) => {
    await expect(attempt()).rejects.toEqual(expect.objectContaining({ code }));
    await expect(attempt()).rejects.toThrow(message);
  });

  it("names all processors where they may be mixed, of one architecture", async () => {
    const folders = await shards(2);
    const { processor } = readShardFile(folders[0]!).manifest;
    const other = `Other${processor.slice(processor.lastIndexOf(","))}`;
    const be = (name: string): void => {
      changeShard(folders[1]!, manifest({ processor: name }));
      rewrite(folders[1]!, ([header = "", ...lines]) => [
        JSON.stringify({ ...(JSON.parse(header) as object), processor: name }),
        ...lines,
      ]);
    };
    be(other);
    const done = await merge(folders, { mixedProcessors: true });
    expect(done.result?.manifest.processor).toBe([other, processor].sort().join("; "));
    expect(done.result?.findings).toEqual(single.result.findings);
    be("Other, another-architecture");
    await expect(merge(folders, { mixedProcessors: true })).rejects.toMatchObject({ code: "merge/mixed" });
  });

  it("refuses what is no shard, and to write over one; keeps what it finds", async () => {
    const folders = await shards(1);
    await expect(merge([])).rejects.toMatchObject({ code: "merge/nothing" });
    await expect(merge([singleFolder])).rejects.toMatchObject({ code: "shard/none" });
    await expect(merge(folders, { out: folders[0]! })).rejects.toMatchObject({ code: "merge/out" });
    const out = newFolder();
    mkdirSync(out, { recursive: true });
    const said: string[] = [];
    await merge(folders, { out });
    await merge(folders, { out, say: (sentence) => said.push(sentence) });
    expect(said).toEqual([expect.stringContaining("are kept as cells.1.jsonl")]);
    const other = (): ReturnType<typeof load> => Promise.resolve({ ...ENTRIES, suites: [gridSuite] });
    await expect(merge(folders, { load: other })).rejects.toMatchObject({ code: "merge/other-plan" });
    changeShard(folders[0]!, manifest({ code: "c0de" }));
    await expect(merge(folders)).rejects.toMatchObject({ code: "merge/other-code" });
  });
});
