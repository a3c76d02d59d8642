import { describe, expect, it } from "vitest";
import { loadMetrics } from "../../../metrics/registry/index.ts";
import { bibtexOf } from "../../../reports/score-page/bibtex.ts";

describe("bibtexOf", () => {
  it("makes an entry of each source, with a key of its own", () => {
    const text = bibtexOf([
      "arxiv:1905.00414 (Kornblith et al. 2019), table 1",
      "doi:10.2307/2333955 (Hotelling 1936); arxiv:1706.05806 (Raghu et al. 2017)",
      "arxiv:1905.00414 (Kornblith et al. 2019)",
      "arxiv:1905.99999 (Kornblith and Norouzi 2019)",
    ]);
    expect(text.match(/@misc\{[^,]+/g)).toEqual([
      "@misc{kornblith2019",
      "@misc{hotelling1936",
      "@misc{raghu2017",
      "@misc{kornblith2019b",
    ]);
    expect(text).toContain("author = {Kornblith and others}");
    expect(text).toContain("author = {Kornblith and Norouzi}");
    expect(text).toContain("eprint = {1905.00414}");
    expect(text).toContain("doi = {10.2307/2333955}");
  });

  it("reads the citation of every metric that names an address", async () => {
    for (const { id, cite } of await loadMetrics()) {
      if (!/(doi|arxiv):/.test(cite)) continue;
      expect(bibtexOf([cite]), `${id}: ${cite}`).toMatch(/@misc\{[a-z]+\d{4}/);
    }
  });
});
