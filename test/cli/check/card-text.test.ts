import { describe, expect, it } from "vitest";
import { cardText } from "../../../cli/check/card-text.ts";
import { exampleCard } from "../../reports/check-card/cards.ts";

const card = exampleCard();

describe("cardText", () => {
  it("has a sign, a name, a number and what to do, and counts what it does not name", () => {
    const text = cardText(card, false, false);
    expect(text).toContain("Laws: Does it keep them?");
    expect(text.find((line) => line.includes("✗ holds/range"))).toMatch(
      /✗ holds\/range +every value in range; it was 2$/,
    );
    expect(text).toContain("      → declare the range that occurs");
    expect(text).toContain("      expected: published so");
    expect(text).toContain(
      "      → it holds, and was expected to fail (an old fault): take the expectation out",
    );
    expect(text.find((line) => line.includes("· bias"))).toMatch(
      /^ {2}· bias +0\.21 +mean over unrelated pairs$/,
    );
    expect(text).toContain("  ✓ 2 more contracts hold");
    expect(text.at(-1)).toBe("3 of 5 contracts hold, 1 failed, 1 failed as expected");
  });

  it("does nothing to a terminal, whatever an author writes", () => {
    const [section] = card.sections;
    const checks = section!.checks.map((check) => ({ ...check, note: "\u001b[2J\n", expected: "\u0007" }));
    const text = cardText({ ...card, sections: [{ ...section!, checks }] }, false, true);
    expect(text.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
  });

  it("counts what was not asked and is not named, with the reason", () => {
    const [section] = card.sections;
    const checks = section!.checks.map((check) => ({
      ...check,
      verdict: "not-asked" as const,
      told: false,
      note: "no pair has a value",
    }));
    const text = cardText({ ...card, sections: [{ ...section!, checks }] }, false, false);
    expect(text).toContain("  – 6 not asked: no pair has a value");
  });

  it("says why a suite asked nothing", () => {
    const { suite, title, question } = card.sections[0]!;
    const section = { suite, title, question, checks: [], notAsked: "a costly metric" };
    const text = cardText({ ...card, sections: [section] }, false, false);
    expect(text).toContain("  – not asked: a costly metric");
  });

  it("names everything on request", () => {
    const text = cardText(card, false, true).join("\n");
    expect(text).toContain("✓ hidden/one");
    expect(text).not.toContain("more contracts");
  });

  it("colours signs only where a terminal shows colours", () => {
    const escape = String.fromCharCode(27);
    expect(cardText(card, false, true).join("")).not.toContain(escape);
    expect(cardText(card, true, false).some((line) => line.startsWith(`${escape}[31m  ✗ holds/range`))).toBe(
      true,
    );
  });
});
