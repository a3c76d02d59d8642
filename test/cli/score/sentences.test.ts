import { describe, expect, it } from "vitest";
import type { Calibration, Entry } from "../../../cli/score/card.ts";
import { comparisonSentence, sentenceOf } from "../../../cli/score/sentences.ts";
import { metricById } from "../../../metrics/registry/index.ts";

const metric = await metricById("cka-linear");
const calibration: Calibration = {
  p: 1 / 201,
  threshold: 0.3,
  calibrated: 4 / 7,
  draws: 200,
  nullMean: 0.25,
  exactMean: true,
  best: 1,
};
const entry = (more: Partial<Entry>): Entry => ({
  metric,
  y: 0,
  outcome: { status: "ok", value: 0.7 },
  ...more,
});

describe("sentenceOf", () => {
  it("says what chance gives and how far it is from there to identity", () => {
    const sentence = sentenceOf(entry({ calibration }));
    expect(sentence).toContain("cka-linear = 0.7");
    expect(sentence).toContain("p = 0.005, none of 200 shuffles as alike");
    expect(sentence).toContain("0.25 on average and 0.3 at the 95 % point");
    expect(sentence).toContain("57 % of the way");
  });

  it("claims nothing above 5 %, however high the value", () => {
    const sentence = sentenceOf(entry({ calibration: { ...calibration, p: 0.2, calibrated: 0 } }));
    expect(sentence).toContain("not told apart from unrelated data (p = 0.20)");
    expect(sentence).not.toContain("more alike");
  });

  it("counts the shuffles that are as alike", () => {
    expect(sentenceOf(entry({ calibration: { ...calibration, p: 5 / 201 } }))).toContain("4 of 200 shuffles");
  });

  it("gives the reason where there is no value or no calibration", () => {
    expect(sentenceOf(entry({ outcome: { status: "undefined", reason: "X has zero variance" } }))).toBe(
      "cka-linear has no value: X has zero variance.",
    );
    expect(sentenceOf(entry({ uncalibrated: "one draw takes 9 s" }))).toBe(
      "cka-linear = 0.7: not calibrated, one draw takes 9 s.",
    );
  });
});

describe("comparisonSentence", () => {
  const interval = { low: 0.02, high: 0.18, level: 0.95, method: "" };
  const base = { metric, closer: 0, other: 1, difference: 0.1 };
  it("decides only where the interval leaves 0 out", () => {
    expect(comparisonSentence({ ...base, interval }, "a", "b")).toBe(
      "cka-linear: a is closer than b by 0.1, 95 % interval 0.02 to 0.18.",
    );
    expect(comparisonSentence({ ...base, interval: { ...interval, low: -0.01 } }, "a", "b")).toContain(
      "undecided",
    );
    expect(comparisonSentence(base, "a", "b")).toContain("may be chance");
  });
});
