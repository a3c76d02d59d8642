import { describe, expect, it } from "vitest";
import { scoreHtml } from "../../../reports/score-page/html.ts";
import type { ScorePage } from "../../../reports/score-page/types.ts";

const hostile = `"><script>alert(1)</script>&'`;
const component = (variance: number, captured: number, cka: number): ScorePageComponent => ({
  variance,
  captured,
  cka,
});
type ScorePageComponent = NonNullable<ScorePage["sides"][number]["subspace"]>["components"][number];

const page: ScorePage = {
  x: { file: hostile, shape: "10 stimuli × 4 units" },
  columns: ["value", hostile],
  sides: [
    {
      file: hostile,
      shape: hostile,
      rows: [{ id: hostile, title: hostile, cells: ["0.5", hostile], sentence: hostile, cite: hostile }],
      subspace: {
        components: [component(0.6, 0.9, 0.95), component(0.3, 0.2, 0.05), component(0.1, 0.7, 0)],
        rank: 3,
        chance: 0.25,
        saturated: false,
      },
    },
  ],
  comparisons: [hostile],
  notes: [hostile],
  assumption: hostile,
  methods: hostile,
  provenance: hostile,
};

describe("scoreHtml", () => {
  const html = scoreHtml(page);

  it("escapes every string and loads nothing", () => {
    expect(html).not.toContain("<script");
    expect(html).not.toMatch(/\s(src|onload|onclick)=/);
    expect(html.match(/&lt;script&gt;/g)!.length).toBeGreaterThanOrEqual(10);
    expect(html).toMatch(/default-src (&#39;|')none/);
  });

  it("says in words what the picture shows", () => {
    expect(html).toContain(
      "90 % of linear CKA comes from the first PC of X, which holds 60 % of its variance.",
    );
    expect(html).toContain(
      "Y captures at least half of 2 of the 3 components shown (X has 3); the first that it does not is PC 2.",
    );
    expect(html).toContain("PC 1: 90 % captured");
    expect(html).toContain("an unrelated Y of this rank: 25 %");
  });

  it("does not read much into a Y that spans everything", () => {
    const [only] = page.sides;
    const wide = { ...only!, subspace: { ...only!.subspace!, saturated: true } };
    expect(scoreHtml({ ...page, sides: [wide] })).toContain("it captures everything, whatever it is");
  });
});
