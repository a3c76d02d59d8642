import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resultSchema } from "../../core/result.ts";
import { lastingText } from "../../engine/result-file.ts";
import { readShardFile } from "../../engine/shard-file.ts";
import { piecesOf, readCells } from "../../engine/store/lines.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { type Cluster, startCluster, whyNoSlurm, within } from "../support/slurm.ts";
import { etalon, MAIN } from "./support.ts";

const why = whyNoSlurm();
const newFolder = temporaryFolders();

/** Some seconds for each task, so that it can be met while it runs. */
const SELECTION = [
  ...["--metrics", "nbs,norm-ratio,random,cka-linear,ridge-cv,kernel-ridge,imd", "--backend", "portable"],
  ...["--suites", "identities,axioms,robustness,pc-variance,sensitivity,null-bias"],
];
const SHARDS = 3;

/** Small, so that three tasks take two arrays. */
const MAX_ARRAY_SIZE = 3;

const lasting = (folder: string): string =>
  lastingText(resultSchema.parse(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8"))));

/** How many answers a file of cells holds. */
function asked(file: string): number {
  let count = 0;
  readCells(piecesOf(file), ({ outcome }) => (count += outcome.status === "not-applicable" ? 0 : 1));
  return count;
}

/** Slurm is there, or nobody says that it must be. */
it("has a Slurm where it must be", () => {
  if (process.env["ETALON_REQUIRE_SLURM"]) expect(why).toBeUndefined();
});

describe.skipIf(why !== undefined)(`on a cluster of one node${why === undefined ? "" : ` (${why})`}`, () => {
  let cluster: Cluster;
  beforeAll(async () => void (cluster = await startCluster(MAX_ARRAY_SIZE)));
  afterAll(async () => cluster.stop());

  it("an emitted array whose tasks are killed and requeued gives the result of the single run", async () => {
    const folder = newFolder();
    const [scripts, scratch, whole] = ["slurm's", "scratch", "whole"].map((name) =>
      path.join(folder, name),
    ) as [string, string, string];
    mkdirSync(scratch);
    expect((await etalon("run", ...SELECTION, "--workers", "1", "--out", whole)).exitCode).toBe(0);
    const plan = path.join(folder, "plan.json");
    expect(
      (
        await etalon(
          "plan",
          ...SELECTION.slice(0, 2),
          ...SELECTION.slice(4),
          "--timings",
          whole,
          "--out",
          plan,
        )
      ).exitCode,
    ).toBe(0);

    const env = { ...process.env, ...cluster.environment, TMPDIR: scratch };
    const emitted = spawnSync(
      process.execPath,
      [
        MAIN,
        "emit",
        "slurm",
        "--shards",
        String(SHARDS),
        "--plan",
        plan,
        "--backend",
        "portable",
        "--out",
        scripts,
      ],
      { env, encoding: "utf8" },
    );
    expect(emitted.stderr).toMatch(/wrote .*submit\.sh/);
    const submit = path.join(scripts, "submit.sh");
    expect(readFileSync(submit, "utf8").match(/--array=\S+/g)).toEqual(["--array=1-2", "--array=1-1"]);

    const submitted = spawnSync(submit, ["--cpus-per-task=1", "--export=ALL"], { env, encoding: "utf8" });
    expect(submitted.stderr).toBe("");
    const jobs = [...submitted.stdout.matchAll(/^submitted (\d+)$/gm)].map(([, id = ""]) => id);
    expect(jobs).toHaveLength(3);

    /** The temporary folder of a task that has stored what was asked, and not only what does not apply. */
    const at = (index: number): string | undefined =>
      readdirSync(scratch)
        .map((name) => path.join(scratch, name))
        .find((one) => {
          const cells = path.join(one, "cells.jsonl");
          return (
            existsSync(path.join(one, "shard.json")) &&
            readShardFile(one).index === index &&
            existsSync(path.join(one, ".etalon-lock")) &&
            asked(cells) > 0
          );
        });
    const pidOf = (one: string): number =>
      (JSON.parse(readFileSync(path.join(one, ".etalon-lock"), "utf8")) as { pid: number }).pid;

    // The first task loses its process, as when memory runs out; the second is requeued by an operator; the third is
    // told that its time is nearly over.
    await within(40, "a first task with cells", () => at(1) !== undefined);
    process.kill(pidOf(at(1)!), "SIGKILL");
    await within(40, "a second task with cells", () => at(2) !== undefined);
    cluster.ask("scontrol", "requeue", `${jobs[0]!}_2`);
    await within(40, "a third task with cells", () => at(3) !== undefined);
    cluster.ask("scancel", "--batch", "--signal=USR1", `${jobs[1]!}_1`);

    const result = path.join(scripts, "leaderboard", "result.json");
    const log = (name: string): string => readFileSync(path.join(scripts, "logs", name), "utf8");
    try {
      await within(80, "the merge", () => existsSync(result) && cluster.ask("squeue", "--noheader") === "");
    } catch (thrown) {
      const logs = readdirSync(path.join(scripts, "logs")).map((name) => `${name}:\n${log(name)}`);
      throw new Error([String(thrown), cluster.ask("squeue"), ...logs, cluster.logs()].join("\n"), {
        cause: thrown,
      });
    }
    expect(lasting(path.dirname(result))).toBe(lasting(whole));
    for (const task of [`${jobs[0]!}_1`, `${jobs[0]!}_2`, `${jobs[1]!}_1`]) {
      const [, cells, now] =
        /shard \d\/3: (\d+) cells, (\d+) of them now/.exec(log(`shard-${task}.txt`)) ?? [];
      expect(Number(now)).toBeGreaterThan(0);
      expect(Number(now)).toBeLessThan(Number(cells));
      expect(cluster.ask("scontrol", "show", "job", task)).toMatch(/Restarts=1\b/);
    }
    expect(readdirSync(scratch)).toEqual([]);
    expect(readdirSync(path.join(scripts, "shards", "1")).sort()).toEqual(["cells.jsonl", "shard.json"]);
    expect((await etalon("validate", path.dirname(result))).exitCode).toBe(0);
  });
});
