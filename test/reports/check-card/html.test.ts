import { describe, expect, it } from "vitest";
import { renderCheckCard } from "../../../reports/check-card/html.ts";
import { PAYLOAD } from "../hostile.ts";
import { elementsOf, textOf } from "../markup.ts";
import { exampleCard } from "./cards.ts";

const card = exampleCard();

describe("renderCheckCard", () => {
  it("has a row for each check with its sign, and folds away what need not be known", () => {
    const elements = elementsOf(renderCheckCard(card));
    const rows = elements.filter(({ attributes }) => (attributes.get("class") ?? "").startsWith("verdict-"));
    expect(rows).toHaveLength(6);
    expect(textOf(rows[0]!)).toContain("✗");
    expect(textOf(rows[0]!)).toContain("declare the range that occurs");
    expect(textOf(rows[1]!)).toContain("published so");
    expect(textOf(rows[2]!)).toContain("holds, though expected to fail: an old fault");
    const [summary] = elements.filter(({ name }) => name === "summary");
    expect(summary?.text).toBe("2 contracts that hold");
  });

  it("lets no text of a metric or check become markup", () => {
    const [section] = card.sections;
    const html = renderCheckCard({
      ...card,
      provenance: PAYLOAD,
      metric: { ...card.metric, title: PAYLOAD, formula: PAYLOAD, cite: PAYLOAD, id: PAYLOAD },
      sections: [
        {
          ...section!,
          title: PAYLOAD,
          checks: section!.checks.map((check) => ({
            ...check,
            title: PAYLOAD,
            note: PAYLOAD,
            advice: PAYLOAD,
          })),
        },
      ],
    });
    const names = new Set(elementsOf(html).map(({ name }) => name));
    for (const name of ["script", "img", "svg"]) expect(names).not.toContain(name);
    expect(html).not.toContain("\u202e");
  });
});
