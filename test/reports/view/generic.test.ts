import { describe, expect, it } from "vitest";
import { indexFindings } from "../../../reports/view/finding-index.ts";
import { genericView } from "../../../reports/view/generic.ts";
import { rowMaker } from "../../../reports/view/heads.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

const result = makeResult({
  metrics: ["a", "b", "c"].map((id) => makeMetric({ id })),
  findings: [
    makeFinding({ metric: "a", id: "p" }),
    makeFinding({ metric: "b", id: "q", role: "description" }),
    makeFinding({ metric: "c", id: "drawn" }),
  ],
});
const index = indexFindings(result);

describe("genericView", () => {
  it("shows every finding of an unknown suite, whatever its role", () => {
    const view = genericView("s", index, rowMaker(result));
    expect(view?.columns.map(({ id }) => id)).toEqual(["p", "q", "drawn"]);
    expect(view?.width).toBe(5);
    expect(view?.bodies[0]?.rows).toHaveLength(3);
  });

  it("leaves out what is shown elsewhere, and the rows that then are empty", () => {
    const view = genericView("s", index, rowMaker(result), ({ id }) => id === "drawn");
    expect(
      view?.bodies[0]?.rows.map(({ head, cells }) => [head.id, cells.map(({ value }) => value.text)]),
    ).toEqual([
      ["a", ["0.500", "not run"]],
      ["b", ["not run", "0.500"]],
    ]);
    expect(genericView("s", index, rowMaker(result), () => true)).toBeUndefined();
  });
});
