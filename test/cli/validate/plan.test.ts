import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { validateFile } from "../../../cli/validate/file.ts";
import type { PlanFile } from "../../../engine/plan-file.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();
const SELECTION = ["--metrics", "nbs,random", "--suites", "identities"];

let folder: string;
const at = (...names: string[]): string => path.join(folder, ...names);

beforeAll(async () => {
  folder = newFolder();
  expect((await etalon("plan", ...SELECTION, "--out", at("plan.json"))).exitCode).toBe(0);
  const words = [...SELECTION, "--shard", "1/1", "--workers", "0", "--out", at("shard")];
  expect((await etalon("run", ...words)).exitCode).toBe(0);
});

describe("validateFile", () => {
  it("knows a plan and a shard", async () => {
    expect(await validateFile(at("plan.json"))).toMatchObject([
      { kind: "plan", summary: expect.stringMatching(/^\d+ cells in \d+ batches$/) as string },
    ]);
    expect((await validateFile(at("shard"))).map(({ kind }) => kind)).toEqual(["shard", "cells"]);
  });

  it.each<[string, (plan: PlanFile) => object, string]>([
    ["a field that there is not", (plan) => ({ ...plan, more: 1 }), "plan/invalid"],
    ["a metric that is not listed", (plan) => ({ ...plan, metrics: [] }), "validate/inconsistent"],
    [
      "a batch twice",
      (plan) => ({ ...plan, batches: [...plan.batches, plan.batches[0]] }),
      "validate/inconsistent",
    ],
  ])("refuses a plan with %s", async (_what, change, code) => {
    const plan = JSON.parse(readFileSync(at("plan.json"), "utf8")) as PlanFile;
    writeFileSync(at("changed.json"), JSON.stringify(change(plan)));
    await expect(validateFile(at("changed.json"))).rejects.toMatchObject({ code });
  });

  it("refuses a shard whose cells are another's, or damaged", async () => {
    const file = at("shard", "cells.jsonl");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('"index":1,"of":1', '"index":1,"of":2'));
    await expect(validateFile(at("shard"))).rejects.toMatchObject({ code: "merge/other-cells" });
    writeFileSync(file, text.replace('"status":"ok"', '"status":"fine"'));
    await expect(validateFile(at("shard"))).rejects.toMatchObject({ code: "validate/damaged" });
    writeFileSync(file, text);
    await expect(validateFile(at("shard"))).resolves.toHaveLength(2);
  });
});
