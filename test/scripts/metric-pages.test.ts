import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadFamilies, loadMetrics } from "../../metrics/registry/index.ts";
import { metricPages, PAGES_FOLDER } from "../../scripts/metric-pages.ts";

describe("docs/metrics", () => {
  it("is what `npm run docs:metrics` would write", async () => {
    const pages = await metricPages();
    expect(readdirSync(PAGES_FOLDER).sort()).toEqual([...pages.keys()].sort());
    const stale = [...pages].filter(
      ([name, text]) => readFileSync(path.join(PAGES_FOLDER, name), "utf8") !== text,
    );
    expect(stale.map(([name]) => name)).toEqual([]);
  });

  it("has every listed metric, and every parameter with its default", async () => {
    const pages = await metricPages();
    for (const { id, family } of await loadMetrics())
      expect(pages.get(`${family}.md`)).toContain(`\`${id}\``);
    for (const { id, metrics } of await loadFamilies()) {
      for (const { params } of metrics) {
        for (const { key, default: value } of Object.values(params)) {
          const row = new RegExp(
            String.raw`^\| ${key === "" ? String.raw`\(no key\)` : `\`${key}\``} .*\`${value}\``,
            "m",
          );
          expect(pages.get(`${id}.md`)).toMatch(row);
        }
      }
    }
  });
});
