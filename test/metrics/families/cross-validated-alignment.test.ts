import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { inner, selectRows, transpose } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import type { Weigh } from "../../../metrics/families/cross-validated-alignment.ts";
import { crossValidatedAngle } from "../../../metrics/families/cross-validated-alignment.ts";
import { foldRows } from "../../../metrics/families/folds.ts";
import { representation } from "../../../representation/create.ts";
import { gaussian, pairOf } from "../../support/data.ts";

const asIs: Weigh = (sigma) => ({ weights: sigma.map(() => 1), beyond: 1 });
const whitened: Weigh = (sigma) => ({ weights: sigma.map((s) => 1 / s), beyond: 0 });

/** (A ᵀA)^−½ or the identity, p×p. */
function whitening(a: Matrix, whiten: boolean): Matrix {
  const { values, vectors } = backend().eigenSymmetric(backend().gram(a));
  const scaled = transpose(vectors);
  for (let i = 0; i < a.cols; i++) {
    for (let j = 0; j < a.cols; j++) scaled.data[i * a.cols + j]! *= whiten ? 1 / Math.sqrt(values[i]!) : 1;
  }
  return backend().multiply(vectors, scaled);
}

/** The same on matrices padded with zero columns to one width, as published: square rotations, no components. */
function byPadding(x: Matrix, y: Matrix, whiten: boolean): number {
  const angles = foldRows(x.rows, "contiguous").map((test) => {
    const train = Array.from({ length: x.rows }, (_, i) => i).filter((i) => !test.includes(i));
    const [a, b] = [x, y].map((of) => {
      const rows = selectRows(of, train);
      const mean = Float64Array.from({ length: of.cols }, (_, j) => {
        let total = 0;
        for (let i = 0; i < rows.rows; i++) total += rows.data[i * of.cols + j]! / rows.rows;
        return total;
      });
      const minus = (m: Matrix): Matrix => ({
        ...m,
        data: m.data.map((value, k) => value - mean[k % of.cols]!),
      });
      const z = whitening(minus(rows), whiten);
      return {
        train: backend().multiply(minus(rows), z),
        test: backend().multiply(minus(selectRows(of, test)), z),
      };
    });
    const { u, vt } = backend().svd(backend().multiply(a!.train, b!.train, { transposeA: true }));
    const turned = backend().multiply(a!.test, backend().multiply(u, vt));
    const [na, nb] = [inner(a!.test.data, a!.test.data), inner(b!.test.data, b!.test.data)];
    return Math.acos(inner(turned.data, b!.test.data) / Math.sqrt(na * nb));
  });
  return angles.reduce((total, angle) => total + angle, 0) / angles.length;
}

describe("crossValidatedAngle", () => {
  it("is the published procedure, for equal and unequal widths", () => {
    for (const [p1, p2] of [
      [4, 4],
      [3, 5],
      [5, 3],
    ] as const) {
      const [x, y] = pairOf(3, { n: 40, p1, p2 });
      expect(crossValidatedAngle(x, y, "contiguous", asIs)).toBeCloseTo(
        byPadding(x.values, y.values, false),
        10,
      );
      expect(crossValidatedAngle(x, y, "contiguous", whitened)).toBeCloseTo(
        byPadding(x.values, y.values, true),
        10,
      );
    }
  });

  it("learns nothing from the test rows: a rotation that fits only them leaves them at a right angle or more", () => {
    const [x, y] = [representation(gaussian(40, 6, "a")), representation(gaussian(40, 6, "b"))];
    expect(crossValidatedAngle(x, y, "shuffled", asIs)).toBeGreaterThan(1.2);
  });

  it("is zero for a rotated copy", () => {
    const [x] = pairOf(3);
    const y = representation(backend().multiply(x.values, backend().qr(gaussian(5, 5, "turn")).q));
    expect(crossValidatedAngle(x, y, "shuffled", asIs)).toBeLessThan(1e-7);
  });

  it("has no value where a test fold does not vary from the mean of the others", () => {
    const x = representation({ rows: 10, cols: 1, data: Float64Array.of(0, 0, 1, -1, 2, -2, 3, -3, 4, -4) });
    expect(() => crossValidatedAngle(x, x, "contiguous", asIs)).toThrow(/zero variance/);
  });
});
