import { describe, expect, it } from "vitest";
import { siteFiles } from "../../reports/site.ts";
import { fixtureResult } from "./fixture.ts";

describe("siteFiles", () => {
  const files = new Map(siteFiles(fixtureResult()).map(({ name, text }) => [name, text]));

  it("has a page for each metric, and every link between the pages leads to one", () => {
    const links = [...files.get("index.html")!.matchAll(/href="(metrics\/[^"]+)"/g)].map(([, link]) => link!);
    expect(links).toHaveLength(fixtureResult().metrics.length);
    for (const link of links) expect(files.has(link), link).toBe(true);
  });

  it("keeps the curves and matrices on the metrics' pages", () => {
    expect(files.get("metrics/metric-cca-mean.html")).toContain('class="chart"');
    expect(files.get("index.html")).not.toContain('class="chart"');
  });

  it("has the data and the summary beside the pages", () =>
    expect([...files.keys()].filter((name) => !name.startsWith("metrics/"))).toEqual([
      "index.html",
      "result.json",
      "findings.csv",
      "summary.md",
      ".nojekyll",
    ]));
});
