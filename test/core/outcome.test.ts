import { describe, expect, it } from "vitest";
import {
  describeOutcome,
  failed,
  notApplicable,
  ok,
  outcomeSchema,
  undefinedBecause,
} from "../../core/outcome.ts";

describe("outcomes", () => {
  it.each([
    ok(1),
    ok({ a: [1, "x", true] }),
    undefinedBecause("constant"),
    notApplicable("no rows"),
    failed("x/y", "z"),
    { status: "timeout", seconds: 1 },
    { status: "out-of-memory", bytes: 1 },
    { status: "crashed", message: "SIGKILL" },
  ])("%j is valid and has a sentence", (outcome) => {
    const parsed = outcomeSchema.parse(outcome);
    expect(describeOutcome(parsed).length).toBeGreaterThan(0);
  });

  it.each([
    { status: "ok", value: NaN },
    { status: "ok", value: Infinity },
    { status: "ok", value: null },
    { status: "ok" },
    { status: "ok", value: 1, extra: 2 },
    { status: "fine", value: 1 },
  ])("%j is not an outcome", (outcome) => {
    expect(outcomeSchema.safeParse(outcome).success).toBe(false);
  });
});
