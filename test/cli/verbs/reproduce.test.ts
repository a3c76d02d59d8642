import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { CellRecord } from "../../../core/cell.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();

let out: string;
let mine: string;

/** A metric of one's own: the share of rows of which both means have one sign. */
const METRIC = `export default {
  id: "signs", direction: "similarity", range: [0, 1], symmetric: true, invariances: ["permutation"],
  compare(x, y) {
    let same = 0;
    for (let i = 0; i < x.n; i++) {
      const mean = ({ p, values }) => values.subarray(i * p, (i + 1) * p).reduce((a, b) => a + b, 0);
      if (mean(x) > 0 === mean(y) > 0) same++;
    }
    return same / x.n;
  },
};
`;

beforeEach(async () => {
  out = newFolder();
  mine = path.join(newFolder(), "signs.mjs");
  writeFileSync(mine, METRIC);
  const words = ["--metrics", "random", "--metric", mine, "--suites", "axioms", "--workers", "0"];
  expect((await etalon("run", ...words, "--out", out)).exitCode).toBe(0);
});

const cellsFile = (): string => path.join(out, "cells.jsonl");
const records = (): CellRecord[] =>
  readFileSync(cellsFile(), "utf8")
    .split("\n")
    .slice(1, -1)
    .map((line) => JSON.parse(line) as CellRecord);

describe("etalon reproduce", () => {
  it("finds the same bits again, by name and by id, also of a metric that draws and of one's own", async () => {
    const byName = await etalon("reproduce", out, "random/axioms/laws/0");
    expect(byName.exitCode).toBe(0);
    expect(byName.told.join("\n")).toMatch(
      /^[0-9a-f]{16} random\/axioms\/laws\/0, seed 1\nagrees bit for bit/,
    );
    const own = records().find(({ spec }) => spec.metric.startsWith("signs@1#"))!;
    const byId = await etalon(
      "reproduce",
      path.join(out, "result.json"),
      own.cell,
      "--metric",
      mine,
      "--json",
    );
    expect(byId.exitCode).toBe(0);
    expect(JSON.parse(byId.data)).toMatchObject({ agrees: true, published: own.outcome, now: own.outcome });
  });

  it("ends with 2 where the published outcome is another", async () => {
    const all = records();
    const at = all.findIndex(({ spec }) => spec.metric === "random@1" && spec.case === "laws");
    const changed = { ...all[at]!, outcome: { status: "ok", value: 0.25 } };
    const [head] = readFileSync(cellsFile(), "utf8").split("\n");
    writeFileSync(
      cellsFile(),
      `${[head, ...all.with(at, changed as CellRecord).map((one) => JSON.stringify(one))].join("\n")}\n`,
    );
    const { exitCode, told } = await etalon("reproduce", out, "random/axioms/laws/0");
    expect(exitCode).toBe(2);
    expect(told.at(-1)).toMatch(/^does not agree bit for bit .*published 0\.25, now \{/);
  });

  it("refuses what cannot be held against it, in one line", async () => {
    const lineOf = async (...words: string[]): Promise<string | undefined> => {
      const { exitCode, told } = await etalon("reproduce", out, ...words);
      expect([exitCode, told.length]).toEqual([1, 1]);
      return told[0];
    };
    expect(await lineOf("random/axioms/lawz/0")).toMatch(
      /did you mean "random\/axioms\/laws\/0"\? \[reproduce\/no-cell\]$/,
    );
    expect(await lineOf("signs/axioms/laws/0")).toMatch(/--metric \[reproduce\/submission\]$/);
    writeFileSync(mine, METRIC.replace("> 0 ===", ">= 0 ==="));
    expect(await lineOf("signs/axioms/laws/0", "--metric", mine)).toMatch(/\[reproduce\/other-metric\]$/);
    rmSync(cellsFile());
    expect(await lineOf("random/axioms/laws/0")).toMatch(
      /cells\.jsonl: is missing .*\[reproduce\/no-cells\]$/,
    );
  });
});
