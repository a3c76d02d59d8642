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

  it.each([
    ["RV", "cka-linear"],
    ["unbiased CKA", "cka-debiased"],
    ["unbiased CKA", "cka-lange"],
    ["Tucker congruence", "cka-linear"],
    ["Tucker's congruence", "cka-linear"],
    ["MMD", "hsic-linear"],
    ["Bures", "procrustes-size-and-shape"],
    ["Fréchet Gram", "procrustes-size-and-shape"],
    ["Fréchet Gaussians", "bures-covariance"],
    ["GCD", "cca-r2"],
    ["fidelity", "nbs"],
    ["pairwisematching", "pairwise-matching"],
  ])("finds %s under %s", async (words, id) => {
    const found = (await json(...words.split(" "))) as MetricEntry[];
    expect(found.map((metric) => metric.id)).toContain(id);
    expect(found.length).toBeLessThan(8);
  });

  it("does not find what a name does not mean", async () => {
    const found = (await json("pairwisematching")) as MetricEntry[];
    expect(found.map((metric) => metric.id)).not.toContain("correlation-match-hard");
  });

  it("gives every standard name an id or a reason", async () => {
    const entries = (await json("--standard-names")) as { name: string; id?: string; reason?: string }[];
    expect(entries).toHaveLength(207);
    for (const { id, reason } of entries)
      expect([id, reason].filter((one) => one !== undefined)).toHaveLength(1);
    const { data, exitCode } = await etalon("list", "--standard-names", "svcca-dim");
    expect(exitCode).toBe(0);
    expect(data).toMatch(/^svcca-dim=10-score +svcca-mean-components-10$/m);
    expect(lines(data)).toHaveLength(11);
    expect((await etalon("list", "--standard-names", "linear_sparse")).data).toMatch(/none +a sum over/);
    expect((await etalon("list", "--standard-names", "nothing")).told[0]).toMatch(/no standard name fits/);
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
