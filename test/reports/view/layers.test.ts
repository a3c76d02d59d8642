import { describe, expect, it } from "vitest";
import { failed, ok } from "../../../core/outcome.ts";
import { indexFindings } from "../../../reports/view/finding-index.ts";
import { rowMaker } from "../../../reports/view/heads.ts";
import { layersView } from "../../../reports/view/layers.ts";
import type { LayerSetView } from "../../../reports/view/layers.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

const DETAIL = {
  perLayer: [1, 0.5],
  layers: ["a", "b"],
  confusion: [
    [1, 0],
    [0.5, 0.5],
  ],
  tied: 1,
  saturated: true,
};
const accuracy = { id: "accuracy/one", unit: "fraction", title: "Set one" };

function view(findings: ReturnType<typeof makeFinding>[]): LayerSetView[] {
  const result = makeResult({ metrics: ["m", "n", "o"].map((id) => makeMetric({ id })), findings });
  return layersView("s", indexFindings(result), rowMaker(result));
}

describe("layersView", () => {
  it("has a table a set, with a row for each metric that was asked", () => {
    const sets = view([
      makeFinding({ ...accuracy, metric: "m", outcome: ok(0.75), detail: DETAIL }),
      makeFinding({ ...accuracy, metric: "n", outcome: failed("a/b", "broke") }),
      makeFinding({ ...accuracy, metric: "m", id: "accuracy/two", detail: DETAIL }),
    ]);
    expect(sets.map(({ column, width }) => [column.id, width])).toEqual([
      ["accuracy/one", 7],
      ["accuracy/two", 7],
    ]);
    const rows = sets[0]?.bodies[0]?.rows ?? [];
    expect(rows.map(({ head }) => head.id)).toEqual(["m", "n"]);
    expect(rows[0]).toMatchObject({ saturated: true, perLayer: [{ text: "100" }, { text: "50" }] });
    expect(rows[1]).toMatchObject({
      saturated: false,
      perLayer: [],
      confusion: null,
      accuracy: { value: { text: "error" } },
    });
    expect(sets[0]?.maps.map(({ head }) => head.id)).toEqual(["m"]);
  });

  it("shows no layers of a metric that was asked about others", () => {
    const odd = { ...DETAIL, perLayer: [1], layers: ["a"], confusion: [[1]] };
    const [set] = view([
      makeFinding({ ...accuracy, metric: "m", detail: DETAIL }),
      makeFinding({ ...accuracy, metric: "n", detail: odd }),
    ]);
    expect(set?.bodies[0]?.rows[1]?.perLayer).toEqual([]);
  });

  it("says how the intervals were made", () => {
    const interval = { low: 0.1, high: 0.9, level: 0.95, method: "jackknife" };
    expect(view([makeFinding({ ...accuracy, detail: DETAIL, interval })])[0]?.intervalMethod).toBe(
      "95\u202f%, jackknife",
    );
    expect(view([makeFinding({ ...accuracy, detail: DETAIL })])[0]?.intervalMethod).toBe("");
  });

  it("leaves accuracies of which nothing more is known to the plain table", () => {
    expect(view([makeFinding(accuracy)])).toEqual([]);
  });
});
