import { describe, expect, it } from "vitest";
import { ok } from "../../../core/outcome.ts";
import { indexFindings } from "../../../reports/view/finding-index.ts";
import { rowMaker } from "../../../reports/view/heads.ts";
import { invarianceView, transformColumns } from "../../../reports/view/invariance.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

describe("transformColumns", () => {
  it("orders known transforms as the vocabulary does, unknown ones after, with the sides that were asked", () => {
    const columns = transformColumns([
      "verdict/twist/x",
      "verdict/row-permutation/both",
      "verdict/permutation/both",
      "verdict/permutation/x",
      "effect/orthogonal/x",
      "mismatches",
    ]);
    expect(columns.map(({ label, sides }) => [label, sides.map(({ side }) => side)])).toEqual([
      ["permutation", ["x", "both"]],
      ["row permutation", ["both"]],
      ["twist", ["x"]],
    ]);
  });
});

describe("invarianceView", () => {
  const result = makeResult({
    metrics: [makeMetric({ id: "a" }), makeMetric({ id: "b" })],
    findings: [
      makeFinding({
        metric: "a",
        id: "verdict/affine/x",
        outcome: ok("passed"),
        detail: { declared: true, measured: "invariant", effect: 0 },
      }),
      makeFinding({
        metric: "a",
        id: "verdict/affine/y",
        outcome: ok("failed"),
        detail: { declared: true, measured: "sensitive", effect: 1 },
      }),
      makeFinding({
        metric: "b",
        id: "verdict/affine/x",
        outcome: ok("passed"),
        detail: { declared: false, measured: "sensitive", effect: 1 },
      }),
    ],
  });
  const view = invarianceView("s", indexFindings(result), rowMaker(result));

  it("has a cell for each metric, transform and side, said to be missing where it is", () => {
    expect(view?.bodies[0]?.rows.map(({ cells }) => cells.map(({ word }) => word))).toEqual([
      ["invariant", "sensitive"],
      ["sensitive", "not run"],
    ]);
    expect(view?.columnCount).toBe(5);
  });

  it("counts and lists wrong declarations", () => {
    expect(view?.bodies[0]?.rows.map(({ wrongCount }) => wrongCount)).toEqual([1, 0]);
    expect(view?.wrong).toHaveLength(1);
    expect(view?.wrong[0]).toMatchObject({ head: { id: "a" }, label: "affine", side: "Y alone" });
  });

  it("is not there for a suite without verdicts", () => {
    const other = makeResult({ findings: [makeFinding()] });
    expect(invarianceView("s", indexFindings(other), rowMaker(other))).toBeUndefined();
  });
});
