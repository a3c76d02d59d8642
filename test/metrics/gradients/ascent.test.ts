import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import type { Metric } from "../../../core/metric.ts";
import { Undefined } from "../../../core/outcome.ts";
import type { Representation } from "../../../core/representation.ts";
import { combine, frobenius } from "../../../linalg/elementwise.ts";
import { availableBackends, useBackend } from "../../../linalg/index.ts";
import { loadMetrics, metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { forgetDerived } from "../../../representation/derived.ts";
import { gaussian, pairOf } from "../../support/data.ts";
import { nearly } from "../../support/gradient-cases.ts";

const NAMED = ["ridge", "ridge-lambda-0.01", "ridge-lambda-2-unit-rows", "ridge-target-y"];
const metrics = [...(await loadMetrics()), ...(await Promise.all(NAMED.map(metricById)))].filter(
  (metric) => "ascent" in metric,
);

/** Y times a number plus a mean for each column. */
const moved = ({ values }: Representation, by: number, level: number): Matrix =>
  matrix(
    values.rows,
    values.cols,
    values.data.map((value, k) => by * value + level * (1 + (k % values.cols))),
  );

/** Y's two ways to a slope: differences in units of what the two terms of the gradient are of size. */
function expectSame(
  metric: Metric,
  run: (y: Matrix, gradient: Matrix) => number,
  x: Representation,
  y: Matrix,
  tolerance = 1e-12,
): void {
  const side = representation(y);
  const wanted = metric.slope!(x, side);
  const gradient = matrix(y.rows, y.cols, new Float64Array(y.data.length).fill(NaN));
  const before = y.data.slice();
  const value = run(y, gradient);
  expect(y.data).toEqual(before);
  expect(Math.abs(value - wanted.value)).toBeLessThanOrEqual(tolerance);
  const centred = combine(1, y, -1, means(y));
  const size = Math.max(frobenius(wanted.gradient), 1 / frobenius(centred));
  expect(frobenius(combine(1, gradient, -1, wanted.gradient))).toBeLessThanOrEqual(tolerance * size);
}

function means({ rows, cols, data }: Matrix): Matrix {
  const result = matrix(rows, cols);
  for (let j = 0; j < cols; j++) {
    let total = 0;
    for (let i = 0; i < rows; i++) total += data[i * cols + j]!;
    for (let i = 0; i < rows; i++) result.data[i * cols + j] = total / rows;
  }
  return result;
}

it("is there for the measures of the reference protocol that have one", () => {
  const ids = metrics.map(({ id }) => id);
  for (const id of ["cka-linear", "cka-angular", "nbs", "procrustes-angular", "ridge"]) {
    expect(ids).toContain(id);
  }
});

const cases = metrics.map((metric) => [metric.id, metric] as const);

describe.each(availableBackends().map(({ name }) => name))("slopes along an ascent, %s", (name) => {
  beforeAll(() => {
    useBackend(name);
    forgetDerived();
  });

  describe.each(cases)("%s", (_id, metric) => {
    it("are those of slope, for any shape, size and mean, whatever Y came before", () => {
      fc.assert(
        fc.property(
          fc.record({
            seed: fc.integer({ min: 0, max: 1e6 }),
            n: fc.integer({ min: 16, max: 40 }),
            p1: fc.integer({ min: 1, max: 44 }),
            p2: fc.integer({ min: 1, max: 44 }),
            size: fc.constantFrom(1, 1e-3, 1e4),
            level: fc.constantFrom(0, 0.1, 3, 1e5),
          }),
          ({ seed, n, p1, p2, size, level }) => {
            const [x, y] = pairOf(seed, { n, p1, p2, latents: 2 });
            const run = metric.ascent!(x, p2);
            for (const at of [y, representation(gaussian(n, p2, "other", seed))]) {
              // Means of a few standard deviations stay in and cost as many roundings; larger ones are taken out first.
              expectSame(
                metric,
                run,
                x,
                moved(at, size, level * size),
                1e-12 * Math.max(1, Math.min(level, 4)),
              );
            }
          },
        ),
        { numRuns: 60 },
      );
    });

    it("are those of slope where X has lost rank", () => {
      const [x, y] = pairOf(5, { n: 30, p1: 4, p2: 6 });
      const doubled = representation(combineColumns(x.values));
      expectSame(metric, metric.ascent!(doubled, 6), doubled, y.values);
    });

    it("are those of slope near the optimum, to what is left of the digits of their terms", () => {
      for (const noise of [0.03, 1e-4]) {
        const [x, y] = nearly(noise);
        // The rate of an angle by its cosine is 1/sin, which multiplies rounding.
        expectSame(metric, metric.ascent!(x, y.p), x, y.values, 1e-13 / noise ** 2);
      }
    });

    it("are undefined where slope is, and of no other shape than was prepared", () => {
      const [x, y] = pairOf(6);
      const run = metric.ascent!(x, y.p);
      const flat = matrix(y.n, y.p, new Float64Array(y.values.data.length).fill(3));
      expect(() => run(flat, matrix(y.n, y.p))).toThrow(Undefined);
      expect(() => metric.ascent!(representation(flat), y.p)(y.values, matrix(y.n, y.p))).toThrow(Undefined);
      expect(() => run(matrix(y.n, y.p + 1), matrix(y.n, y.p + 1))).toThrow("must keep their shape");
      expect(() => run(y.values, matrix(y.n - 1, y.p))).toThrow("must keep their shape");
    });

    it("neither overflow nor vanish at 2^±500, where the measure knows no size", () => {
      if (!metric.invariances.y.includes("isotropic-scaling")) return;
      const [x, y] = pairOf(2, { n: 30, p1: 4, p2: 5 });
      const wanted = metric.slope!(x, y);
      const gradient = matrix(30, 5);
      for (const factor of [2 ** 500, 2 ** -500]) {
        const value = metric.ascent!(x, 5)(moved(y, factor, 0), gradient);
        expect(value).toBeCloseTo(wanted.value, 12);
        const size = frobenius(combine(factor, gradient, 0, gradient));
        expect(size).toBeCloseTo(frobenius(wanted.gradient), 12);
      }
    });
  });
});

/** [A A]: as many columns again, of the same rank. */
function combineColumns(a: Matrix): Matrix {
  const result = matrix(a.rows, 2 * a.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < 2 * a.cols; j++) result.data[i * 2 * a.cols + j] = a.data[i * a.cols + (j % a.cols)]!;
  }
  return result;
}
