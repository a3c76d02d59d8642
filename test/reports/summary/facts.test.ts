import { describe, expect, it } from "vitest";
import { failed, ok } from "../../../core/outcome.ts";
import { factsOf, listed } from "../../../reports/summary/facts.ts";
import { makeFinding, makeMetric } from "../make.ts";

describe("factsOf", () => {
  const facts = factsOf(makeMetric({ id: "m" }), [
    makeFinding({ id: "number", outcome: ok(2) }),
    makeFinding({ id: "yes", outcome: ok("passed") }),
    makeFinding({ id: "no", outcome: ok("failed") }),
    makeFinding({ id: "error", outcome: failed("a", "b") }),
    makeFinding({ id: "foreign", metric: "other" }),
  ]);

  it("gives numbers and verdicts, and undefined for whatever is neither", () => {
    expect(["number", "yes", "error", "foreign"].map((id) => facts.number("s", id))).toEqual([2, undefined, undefined, undefined]); // prettier-ignore
    expect(["yes", "no", "number", "error"].map((id) => facts.passed("s", id))).toEqual([true, false, undefined, undefined]); // prettier-ignore
    expect(facts.of("s")).toHaveLength(4);
  });
});

describe("listed", () => {
  it("joins words as a sentence does", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual(["", "a", "a and b", "a, b and c"]);
  });
});
