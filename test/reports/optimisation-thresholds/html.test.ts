import { expect, it } from "vitest";
import { renderThresholds } from "../../../reports/optimisation-thresholds/html.ts";

it("draws curves that are told apart without colour, and escapes what a file may be called", () => {
  const html = renderThresholds({
    name: "<script>alert(1)</script>",
    rows: 10,
    units: 2,
    starts: 1,
    map: "orthogonal" as const,
    optimiser: "lbfgs" as const,
    provenance: "test",
    metrics: [
      {
        metric: "nbs",
        title: "NBS",
        scoreText: "values",
        components: [{ name: "PC 1", score: 0.5, atLeast: false, note: "", share: 0.9 }],
        labels: [],
        curves: [
          { name: "PC 1", x: [0, 1], y: [0.25, 1] },
          { name: "PC 2", x: [0, 1], y: [-3, 1] },
        ],
        decoding: [],
        ceiling: 0.625,
        order: 0.5,
        evolution: 40,
        best: 0.99,
      },
    ],
  });
  expect(html).not.toContain("<script>alert");
  expect(html.split("</style>")[1]).not.toMatch(/NaN|undefined|https?:\/\//);
  expect(html).toContain("score 0.625 with each other");
  expect(html).toContain("an evolution strategy of 40 updates");
  const dashes = [...html.matchAll(/<polyline[^>]*stroke-dasharray="([^"]*)"/g)].map(([, dash]) => dash);
  expect(new Set(dashes).size).toBe(2);
  // A quarter of the height of 240 from the bottom; what is below the axis stays on it.
  expect(html).toContain('points="46.0,192.0 466.0,12.0"');
  expect(html).toContain('points="46.0,252.0 466.0,12.0"');
});
