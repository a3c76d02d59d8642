import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { Undefined } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import type { Objective } from "../../../generators/ascend/index.ts";
import { regionBuilder } from "../../../suites/joint-checks/region.ts";
import { EDGE, walkTheEdge } from "../../../suites/joint-checks/square.ts";

/** y_k²/‖y‖², with ∂/∂y. */
const share =
  (k: number): Objective =>
  (y) => {
    const size = y.data.reduce((sum, value) => sum + value * value, 0);
    const score = y.data[k]! ** 2 / size;
    const gradient = y.data.map(
      (value, i) => (2 * (i === k ? value : 0)) / size - (2 * score * value) / size,
    );
    return { score, gradient: matrix(y.rows, y.cols, gradient) };
  };

const options = { steps: 200, random: randomFrom("square") };

describe("walkTheEdge", () => {
  it("goes once around the square", () => {
    expect(new Set(EDGE.map((target) => target.join(" "))).size).toBe(28);
    for (const [own, partner] of EDGE)
      expect([own, partner].some((score) => score === 0 || score === 1)).toBe(true);
  });

  it("finds the triangle in which two shares of one whole lie", async () => {
    const builder = regionBuilder();
    const singular = await walkTheEdge([share(0), share(1)], { rows: 1, cols: 3 }, options, (point) => {
      builder.add(point);
      expect(point[0] + point[1]).toBeLessThanOrEqual(1 + 1e-12);
    });
    expect(singular).toBe(0);
    const { at, low, high, area, implies } = builder.region();
    expect(area).toBeGreaterThan(0.45);
    expect(area).toBeLessThan(0.53);
    expect(implies).toBeLessThan(0.01);
    const middle = at.findIndex((score) => Math.abs(score - 0.5) < 1e-9);
    expect(low[middle]).toBeLessThan(0.02);
    expect(high[middle]).toBeGreaterThan(0.47);
  });

  it("counts ascents that came where there is no gradient", async () => {
    const broken: Objective = () => {
      throw new Undefined("no gradient");
    };
    const singular = await walkTheEdge([share(0), broken], { rows: 1, cols: 3 }, options, () => undefined);
    expect(singular).toBe(EDGE.length);
  });
});
