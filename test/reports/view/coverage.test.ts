import { describe, expect, it } from "vitest";
import { coverageView } from "../../../reports/view/coverage.ts";

const ENTRY = { metric: "m", suite: "s", planned: 10, ok: 10, undefined: 0, notApplicable: 0, failed: 0 };

describe("coverageView", () => {
  it("adds up suites and names what has no value", () => {
    const view = coverageView([ENTRY, { ...ENTRY, ok: 4, undefined: 3, notApplicable: 1, failed: 1 }]);
    expect(view).toEqual({
      text: "14 / 19",
      rest: "3 undefined, 1 n/a, 1 failed, 1 not run",
      troubled: true,
      sort: String(14 / 19),
    });
  });

  it("is silent about the rest where there is none", () => {
    expect(coverageView([ENTRY])).toEqual({ text: "10 / 10", rest: "", troubled: false, sort: "1" });
  });

  it("does not count what does not apply as a question", () => {
    expect(coverageView([{ ...ENTRY, ok: 4, notApplicable: 6 }])).toMatchObject({
      text: "4 / 4",
      rest: "6 n/a",
      sort: "1",
    });
    expect(coverageView([{ ...ENTRY, ok: 0, notApplicable: 10 }])).toMatchObject({ text: "none", sort: "" });
  });

  it("does not divide by nothing", () => {
    expect(coverageView([])).toEqual({ text: "none", rest: "", troubled: false, sort: "" });
  });
});
