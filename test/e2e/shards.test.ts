import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { resultSchema } from "../../core/result.ts";
import { lastingText } from "../../engine/result-file.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { lastingLines } from "../engine/support/shards.ts";
import { etalon, start, until } from "./support.ts";

const newFolder = temporaryFolders();
const SELECTION = [
  ...["--metrics", "nbs,norm-ratio,cka-linear", "--suites", "identities,axioms,robustness"],
  ...["--backend", "portable"],
];

const lasting = (folder: string): string =>
  lastingText(resultSchema.parse(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8"))));

describe("three shards as processes of their own", () => {
  it("give what one run gives, one of them stopped by USR1 and started again", async () => {
    const folder = newFolder();
    const at = (name: string): string => path.join(folder, name);
    const run = (...more: string[]): string[] => ["run", ...SELECTION, ...more];
    expect((await etalon(...run("--workers", "0", "--out", at("whole")))).exitCode).toBe(0);
    const shard = (k: number): string[] => run("--workers", "1", "--shard", `${k}/3`, "--out", at(String(k)));

    const { child, ended } = start(shard(2));
    const cells = path.join(at("2"), "cells.jsonl");
    await until(() => child.exitCode !== null || (existsSync(cells) && statSync(cells).size > 1500));
    child.kill("SIGUSR1");
    const stopped = await ended;
    expect(stopped.exitCode).toBe(130);
    expect(stopped.stderr).toContain("run the same command again to go on");

    const lacking = await etalon("merge", at("2"), "--out", at("merged"));
    expect(lacking.exitCode).toBe(3);
    expect(lacking.stderr).toMatch(/shard 1\/3 \(no folder of it was named\) lacks \d+ cells: \S/);
    expect(existsSync(at("merged"))).toBe(false);

    for (const k of [3, 2, 1]) expect((await etalon(...shard(k))).exitCode).toBe(0);
    const resumed = await etalon(...shard(2));
    expect(resumed.stderr).toMatch(/shard 2\/3: \d+ cells, 0 of them now/);
    const merged = await etalon("merge", at("3"), at("1"), at("2"), "--out", at("merged"));
    expect(merged.exitCode).toBe(0);
    expect(lasting(at("merged"))).toBe(lasting(at("whole")));
    expect(lastingLines(at("merged"))).toEqual(lastingLines(at("whole")));
  });
});
