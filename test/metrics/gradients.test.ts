import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import type { Metric } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";
import { inner } from "../../linalg/elementwise.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian, pairOf } from "../support/data.ts";

const smooth = (await loadMetrics()).filter((metric) => metric.gradient !== undefined);

/** The derivative along one direction by fourth-order central differences. */
function slope(
  metric: Metric,
  x: Representation,
  y: Representation,
  direction: Matrix,
  step: number,
): number {
  const at = (t: number): number =>
    compare(
      metric,
      x,
      representation({ ...y.values, data: y.values.data.map((v, k) => v + t * direction.data[k]!) }),
    );
  return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
}

describe.each(smooth.map((metric) => [metric.id, metric] as const))("the gradient of %s", (_id, metric) => {
  it.each([
    ["of a related pair", 0],
    ["near the optimum", 0.05],
  ])("is what central differences give, %s", (_name, noise) => {
    for (let seed = 0; seed < 3; seed++) {
      const [x, other] = pairOf(seed, { n: 30, p1: 4, p2: 4 });
      const y =
        noise === 0
          ? other
          : representation({
              ...x.values,
              data: x.values.data.map((v, k) => v + noise * other.values.data[k]!),
            });
      const gradient = metric.gradient!(x, y);
      expect([gradient.rows, gradient.cols]).toEqual([y.n, y.p]);
      for (let draw = 0; draw < 3; draw++) {
        const direction = gaussian(y.n, y.p, "direction", seed, draw);
        const exact = inner(gradient.data, direction.data);
        const numeric = slope(metric, x, y, direction, 1e-4);
        const size = Math.sqrt(inner(gradient.data, gradient.data) * inner(direction.data, direction.data));
        expect(Math.abs(exact - numeric)).toBeLessThanOrEqual(
          1e-6 * Math.max(1e-3, Math.abs(exact), 1e-2 * size),
        );
      }
    }
  });

  it("leaves its input alone and has no part along a translation the metric ignores", () => {
    const [x, y] = pairOf(9, { n: 30, p1: 4, p2: 5 });
    const before = y.values.data.slice();
    const gradient = metric.gradient!(x, y);
    expect(y.values.data).toEqual(before);
    if (!metric.invariances.y.includes("translation")) return;
    for (let j = 0; j < y.p; j++) {
      let total = 0;
      for (let i = 0; i < y.n; i++) total += gradient.data[i * y.p + j]!;
      expect(Math.abs(total)).toBeLessThan(
        1e-10 * Math.max(1, Math.sqrt(inner(gradient.data, gradient.data))),
      );
    }
  });
});

describe("differentiable", () => {
  it("says which metrics carry a gradient", () => {
    for (const metric of smooth) expect(metric.differentiable).toBe(true);
    expect(smooth.length).toBeGreaterThan(15);
  });
});
