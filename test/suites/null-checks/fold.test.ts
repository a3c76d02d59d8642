import { describe, expect, it } from "vitest";
import { ok, undefinedBecause, type Outcome } from "../../../core/outcome.ts";
import type { Observation } from "../../../core/suite.ts";
import { casesOf, type NullCase, type NullParams } from "../../../suites/null-checks/cases.ts";
import type { StoredNull } from "../../../suites/null-checks/cell.ts";
import { errorsAway, fold, nullsOf } from "../../../suites/null-checks/fold.ts";

const cases = casesOf("quick").filter(({ params }) => params.part === "null");
const seen = (which: number, replicate: number, outcome: Outcome): Observation<NullCase> => ({
  case: cases[which]!,
  replicate,
  outcome,
});
const stored = (values: number[], mean: number): Outcome =>
  ok({ values, deviation: { mean, error: 0.3, expected: 0.5 } });

describe("folding cells", () => {
  it("pools the cells of a case, and leaves a case out of which a cell has no value", () => {
    const folded = fold<NullParams, StoredNull>(
      [
        seen(0, 0, stored([1, 2], 0.1)),
        seen(0, 1, stored([3], 0.5)),
        seen(1, 0, stored([9], 0)),
        seen(1, 1, undefinedBecause("no limit")),
      ],
      "null",
    );
    expect(folded).toMatchObject({ missing: 1, other: undefinedBecause("no limit") });
    const [only, ...rest] = nullsOf(folded.cases);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ values: [1, 2, 3], cells: 2, moments: { mean: 2, sd: 1 } });
    // (0.1 + 0.5)/2 over √(2·0.3²)/2.
    expect(errorsAway(only!)).toBeCloseTo(Math.SQRT2, 12);
  });
});
