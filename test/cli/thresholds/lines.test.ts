import { expect, it } from "vitest";
import { thresholdLines } from "../../../cli/thresholds/lines.ts";

it("has a row for each threshold, a bound as a bound, and the reason of a metric without any", () => {
  const common = { title: "", scoreText: "", labels: [], curves: [], decoding: [], best: 0.99 };
  const lines = thresholdLines({
    name: "X",
    rows: 10,
    units: 2,
    starts: 3,
    map: "linear",
    optimiser: "adam",
    provenance: "",
    metrics: [
      {
        ...common,
        metric: "a",
        evolution: 40,
        components: [
          { name: "PC 1", score: 0.5, low: 0.4, high: 0.6, atLeast: false, note: "", share: 0.9 },
          { name: "PC 2", score: 0.99, atLeast: true, note: "", share: 0.1 },
        ],
      },
      { ...common, metric: "b", components: [], reason: "not-applicable: no gradient" },
    ],
  }).join("\n");
  expect(lines).toMatch(/PC 1 +0\.500 \(0\.400–0\.600\)/);
  expect(lines).toMatch(/PC 2 +≥ 0\.990/);
  expect(lines).toContain("a: no gradient; 40 updates");
  expect(lines).toContain("b: not-applicable: no gradient");
});
