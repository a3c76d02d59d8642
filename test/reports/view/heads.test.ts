import { describe, expect, it } from "vitest";
import { inOrder, metricAnchors, rowMaker } from "../../../reports/view/heads.ts";
import { makeMetric, makeResult } from "../make.ts";

const RESULT = makeResult({
  metrics: [
    makeMetric({ id: "c1", family: "ctl", control: true }),
    makeMetric({ id: "a1", family: "a", title: "Title", aliases: ["RV Coefficient"] }),
    makeMetric({ id: "b1", family: "b" }),
    makeMetric({ id: "a2", family: "a" }),
  ],
});

describe("inOrder", () => {
  it("brings families together in order of first appearance, controls last", () => {
    expect(inOrder(RESULT).map(({ id }) => id)).toEqual(["a1", "a2", "b1", "c1"]);
  });
});

describe("rowMaker", () => {
  it("makes a group of metrics and one of controls, each family opened once", () => {
    const bodies = rowMaker(RESULT)(() => ({}));
    expect(
      bodies.map(({ controls, rows }) => [controls, rows.map(({ head }) => [head.id, head.opensFamily])]),
    ).toEqual([
      [
        false,
        [
          ["a1", true],
          ["a2", false],
          ["b1", true],
        ],
      ],
      [true, [["c1", true]]],
    ]);
  });

  it("opens a family with its first row that is there", () => {
    const bodies = rowMaker(RESULT)((metric) => (metric.id === "a1" ? undefined : {}));
    expect(bodies[0]?.rows.map(({ head }) => [head.id, head.opensFamily])).toEqual([
      ["a2", true],
      ["b1", true],
    ]);
  });

  it("makes no empty group", () => {
    expect(rowMaker(RESULT)((metric) => (metric.control ? undefined : {}))).toHaveLength(1);
  });

  it("searches ids, titles, families and aliases without regard to case", () => {
    const head = rowMaker(RESULT)(() => ({}))[0]?.rows[0]?.head;
    expect(head?.search).toBe("a1 title a rv coefficient");
    expect(head?.anchor).toBe(metricAnchors(RESULT).get("a1"));
  });
});
