import { describe, expect, it } from "vitest";
import { failed, notApplicable, ok, undefinedBecause } from "../../../core/outcome.ts";
import type { Outcome } from "../../../core/outcome.ts";
import { intervalView, missingValue, outcomeView } from "../../../reports/view/outcome.ts";

describe("outcomeView", () => {
  it("shows a number with its unit and sorts by the number itself", () => {
    expect(outcomeView(ok(0.91666), "fraction")).toEqual({
      text: "91.7\u202f%",
      symbol: "",
      tone: "plain",
      toneClass: "",
      reason: "",
      sort: ".91666",
    });
  });

  it.each([
    [1234567.89, "1234570"],
    [-0.1234567, "-.123457"],
    [1e-9, "1e-9"],
    [0, "0"],
  ])("sorts %s by six digits that a script reads as a number", (value, key) => {
    const { sort } = outcomeView(ok(value), "");
    expect(sort).toBe(key);
    expect(Math.abs(Number(sort) - value)).toBeLessThanOrEqual(5e-6 * Math.abs(value));
  });

  it("says passed and failed by symbol and word, and is sorted by the symbol", () => {
    expect(outcomeView(ok("passed"), "")).toMatchObject({
      text: "passed",
      symbol: "✓",
      tone: "pass",
      sort: "",
    });
    expect(outcomeView(ok("failed"), "")).toMatchObject({
      text: "failed",
      symbol: "✗",
      tone: "fail",
      sort: "",
    });
  });

  it.each<[Outcome, string, string, string]>([
    [undefinedBecause("constant data"), "undefined", "absent", "constant data"],
    [notApplicable("no rows"), "n/a", "absent", "no rows"],
    [failed("a/b", "it broke"), "error", "trouble", "a/b: it broke"],
    [{ status: "timeout", seconds: 60 }, "timeout", "trouble", "no answer after 60\u202fs"],
    [{ status: "out-of-memory", bytes: 2e9 }, "out of memory", "trouble", "it asked for 2000\u202fMB"],
    [{ status: "crashed", message: "signal" }, "crashed", "trouble", "signal"],
  ])("says why there is no value: %j", (outcome, text, tone, reason) => {
    expect(outcomeView(outcome, "")).toEqual({
      text,
      symbol: "",
      tone,
      toneClass: `tone-${tone}`,
      reason,
      sort: "",
    });
  });

  it("shows text, switches and structures, and cuts what is long", () => {
    expect(outcomeView(ok("class O"), "").text).toBe("class O");
    expect(outcomeView(ok(true), "").text).toBe("yes");
    expect(outcomeView(ok([1, 2]), "").text).toBe("[1,2]");
    expect(outcomeView(ok("x".repeat(1000)), "").text).toBe(`${"x".repeat(160)}…`);
  });
});

describe("intervalView", () => {
  it("says the ends, the level and how it was made", () => {
    const interval = { low: 0.853, high: 0.961, level: 0.95, method: "leave one network out" };
    expect(intervalView(interval, "fraction")).toEqual({
      ends: "85.3–96.1\u202f%",
      method: "95\u202f%, leave one network out",
    });
    expect(intervalView({ ...interval, level: 0.999 }, "fraction").method).toMatch(/^99\.9\u202f%/);
  });
});

describe("missingValue", () => {
  const coverage = { metric: "m", suite: "s", planned: 3, ok: 0, undefined: 0, notApplicable: 3, failed: 0 };

  it("tells a suite that was not run from one that does not apply and one that has nothing to say", () => {
    expect(missingValue(undefined).text).toBe("not run");
    expect(missingValue(coverage).text).toBe("n/a");
    expect(missingValue({ ...coverage, ok: 1, notApplicable: 2 }).text).toBe("none");
    expect(missingValue({ ...coverage, planned: 0, notApplicable: 0 }).text).toBe("none");
  });
});
