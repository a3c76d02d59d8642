import { describe, expect, it } from "vitest";
import { ok, undefinedBecause } from "../../../core/outcome.ts";
import { cellOf, columnOf, columnsOf, leaderboardColumns } from "../../../reports/view/columns.ts";
import { indexFindings } from "../../../reports/view/finding-index.ts";
import { makeFinding, makeResult } from "../make.ts";

describe("columnOf", () => {
  it("has room for values, intervals and chance levels of all rows", () => {
    const column = columnOf([
      makeFinding({ outcome: ok(1), interval: { low: -2, high: 3, level: 0.9, method: "" } }),
      makeFinding({ outcome: ok(2), chance: 5 }),
      makeFinding({ outcome: undefinedBecause("why") }),
    ]);
    expect(column.domain).toEqual({ kind: "linear", low: -2, high: 5 });
  });

  it("states the chance level only if all rows have the same", () => {
    expect(columnOf([makeFinding({ chance: 0.5 }), makeFinding({ chance: 0.5 })]).chance).toBe("0.500");
    expect(columnOf([makeFinding({ chance: 0.5 }), makeFinding({ chance: 0.6 })]).chance).toBe("");
    expect(columnOf([makeFinding({ chance: 0.5 }), makeFinding()]).chance).toBe("");
  });

  it("sorts the best first, contracts with failures first, text not at all", () => {
    expect(columnOf([makeFinding({ better: "higher" })])).toMatchObject({
      sortable: true,
      descendingFirst: true,
    });
    expect(columnOf([makeFinding({ better: "lower" })])).toMatchObject({
      sortable: true,
      descendingFirst: false,
    });
    expect(columnOf([makeFinding({ outcome: ok("failed") })])).toMatchObject({
      sortable: true,
      descendingFirst: false,
    });
    expect(columnOf([makeFinding({ outcome: ok("class O") })]).sortable).toBe(false);
  });

  it("cannot be made of nothing", () => expect(() => columnOf([])).toThrow(RangeError));
});

describe("leaderboardColumns", () => {
  const suites = ["layers", "new"].map((id) => ({ id, version: 1, title: id, question: "" }));
  const columns = (findings: ReturnType<typeof makeFinding>[]): [string, string[]][] => {
    const result = makeResult({ suites, findings });
    return leaderboardColumns(result, indexFindings(result)).map((group) => [
      group.suite,
      group.columns.map(({ id }) => id),
    ]);
  };

  it("takes the summaries of a known suite and the qualities of any other", () => {
    expect(
      columns([
        makeFinding({ suite: "layers", id: "accuracy/x" }),
        makeFinding({ suite: "layers", id: "monotonicity" }),
        makeFinding({ suite: "new", id: "q" }),
        makeFinding({ suite: "new", id: "d", role: "description" }),
        makeFinding({ suite: "new", id: "c", role: "contract" }),
      ]),
    ).toEqual([
      ["layers", ["accuracy/x"]],
      ["new", ["q"]],
    ]);
  });

  it("takes the qualities of a known suite that has lost its summaries, and no column of a suite without any", () => {
    expect(
      columns([
        makeFinding({ suite: "layers", id: "monotonicity" }),
        makeFinding({ suite: "new", id: "d", role: "description" }),
      ]),
    ).toEqual([["layers", ["monotonicity"]]]);
  });
});

describe("the titles of columns", () => {
  const suites = [{ id: "layers", version: 1, title: "Layers", question: "" }];
  const accuracy = (set: string, title: string): ReturnType<typeof makeFinding> =>
    makeFinding({ suite: "layers", id: `accuracy/${set}`, title });

  it("are what the id says where the metrics' titles differ", () => {
    const differing = ["a", "b"].map((metric) =>
      makeFinding({ metric, id: "largest-deviation", title: `of ${metric}` }),
    );
    expect(columnOf(differing).title).toBe("Largest deviation");
  });

  it("have what they all begin with said once, above them", () => {
    const findings = [
      accuracy("one", "Layer found: small networks"),
      accuracy("two", "Layer found: Large ones"),
    ];
    const result = makeResult({ suites, findings });
    const [group] = leaderboardColumns(result, indexFindings(result));
    expect(group?.lead).toBe("Layer found");
    expect(group?.columns.map(({ title }) => title)).toEqual(["Small networks", "Large ones"]);
  });

  it("stay whole where only some of them begin so, or there is only one", () => {
    for (const findings of [
      [accuracy("one", "Layer found: a"), accuracy("two", "Layer lost: b")],
      [accuracy("one", "Layer found: a")],
    ]) {
      const result = makeResult({ suites, findings });
      const [group] = leaderboardColumns(result, indexFindings(result));
      expect(group?.lead).toBe("");
      expect(group?.columns[0]?.title).toBe("Layer found: a");
    }
  });
});

describe("cellOf", () => {
  it("is the metric's finding, or says that there is none", () => {
    const findings = [makeFinding({ metric: "a" })];
    const [column] = columnsOf(findings);
    const index = indexFindings(makeResult({ findings }));
    expect(cellOf(index, "a", column!).value.text).toBe("0.500");
    expect(cellOf(index, "b", column!).value.text).toBe("not run");
  });
});
