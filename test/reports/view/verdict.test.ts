import { describe, expect, it } from "vitest";
import type { Finding } from "../../../core/finding.ts";
import { failed, notApplicable, ok } from "../../../core/outcome.ts";
import { parseVerdictId, verdictView } from "../../../reports/view/verdict.ts";
import { makeFinding } from "../make.ts";

function verdict(declared: boolean, measured: string, outcome: Finding["outcome"]): Finding {
  return makeFinding({ role: "contract", outcome, detail: { declared, measured, effect: 0.25 } });
}

describe("parseVerdictId", () => {
  it("splits verdicts and effects into transform and side", () => {
    expect(parseVerdictId("verdict/row-permutation/both")).toEqual({
      kind: "verdict",
      transform: "row-permutation",
      side: "both",
    });
    expect(parseVerdictId("effect/a/b/x")).toEqual({ kind: "effect", transform: "a/b", side: "x" });
  });

  it.each(["verdict/orthogonal", "verdict//x", "verdict/orthogonal/z", "dose/x", "mismatches"])(
    "leaves %s alone",
    (id) => expect(parseVerdictId(id)).toBeUndefined(),
  );
});

describe("verdictView", () => {
  it("has a symbol and a word for each measurement", () => {
    expect(verdictView(verdict(true, "invariant", ok("passed")))).toMatchObject({
      symbol: "✓",
      word: "invariant",
      wrong: false,
      hint: "",
    });
    expect(verdictView(verdict(false, "sensitive", ok("passed")))).toMatchObject({
      symbol: "✗",
      word: "sensitive",
      wrong: false,
      hint: "0.250",
    });
    expect(verdictView(verdict(true, "undefined", ok("passed")))).toMatchObject({
      symbol: "–",
      word: "undefined",
      wrong: false,
    });
  });

  it("is wrong where the suite says so, in a full sentence", () => {
    const sentence = "declared invariant, measured sensitive, relative change 0.250";
    expect(verdictView(verdict(true, "sensitive", ok("failed")))).toMatchObject({
      wrong: true,
      hint: sentence,
      words: sentence,
    });
    expect(verdictView(verdict(false, "invariant", ok("failed"))).words).toMatch(
      /^not declared invariant, measured invariant/,
    );
  });

  it("never passes off a missing answer as a measurement", () => {
    expect(verdictView(undefined)).toMatchObject({ symbol: "·", word: "not run", wrong: false });
    expect(verdictView(verdict(true, "invariant", failed("a/b", "broke")))).toMatchObject({
      symbol: "!",
      word: "error",
      hint: "error: a/b: broke",
    });
    expect(verdictView(verdict(true, "invariant", notApplicable("why")))).toMatchObject({
      symbol: "–",
      word: "n/a",
      hint: "n/a: why",
    });
  });

  it("keeps a failure whose detail it cannot read", () => {
    expect(verdictView(makeFinding({ outcome: ok("failed") }))).toMatchObject({
      symbol: "–",
      word: "failed",
      wrong: true,
    });
  });
});
