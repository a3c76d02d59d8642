import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Result, resultSchema } from "../../../core/result.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { etalon, type Done } from "../support/terminal.ts";

const newFolder = temporaryFolders();

/** A small run in this process. */
const run = (out: string, ...more: string[]): Promise<Done> =>
  etalon(
    "run",
    "--metrics",
    "norm-ratio,nbs",
    "--suites",
    "identities",
    "--workers",
    "0",
    "--out",
    out,
    ...more,
  );

const resultIn = (folder: string): Result =>
  resultSchema.parse(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8")));

describe("etalon run", () => {
  it("leaves a result, its cells and a page, and says how it went", async () => {
    const out = newFolder();
    const { exitCode, data, told } = await run(out, "--seed", "7");
    expect(exitCode).toBe(0);
    expect(data).toBe("");
    for (const file of ["result.json", "cells.jsonl", "index.html"])
      expect(existsSync(path.join(out, file))).toBe(true);
    const result = resultIn(out);
    expect(result.manifest).toMatchObject({ profile: "quick", seed: 7 });
    expect(result.metrics.map(({ id }) => id)).toEqual(["nbs", "norm-ratio"]);
    expect(told[0]).toMatch(/^2 metrics, 1 suite, profile quick, seed 7, /);
    expect(told).toContainEqual(expect.stringMatching(/^nbs +\d+\/\d+ +\d+\/\d+/));
    expect(told.at(-1)).toBe(`open ${path.join(out, "index.html")}`);
  });

  it("goes on where it was, prints that as JSON, and begins anew when told to", async () => {
    const out = newFolder();
    await run(out);
    const again = JSON.parse((await run(out, "--json")).data) as {
      result: string;
      volatile: Result["volatile"];
    };
    expect(again.result).toBe(path.join(out, "result.json"));
    expect(again.volatile.cellsRun).toBe(0);
    expect(again.volatile.cellsResumed).toBeGreaterThan(0);
    const fresh = await run(out, "--fresh");
    expect(fresh.told.join("\n")).toContain("cells.1.jsonl");
    expect(resultIn(out).volatile.cellsRun).toBe(again.volatile.cellsResumed);
  });

  it("leaves counter-examples that etalon score gives the same values for", async () => {
    const out = newFolder();
    const measures = "procrustes-squared,linear-regression";
    expect((await run(out, "--metrics", measures, "--suites", "axioms")).exitCode).toBe(0);
    const folder = path.join(out, "counter-examples");
    const commands = [
      ...readFileSync(path.join(folder, "README.md"), "utf8").matchAll(
        /etalon score (\S+) (\S+) --metrics (\S+) {3}# (\S+)/g,
      ),
    ].map(([, x = "", y = "", metric = "", value = ""]) => ({ x, y, metric, value: Number(value) }));
    expect(new Set(commands.map(({ metric }) => metric))).toEqual(new Set(measures.split(",")));
    const scores: number[] = [];
    for (const { x, y, metric, value } of commands) {
      const files = [x, y].map((name) => path.join(folder, name));
      const { data } = await etalon("score", ...files, "--metrics", metric, "--json");
      const [score] = (JSON.parse(data) as { metrics: { value: number }[] }).metrics;
      expect(score!.value).toBeCloseTo(value, 12);
      scores.push(score!.value);
    }
    // d(X, Z) > d(X, Y) + d(Y, Z), the first three in the order of the file's measures.
    const at = commands.findIndex(({ metric }) => metric === "procrustes-squared");
    expect(scores[at]).toBeGreaterThan(scores[at + 1]! + scores[at + 2]! + 0.01);
  });

  it("keeps no counter-example that the result does not speak of", async () => {
    const out = newFolder();
    await run(out, "--metrics", "procrustes-squared", "--suites", "axioms");
    const folder = path.join(out, "counter-examples");
    expect(readdirSync(folder).length).toBeGreaterThan(0);
    writeFileSync(path.join(folder, "notes.txt"), "mine");
    await run(out);
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });

  it("says in one line that another run has the folder", async () => {
    const out = newFolder();
    writeFileSync(path.join(out, ".etalon-lock"), JSON.stringify({ pid: process.ppid, host: hostname() }));
    const { exitCode, told } = await run(out);
    expect(exitCode).toBe(1);
    expect(told.at(-1)).toMatch(/^etalon: another run is writing to .*\[store\/locked\]$/);
    expect(existsSync(path.join(out, "result.json"))).toBe(false);
  });
});
