import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runBenchmark } from "../../../engine/run.ts";
import { resultText } from "../../../engine/result-file.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { difference } from "../../engine/support/metrics.ts";
import { gridSuite } from "../../engine/support/suites.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();

async function resultFile(): Promise<string> {
  const given = {
    metrics: [difference],
    suites: [gridSuite],
    profile: "quick",
    seed: 1,
    workers: 0,
  } as const;
  return (await runBenchmark({ ...given, out: newFolder() })).resultFile;
}

describe("etalon report", () => {
  it("writes the page beside the result, or where it is told to", async () => {
    const file = await resultFile();
    const page = path.join(path.dirname(file), "index.html");
    expect(await etalon("report", file)).toEqual({ exitCode: 0, data: "", told: [`open ${page}`] });
    const html = readFileSync(page, "utf8");
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain("difference");
    const other = path.join(newFolder(), "other.html");
    await etalon("report", file, "--out", other);
    expect(readFileSync(other, "utf8")).toBe(html);
  });

  it("prints the checked result as data", async () => {
    const file = await resultFile();
    const { exitCode, data, told } = await etalon("report", file, "--json");
    expect(exitCode).toBe(0);
    expect(told).toEqual([]);
    expect(resultText(JSON.parse(data) as never)).toBe(readFileSync(file, "utf8"));
  });

  it.each([
    ["nothing", undefined, "report/unreadable"],
    ["no JSON", "{", "report/not-json"],
    ["other JSON", '{"schema": "etalon-result/1"}', "report/invalid-result"],
  ])("refuses a file with %s in one line", async (_what, content, code) => {
    const file = path.join(newFolder(), "result.json");
    if (content !== undefined) writeFileSync(file, content);
    const { exitCode, told } = await etalon("report", file);
    expect(exitCode).toBe(1);
    expect(told).toEqual([expect.stringMatching(new RegExp(`^etalon: .*\\[${code}\\]$`))]);
  });

  it("says where it cannot write", async () => {
    const folder = path.join(newFolder(), "taken");
    mkdirSync(folder);
    const { exitCode, told } = await etalon("report", await resultFile(), "--out", folder);
    expect(exitCode).toBe(1);
    expect(told[0]).toContain("[store/write-failed]");
  });
});
