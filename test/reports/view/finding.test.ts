import { describe, expect, it } from "vitest";
import { ok, undefinedBecause } from "../../../core/outcome.ts";
import { betterText, findingView, missingFinding } from "../../../reports/view/finding.ts";
import { makeFinding } from "../make.ts";

const UNIT = { kind: "linear", low: 0, high: 1 } as const;
const ACCURACY = { perLayer: [1], layers: ["a"], confusion: [[1]], tied: 0, saturated: false };

describe("findingView", () => {
  it("says value, interval, chance and direction, and draws them", () => {
    const view = findingView(
      makeFinding({
        unit: "fraction",
        better: "higher",
        outcome: ok(0.5),
        interval: { low: 0.4, high: 0.6, level: 0.95, method: "jackknife" },
        chance: 0.125,
        note: "a note",
      }),
      UNIT,
    );
    expect(view).toMatchObject({ chance: "12.5\u202f%", better: "↑ higher is better", note: "a note" });
    expect(view.interval).toEqual({ ends: "40.0–60.0\u202f%", method: "95\u202f%, jackknife" });
    expect(view.range?.at).toBe(32);
    expect(view.range?.chance).not.toBeNull();
  });

  it("draws nothing without a number or a domain", () => {
    expect(findingView(makeFinding({ outcome: undefinedBecause("why") }), UNIT).range).toBeNull();
    expect(findingView(makeFinding({ outcome: ok("passed") }), UNIT).range).toBeNull();
    expect(findingView(makeFinding()).range).toBeNull();
  });

  it.each([
    [{ ...ACCURACY, saturated: true, tied: 1 }, ["saturated", "all tied"]],
    [{ ...ACCURACY, tied: 0.123 }, ["12\u202f% tied"]],
    [{ ...ACCURACY, tied: 0.001 }, []],
    [ACCURACY, []],
  ])("marks saturation and ties: %j", (detail, marks) => {
    expect(findingView(makeFinding({ detail })).marks).toEqual(marks);
  });
});

describe("the note beside a value", () => {
  const aside = (fields: Parameters<typeof makeFinding>[0]): string =>
    findingView(makeFinding({ note: "why", ...fields })).aside;

  it("is there for a failure and for a plain value, not where a mark says it or all is well", () => {
    expect(aside({ outcome: ok("failed") })).toBe("why");
    expect(aside({})).toBe("why");
    expect(aside({ outcome: ok("passed") })).toBe("");
    expect(aside({ detail: { ...ACCURACY, saturated: true } })).toBe("");
  });

  it("is never lost: the note itself stays", () => {
    expect(findingView(makeFinding({ note: "why", outcome: ok("passed") })).note).toBe("why");
  });
});

describe("missingFinding, betterText", () => {
  it("says that nothing was run", () => {
    expect(missingFinding("x", undefined)).toMatchObject({
      id: "x",
      range: null,
      value: { text: "not run", sort: "" },
    });
  });

  it("has no arrow where neither way is better", () => {
    expect(betterText("lower")).toBe("↓ lower is better");
    expect(betterText(undefined)).toBe("");
  });
});
