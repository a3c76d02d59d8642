import { describe, expect, it } from "vitest";
import type { MetricEntry } from "../../../core/result.ts";
import { metricFacts } from "../../../reports/view/metric-facts.ts";
import { makeMetric } from "../make.ts";

const facts = (fields: Partial<MetricEntry>): Map<string, string> =>
  new Map(
    metricFacts(makeMetric(fields)).map(({ term, parts }) => [term, parts.map(({ text }) => text).join("")]),
  );

describe("metricFacts", () => {
  it("links a citation that has an address", () => {
    expect(metricFacts(makeMetric({ cite: "arxiv:1905.00414" }))[0]).toEqual({
      term: "Source",
      parts: [{ text: "arxiv:1905.00414", href: "https://arxiv.org/abs/1905.00414" }],
    });
  });

  it("says what is more alike", () => {
    expect(facts({}).get("Value")).toBe(
      "similarity in [0, 1], larger is more alike; symmetric; claims no axiom of a distance",
    );
    const angle = { direction: "distance", unit: "radian", symmetric: false, axioms: "metric" } as const;
    expect(facts(angle).get("Value")).toMatch(
      /^distance in \[0, 1\] rad, smaller is more alike; not symmetric, .*; a metric by its own account/,
    );
  });

  it("says what it takes", () => {
    expect(facts({ minimumRows: 4, cost: "n·p²", differentiable: true }).get("Asks for")).toBe(
      "4 rows or more; paired by stimulus; time like n·p²; gradient in closed form",
    );
    expect(facts({ usesCorrespondence: false }).get("Asks for")).toMatch(/not paired .*; no gradient$/);
  });

  it("states the declared invariances once if both sides have the same, else for each side", () => {
    const same = facts({ invariances: { x: ["sign-flip", "permutation"], y: ["sign-flip", "permutation"] } });
    expect(same.get("Declared invariant to")).toBe("sign flip, permutation");
    const different = facts({ invariances: { x: ["sign-flip"], y: [] } });
    expect(different.get("Declared invariant to, on X")).toBe("sign flip");
    expect(different.get("Declared invariant to, on Y")).toBe("nothing");
  });

  it("leaves out aliases that are not there", () => {
    expect(facts({}).has("Also called")).toBe(false);
    expect(facts({ aliases: ["a", "b"] }).get("Also called")).toBe("a, b");
  });
});
