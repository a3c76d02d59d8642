import { describe, expect, it } from "vitest";
import { PROPERTIES, tagsOf } from "../../../reports/view/properties.ts";
import { makeMetric } from "../make.ts";

describe("the properties that tables are filtered by", () => {
  it("are words that stand alone in a list and in an address", () => {
    for (const { tag } of PROPERTIES) expect(tag).toMatch(/^[a-z]+$/);
    expect(new Set(PROPERTIES.map(({ tag }) => tag)).size).toBe(PROPERTIES.length);
  });

  it("are those that a metric declares, invariances of both sides only", () => {
    expect(
      tagsOf(makeMetric({ differentiable: true, symmetric: false, direction: "distance", heavy: true })),
    ).toEqual(["differentiable", "distance"]);
    const one = makeMetric({ invariances: { x: ["orthogonal"], y: [] } });
    const both = makeMetric({ invariances: { x: ["orthogonal"], y: ["orthogonal"] } });
    expect(tagsOf(one)).not.toContain("orthogonal");
    expect(tagsOf(both)).toContain("orthogonal");
  });
});
