import { describe, expect, it } from "vitest";
import { metricEntrySchema, suiteEntrySchema, type MetricEntry } from "../../../core/result.ts";
import { loadMetrics } from "../../../metrics/registry/index.ts";
import { etalon } from "../support/terminal.ts";

const json = async (...args: string[]): Promise<unknown[]> =>
  JSON.parse((await etalon("list", ...args, "--json")).data) as unknown[];

const lines = (data: string): string[] => data.trimEnd().split("\n");

describe("etalon list", () => {
  it("gives every metric's metadata as JSON", async () => {
    const entries = await json("metrics");
    expect(entries.map((entry) => metricEntrySchema.parse(entry).id)).toEqual(
      (await loadMetrics()).map(({ id }) => id),
    );
    expect(await json()).toEqual(entries);
    const unbounded = (entries as MetricEntry[]).filter(({ range }) => range.includes("Infinity"));
    expect(unbounded.length).toBeGreaterThan(0);
  });

  it("gives the suites", async () => {
    const entries = await json("suites");
    expect(entries.map((entry) => suiteEntrySchema.parse(entry).id)).toContain("invariance");
    expect(lines((await etalon("list", "suites")).data)).toHaveLength(entries.length + 1);
    expect((await json("suites", "layers")) as { id: string }[]).toMatchObject([{ id: "layers" }]);
  });

  it("finds metrics by a word of another name", async () => {
    const found = (await json("metrics", "RV")) as MetricEntry[];
    expect(found.map(({ id }) => id)).toContain("cka-linear");
    expect(found.length).toBeLessThan((await loadMetrics()).length / 4);
    const { data, exitCode } = await etalon("list", "RV");
    expect(exitCode).toBe(0);
    expect(lines(data)).toHaveLength(found.length + 1);
    expect(data).toContain("[0, 1]");
  });

  it("suggests where nothing fits", async () => {
    const { exitCode, data, told } = await etalon("list", "metrics", "procrustess");
    expect(exitCode).toBe(1);
    expect(data).toBe("");
    expect(told).toEqual([
      expect.stringMatching(/^etalon: no metric fits "procrustess"; did you mean "procrustes"\? \[/),
    ]);
  });
});
