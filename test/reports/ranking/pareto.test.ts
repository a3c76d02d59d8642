import { describe, expect, it } from "vitest";
import { paretoFront } from "../../../reports/ranking/pareto.ts";

const point = (
  metric: string,
  cost: number,
  validity: number,
): Parameters<typeof paretoFront>[0][number] => ({
  metric,
  cost,
  validity,
});

describe("paretoFront", () => {
  it("keeps what nothing beats in one respect without losing in the other, cheapest first", () => {
    const points = [
      point("dear", 9, 0.9),
      point("cheap", 1, 0.2),
      point("bad", 5, 0.1),
      point("mid", 4, 0.6),
      point("as-mid", 5, 0.6),
    ];
    expect(paretoFront(points).map(({ metric }) => metric)).toEqual(["cheap", "mid", "dear"]);
  });

  it("keeps equals", () => {
    expect(paretoFront([point("b", 1, 1), point("a", 1, 1)]).map(({ metric }) => metric)).toEqual(["a", "b"]);
  });
});
