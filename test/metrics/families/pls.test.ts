import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { addToRows, leadingColumns } from "../../../linalg/elementwise.ts";
import { availableBackends, backend, useBackend } from "../../../linalg/index.ts";
import { partialLeastSquares, unitVariance } from "../../../metrics/families/pls.ts";
import { centerColumns } from "../../../metrics/gradients/raw.ts";
import { gaussian } from "../../support/data.ts";

const y = centerColumns(gaussian(20, 4, "predictors"));
const x = centerColumns(gaussian(20, 3, "targets"));
const test = gaussian(5, 4, "test");

describe("unitVariance", () => {
  it("divides by the deviation of the training rows, and makes constant columns zero", () => {
    const train = { rows: 2, cols: 2, data: Float64Array.of(3, 0, -3, 0) };
    const held = { rows: 1, cols: 2, data: Float64Array.of(6, 9) };
    const scaled = unitVariance(train, held);
    expect([...scaled.train.data]).toEqual([1, 0, -1, 0]);
    expect([...scaled.test.data]).toEqual([2, 0]);
    expect([...scaled.deviation]).toEqual([3, 0]);
  });
});

describe("partialLeastSquares", () => {
  it("is least squares with all components", () => {
    const { u, s, vt } = backend().svd(y);
    const inside = backend().multiply(u, x, { transposeA: true });
    const scores = backend().multiply(test, vt, { transposeB: true });
    const wanted = backend().multiply(scores, {
      ...inside,
      data: inside.data.map((v, k) => v / s[Math.floor(k / 3)]!),
    });
    partialLeastSquares(y, test, x, 25).data.forEach((value, k) =>
      expect(value).toBeCloseTo(wanted.data[k]!, 10),
    );
  });

  it("with one component and one target regresses on the covariances", () => {
    const target = leadingColumns(x, 1);
    const w = backend().multiply(y, target, { transposeA: true });
    const [t, u] = [backend().multiply(y, w).data, backend().multiply(test, w).data];
    const slope = t.reduce((a, v, k) => a + v * target.data[k]!, 0) / t.reduce((a, v) => a + v * v, 0);
    partialLeastSquares(y, test, target, 1).data.forEach((value, i) =>
      expect(value).toBeCloseTo(u[i]! * slope, 12),
    );
  });

  it("takes components that are uncorrelated: adding one changes no earlier one's share", () => {
    const fitted = (k: number): Matrix => partialLeastSquares(y, y, x, k);
    const square = (a: Matrix): number => a.data.reduce((total, value) => total + value * value, 0);
    const [one, two] = [fitted(1), fitted(2)];
    const second = two.data.map((value, k) => value - one.data[k]!);
    const dot = second.reduce((total, value, k) => total + value * one.data[k]!, 0);
    expect(Math.abs(dot)).toBeLessThan(1e-12 * square(two));
    expect(square(two)).toBeGreaterThan(square(one));
  });

  it("stops where nothing is left to take, without dividing by it", () => {
    const doubled = {
      rows: 20,
      cols: 2,
      data: Float64Array.from({ length: 40 }, (_, k) => y.data[(k >> 1) * 4]!),
    };
    const held = addToRows({ rows: 1, cols: 2, data: Float64Array.of(1, 1) }, [0, 0]);
    for (const value of partialLeastSquares(doubled, held, x, 5).data)
      expect(Number.isFinite(value)).toBe(true);
  });

  it("is the same on every backend", () => {
    const values = availableBackends().map(({ name }) => {
      useBackend(name);
      return partialLeastSquares(y, test, x, 2).data;
    });
    values.forEach((of) => of.forEach((value, k) => expect(value).toBeCloseTo(values[0]![k]!, 11)));
  });
});
