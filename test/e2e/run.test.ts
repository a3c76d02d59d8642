import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cellRecordSchema, type CellRecord } from "../../core/cell.ts";
import { resultSchema, type Result } from "../../core/result.ts";
import { lastingText } from "../../engine/result-file.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { etalon, start, until, type Ended } from "./support.ts";

const newFolder = temporaryFolders();

const small = (out: string, ...more: readonly string[]): Promise<Ended> =>
  etalon("run", "--metrics", "nbs,norm-ratio,random", "--suites", "identities", "--out", out, ...more);

const resultIn = (folder: string): Result =>
  resultSchema.parse(JSON.parse(readFileSync(path.join(folder, "result.json"), "utf8")));

const linesIn = (folder: string): string[] => {
  const file = path.join(folder, "cells.jsonl");
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
};

/** The outcomes in a folder that took a metric to find out. */
const answered = (folder: string): CellRecord[] =>
  linesIn(folder)
    .slice(1)
    .map((line) => cellRecordSchema.parse(JSON.parse(line)))
    .filter(({ outcome }) => outcome.status !== "not-applicable");

describe("etalon run", () => {
  it("leaves a result, its cells and a page, the same with one worker and with two", async () => {
    const [one, two] = [newFolder(), newFolder()];
    const first = await small(one, "--workers", "1");
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toBe("");
    expect(first.stderr).toContain(`open ${path.join(one, "index.html")}`);
    expect(readdirSync(one).sort()).toEqual(["cells.jsonl", "index.html", "result.json"]);
    const second = await small(two, "--workers", "2", "--json");
    expect(JSON.parse(second.stdout)).toMatchObject({ unanswered: 0, result: path.join(two, "result.json") });
    expect(lastingText(resultIn(two))).toBe(lastingText(resultIn(one)));
    expect(resultIn(two).volatile.workers).toBe(2);

    const page = path.join(two, "again.html");
    expect((await etalon("report", path.join(two, "result.json"), "--out", page)).exitCode).toBe(0);
    expect(readFileSync(page, "utf8")).toBe(readFileSync(path.join(two, "index.html"), "utf8"));
  });

  it("is interrupted with its state kept, while no other run may write there", async () => {
    const out = newFolder();
    const { child, ended } = start(["run", "--suites", "invariance", "--out", out]);
    await until(() => answered(out).length > 0);
    const other = await small(out);
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toMatch(/^etalon: another run is writing to .*\[store\/locked\]$/m);
    child.kill("SIGINT");
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/interrupted; what was done is kept/);
    expect(readdirSync(out)).toEqual(["cells.jsonl"]);

    const [metric] = answered(out)[0]!.spec.metric.split("@");
    const resumed = await etalon("run", "--suites", "invariance", "--metrics", metric!, "--out", out);
    expect(resumed.exitCode).toBe(0);
    expect(resultIn(out).volatile.cellsResumed).toBeGreaterThan(0);
  });

  it("goes on after it was killed, whatever was left behind", async () => {
    const out = newFolder();
    const { child, ended } = start(["run", "--suites", "identities", "--out", out]);
    await until(() => answered(out).length > 0);
    child.kill("SIGKILL");
    await ended;
    const before = answered(out).filter(({ spec }) => spec.metric === "nbs@1").length;
    expect((await small(out)).exitCode).toBe(0);
    expect(resultIn(out).volatile.cellsResumed).toBeGreaterThanOrEqual(before);
    const fresh = newFolder();
    await small(fresh);
    expect(lastingText(resultIn(out))).toBe(lastingText(resultIn(fresh)));
  });
});
