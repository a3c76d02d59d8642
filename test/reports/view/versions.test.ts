import { describe, expect, it } from "vitest";
import { mergeResults } from "../../../reports/merge.ts";
import { renderHtml } from "../../../reports/html.ts";
import { versionFacts } from "../../../reports/view/versions.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

describe("versionFacts", () => {
  it("joins the versions of a metric, oldest first, and leaves forms and single ones alone", () => {
    const facts = versionFacts([
      makeMetric({ id: "m", version: 3 }),
      makeMetric({ id: "m@1", version: 1 }),
      makeMetric({ id: "m@angular", version: 3 }),
      makeMetric({ id: "n" }),
    ]);
    expect([...facts.keys()]).toEqual(["m", "m@1"]);
    expect(
      facts
        .get("m")
        ?.parts.map(({ text }) => text)
        .join(""),
    ).toBe("1, 3: what they found side by side");
    expect(facts.get("m@1")?.parts[1]?.href).toBe("#board:compare=m%401%2Cm");
  });

  it("compares the latest three where there are more", () => {
    const metrics = [1, 2, 3, 4].map((version) => makeMetric({ id: `m@${version}`, version }));
    const state = new URLSearchParams(
      versionFacts(metrics).get("m@1")?.parts[1]?.href.slice("#board:".length),
    );
    expect(state.get("compare")).toBe("m@2,m@3,m@4");
  });

  it("is said in the section of each version on a board of several results", () => {
    const of = (version: number): ReturnType<typeof makeResult> =>
      makeResult({ metrics: [makeMetric({ version })], findings: [makeFinding()] });
    const page = renderHtml(mergeResults(of(1), of(2)).result);
    expect(page.match(/href="#board:compare&#x3D;m%2Cm%402"/g)).toHaveLength(2);
  });
});
