import { beforeAll, describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import type { Metric } from "../../core/metric.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { beside, inner, selectRows } from "../../linalg/elementwise.ts";
import { availableBackends, useBackend } from "../../linalg/index.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { compare, gaussian, pairOf, times } from "../support/data.ts";
import { expectScaleFree } from "../support/gradient-cases.ts";
import { NOT_SMOOTH, SMOOTH } from "../support/smooth-metrics.ts";

const metrics = await loadMetrics();
const smooth = metrics.filter((metric) => metric.gradient !== undefined);

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

const DEGENERATE: readonly (readonly [Representation, Representation])[] = (() => {
  const [x, y] = pairOf(1);
  const change = (of: Representation, value: (v: number, k: number) => number): Representation =>
    representation({ ...of.values, data: of.values.data.map(value) });
  const flat = change(x, (_, k) => k % x.p);
  return [
    [x, x],
    [x, representation(beside(y.values, y.values))],
    [x, change(y, (v, k) => (k % y.p === 3 ? 2 : v))],
    [change(x, (v, k) => (k % x.p === 3 ? 2 : v)), y],
    [x, change(y, (v, k) => (k < y.p ? 0 : v))],
    [
      x,
      representation(
        selectRows(
          y.values,
          Int32Array.from({ length: y.n }, (_, i) => i - (i % 2)),
        ),
      ),
    ],
    [x, flat],
    [flat, y],
    [x, change(y, () => 0)],
    pairOf(2, { n: 16, p1: 24, p2: 20 }),
    pairOf(3, { p1: 1, p2: 1, latents: 1 }),
    [times(x, 2 ** 500), times(y, 2 ** 500)],
    [times(x, 2 ** -500), times(y, 2 ** -500)],
  ];
})();

/** What is asked for, or nothing where it is `Undefined`; any other error is a fault. */
function orUndefined<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Undefined) return undefined;
    throw error;
  }
}

const named = smooth.map((metric) => [metric.id, metric] as const);

describe.each(availableBackends().map(({ name }) => name))("gradients on the %s backend", (name) => {
  beforeAll(() => {
    useBackend(name);
    forgetDerived();
  });

  describe.each(named)("%s", (_id, metric) => {
    it.each([
      ["of a related pair", 4, 4, 0],
      ["with more units in Y", 3, 6, 0],
      ["with more units in X", 6, 3, 0],
      ["near the optimum", 4, 4, 0.05],
    ])("is what central differences give, %s", (_name, p1, p2, noise) => {
      for (let seed = 0; seed < 2; seed++) {
        const [x, other] = pairOf(seed, { n: 30, p1, p2 });
        const y =
          noise === 0
            ? other
            : representation({
                ...x.values,
                data: x.values.data.map((v, k) => v + noise * other.values.data[k]!),
              });
        const gradient = metric.gradient!(x, y);
        expect([gradient.rows, gradient.cols]).toEqual([y.n, y.p]);
        for (let draw = 0; draw < 2; draw++) {
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

    it("is finite or undefined with a reason on degenerate input, and undefined where the value is", () => {
      for (const [x, y] of DEGENERATE) {
        const defined = orUndefined(() => compare(metric, x, y)) !== undefined;
        const gradient = orUndefined(() => metric.gradient!(x, y));
        if (gradient === undefined) continue;
        expect(defined).toBe(true);
        expect(gradient.data.every(Number.isFinite)).toBe(true);
      }
    });

    it("has the unit of 1/Y at 1e±150, where the metric ignores the size of Y", () => {
      if (!metric.invariances.y.includes("isotropic-scaling")) return;
      expectScaleFree((x, y) => metric.gradient!(x, y), 1e-9);
    });
  });
});

describe("differentiable", () => {
  it("is said of every metric that carries a gradient, and of no other", () => {
    for (const metric of metrics) expect(metric.differentiable).toBe(metric.gradient !== undefined);
  });

  it.each(SMOOTH)("%s carries its gradient", (id) => {
    expect(smooth.map((metric) => metric.id)).toContain(id);
  });

  it("is missing for a reason that is given, and for no metric that has one", () => {
    const reason = ({ id, family }: Metric): string | undefined => NOT_SMOOTH[id] ?? NOT_SMOOTH[family];
    const without = metrics.filter((metric) => metric.gradient === undefined);
    expect(without.filter((metric) => reason(metric) === undefined).map(({ id }) => id)).toEqual([]);
    expect(smooth.filter((metric) => reason(metric) !== undefined).map(({ id }) => id)).toEqual([]);
  });
});
