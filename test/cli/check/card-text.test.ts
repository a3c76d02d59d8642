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
    expect(text).toContain("  ✓ 2 more contracts of laws hold");
    expect(text.at(-1)).toBe("3 of 5 contracts hold, 1 failed, 1 failed as expected");
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
