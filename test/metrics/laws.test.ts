import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import type { Metric } from "../../core/metric.ts";
import { Undefined } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { beside } from "../../linalg/elementwise.ts";
import { availableBackends, useBackend } from "../../linalg/index.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { anyPair, compare, gaussian, pairOf, times } from "../support/data.ts";

const metrics = await loadMetrics();
const cases = metrics.map((metric) => [metric.id, metric] as const);

/** The value, or the reason why there is none; anything else that is thrown is a fault. */
function answer(metric: Metric, x: Representation, y: Representation): number | string {
  try {
    return compare(metric, x, y);
  } catch (thrown) {
    if (thrown instanceof Undefined) return thrown.message;
    throw thrown;
  }
}

/** Room for rounding, more of it for an angle near its ends. */
const close = (metric: Metric, a: number, b: number, slack = 1e-9): boolean =>
  Math.abs(a - b) <= slack * Math.max(1, Math.abs(a)) ||
  (metric.unit === "radian" && Math.abs(Math.cos(a) - Math.cos(b)) <= slack);

/** A valid answer: a finite number in the declared range, or a reason. */
function expectValid(metric: Metric, value: number | string): void {
  if (typeof value === "string") return;
  expect(Number.isFinite(value)).toBe(true);
  expect(value).toBeGreaterThanOrEqual(metric.range[0]);
  expect(value).toBeLessThanOrEqual(metric.range[1]);
}

/** Infinite information, a correlation over the units of one unit, a whitening of everything there is. */
const NO_LIMIT = /infinite|constant over its units|span all n − 1 directions/;

const constantUnit = (x: Representation): Representation =>
  representation(beside(x.values, matrix(x.n, 1, new Float64Array(x.n).fill(3.3))));

const flat = (n: number, p: number): Representation =>
  representation(matrix(n, p, new Float64Array(n * p).fill(0.1)));

describe.each(availableBackends().map(({ name }) => name))("laws on the %s backend", (backendName) => {
  beforeAll(() => void useBackend(backendName));

  describe.each(cases)("%s", (_id, metric) => {
    it("stays in its range, leaves its input alone and repeats itself", () => {
      fc.assert(
        fc.property(anyPair, ([x, y]) => {
          const before = [x.values.data.slice(), y.values.data.slice()];
          const value = answer(metric, x, y);
          expectValid(metric, value);
          expect([x.values.data, y.values.data]).toEqual(before);
          const [again, fresh] = [
            answer(metric, x, y),
            answer(metric, representation(x.values), representation(y.values)),
          ];
          expect([again, fresh]).toEqual([value, value]);
        }),
        { numRuns: 15 },
      );
    });

    it(metric.symmetric ? "is symmetric" : "is not symmetric", () => {
      let different = 0;
      for (let seed = 0; seed < 6; seed++) {
        const [x, y] = pairOf(seed, { n: 24, p1: 4, p2: 6 });
        const context = (): { random: ReturnType<typeof randomFrom> } => ({
          random: randomFrom("law", seed, different),
        });
        const [forth, back] = [
          metric.compare(x, y, context()),
          metric.compare(y, x, { random: randomFrom("law") }),
        ];
        if (!close(metric, forth, back)) different++;
      }
      expect(different > 0).toBe(!metric.symmetric);
    });

    it("is largest (smallest for a distance) for a representation with itself", () => {
      if (metric.control) return;
      for (let seed = 0; seed < 4; seed++) {
        const [x, y] = pairOf(seed, { n: 24, p1: 5, p2: 5 });
        const [self, other] = [answer(metric, x, x), answer(metric, x, y)];
        if (typeof self === "string" || typeof other === "string") {
          expect(self).toMatch(/infinite/);
          continue;
        }
        expect(metric.direction === "similarity" ? self >= other : self <= other).toBe(true);
        if (metric.similarity !== undefined) expect(metric.similarity(self)).toBeCloseTo(1, 6);
      }
    });

    it("has a value for data of deficient rank, and a reason only where the formula has no limit", () => {
      const n = Math.max(12, metric.minimumRows);
      const x = representation(gaussian(n, 4, "degenerate"));
      const doubledRows = representation(
        matrix(
          n,
          4,
          gaussian(n, 4, "rows").data.map((v, k) => (k < 8 ? (k % 4) + 1 : v)),
        ),
      );
      const cases: [Representation, Representation][] = [
        [x, constantUnit(x)],
        [constantUnit(x), x],
        [x, representation(beside(x.values, x.values))],
        [x, doubledRows],
        [representation(gaussian(n, 3 * n, "wide")), x],
        [x, representation(gaussian(n, 3 * n, "wide"))],
        [representation(gaussian(n, 3 * n, "wide")), representation(gaussian(n, n - 1, "square"))],
        [representation(gaussian(n, 1, "one")), x],
        [
          representation(gaussian(metric.minimumRows, 3, "few")),
          representation(gaussian(metric.minimumRows, 2, "least")),
        ],
      ];
      for (const [a, b] of cases) {
        const value = answer(metric, a, b);
        expectValid(metric, value);
        if (typeof value === "string") expect(value).toMatch(NO_LIMIT);
      }
    });

    it("has no value where X or Y is constant, and says so", () => {
      if (metric.control && metric.id !== "norm-ratio") return;
      const n = Math.max(12, metric.minimumRows);
      const x = representation(gaussian(n, 4, "constant"));
      for (const pair of [
        [x, flat(n, 3)],
        [flat(n, 3), x],
      ] as const) {
        const value = answer(metric, pair[0], pair[1]);
        expectValid(metric, value);
        // What ignores location and size has nothing left to look at.
        const blind = (["isotropic-scaling", "translation"] as const).every(
          (transform) => metric.invariances.x.includes(transform) && metric.invariances.y.includes(transform),
        );
        if (blind && metric.family !== "hsic-unbiased") expect(value).toMatch(/varia|constant|equal/);
      }
    });

    it("does not overflow at scales of 1e±150", () => {
      const [x, y] = pairOf(11, { n: 24 });
      const value = answer(metric, x, y);
      const free = (side: "x" | "y"): boolean => metric.invariances[side].includes("isotropic-scaling");
      for (const factor of [1e150, 1e-150]) {
        const scaled = answer(metric, times(x, factor), times(y, factor));
        expectValid(metric, scaled);
        if (free("x") && free("y")) {
          expect(
            typeof scaled === "number" && typeof value === "number" && close(metric, scaled, value),
          ).toBe(true);
        }
      }
    });

    it("gives float32 activations the value of float64 ones, to float32", () => {
      const [x, y] = pairOf(12, { n: 24 });
      const rounded = (of: Representation): Representation =>
        representation({ ...of.values, data: of.values.data.map((value) => Math.fround(value)) });
      const [exact, single] = [answer(metric, x, y), answer(metric, rounded(x), rounded(y))];
      expect(
        typeof exact === "number" && typeof single === "number" && close(metric, exact, single, 2e-4),
      ).toBe(true);
    });
  });
});
