import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { resultSchema } from "../../../core/result.ts";
import { lastingText } from "../../../engine/result-file.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { lastingLines } from "../../engine/support/shards.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();
const SELECTION = [
  ...["--metrics", "norm-ratio,nbs,cka-rbf-0.4", "--suites", "identities,robustness"],
  ...["--metric", "examples/mean_response.py"],
];
const HERE = ["--workers", "0", "--backend", "portable"];

const lasting = (folder: string): string =>
  lastingText(resultSchema.parse(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8"))));

/** The page without what it says of `volatile`: its section about this run. */
const page = (folder: string): string =>
  readFileSync(path.join(folder, "index.html"), "utf8").replace(/<h3>About this run<.*?<\/dl>/s, "");

describe("etalon plan, run --shard and merge", () => {
  it("give what one run gives, also with a metric of one's own, by hash and by cost", async () => {
    const folder = newFolder();
    const at = (name: string): string => path.join(folder, name);
    expect((await etalon("run", ...SELECTION, ...HERE, "--out", at("whole"))).exitCode).toBe(0);

    const planned = await etalon(
      ...["plan", ...SELECTION, "--timings", at("whole"), "--out", at("plan.json"), "--json"],
    );
    expect(planned.exitCode).toBe(0);
    const summary = JSON.parse(planned.data) as { cells: number; sources: object };
    expect(summary.sources).toEqual({ recorded: summary.cells });

    for (const [name, words] of [
      ["hash", SELECTION],
      ["cost", ["--plan", at("plan.json")]],
    ] as const) {
      const shards = [1, 2, 3].map((k) => at(`${name}-${k}`));
      for (const [k, out] of shards.entries()) {
        const shard = await etalon("run", ...words, ...HERE, "--shard", `${k + 1}/3`, "--out", out);
        expect(shard.exitCode).toBe(0);
        expect(shard.told.at(-1)).toMatch(/a shard is no result: etalon merge/);
      }
      const out = at(`${name}-merged`);
      expect((await etalon("merge", ...shards.reverse(), "--out", out)).exitCode).toBe(0);
      expect(lasting(out)).toBe(lasting(at("whole")));
      expect(lastingLines(out)).toEqual(lastingLines(at("whole")));
      expect(page(out)).toBe(page(at("whole")));
      expect((await etalon("validate", out)).exitCode).toBe(0);
    }

    rmSync(at("cost-2"), { recursive: true });
    const lacking = await etalon("merge", at("cost-1"), at("cost-3"), "--out", at("lacking"), "--json");
    expect(lacking.exitCode).toBe(3);
    expect(lacking.told[0]).toMatch(/^shard 2\/3 \(no folder of it was named\) lacks \d+ cells: \S+/);
    const { missing } = JSON.parse(lacking.data) as { missing: { shard: object; cells: string[] }[] };
    expect(missing.map(({ shard }) => shard)).toEqual([{ index: 2, of: 3 }]);
    expect(existsSync(at("lacking"))).toBe(false);
  });

  it("run what the plan says, whatever a configuration says by now", async () => {
    const folder = newFolder();
    const at = (name: string): string => path.join(folder, name);
    const few = ["--metrics", "nbs", "--suites", "identities", "--seed", "5"];
    await etalon("plan", ...few, "--out", at("plan.json"));
    writeFileSync(
      at("etalon.config.json"),
      JSON.stringify({ metrics: ["cka-linear"], seed: 9, suites: "axioms" }),
    );
    const words = ["--plan", at("plan.json"), "--config", at("etalon.config.json"), ...HERE];
    expect((await etalon("run", ...words, "--out", at("run"))).exitCode).toBe(0);
    const { manifest, metrics, suites } = resultSchema.parse(
      JSON.parse(readFileSync(path.join(at("run"), "result.json"), "utf8")),
    );
    expect([manifest.seed, metrics.map(({ id }) => id), suites.map(({ id }) => id)]).toEqual([
      5,
      ["nbs"],
      ["identities"],
    ]);
  });

  it.each([
    [["run", "--shard", "4/3"], "shard/index"],
    [["run", "--shard", "half"], "shard/index"],
    [["run", "--plan", "nowhere.json"], "plan/unreadable"],
    [["run", "--plan", "nowhere.json", "--seed", "3"], "usage/plan-and-selection"],
    [["plan", "--timings", "nowhere"], "io/"],
    [["merge", "nowhere"], "shard/none"],
  ])("refuse %j in one line", async (words, code) => {
    const { exitCode, told } = await etalon(...words);
    expect(exitCode).toBe(1);
    expect(told.at(-1)).toContain(`[${code}`);
  });
});
