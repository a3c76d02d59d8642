import { describe, expect, it } from "vitest";
import { scaleRows, transpose } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { centered, centeredScaled } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import { gramCentered, squaredSize } from "../../representation/spectral.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [distance, squared, perRow] = await Promise.all(
  ["", "-squared", "-squared-per-rows"].map((end) => metricById(`procrustes-size-and-shape${end}`)),
);
const [x, y] = pairOf(1);

/** tr((A^½BA^½)^½) by eigendecompositions, the definition of the Bures distance; loses half the digits. */
function fidelity(a: ReturnType<typeof gramCentered>, b: typeof a): number {
  const { values, vectors } = backend().eigenSymmetric(a);
  const root = backend().multiply(
    vectors,
    scaleRows(
      values.map((v) => Math.sqrt(Math.max(0, v))),
      transpose(vectors),
    ),
  );
  const middle = backend().multiply(backend().multiply(root, b), root);
  return backend()
    .eigenvaluesSymmetric(middle)
    .reduce((total, value) => total + Math.sqrt(Math.max(0, value)), 0);
}

describe("procrustes-size-and-shape", () => {
  it("is the distance between two triangles in the plane, turned as well as can be", () => {
    // A right angle with legs 3 and 4, and the same twice as large and turned by 90°.
    const [a, b] = [
      fromArray([
        [0, 0],
        [3, 0],
        [0, 4],
      ]),
      fromArray([
        [0, 0],
        [0, 6],
        [-8, 0],
      ]),
    ];
    // Both have the same shape: the distance is the difference of sizes, ‖Xc‖² = 6 + 32/3.
    expect(compare(distance!, a, b)).toBeCloseTo(Math.sqrt(6 + 32 / 3), 12);
  });

  it("is the Bures distance of the Gram matrices, by its definition with matrix square roots", () => {
    const size = centeredScaled(x).scale ** 2;
    const [k, l] = [x, y].map((side) => ({
      ...gramCentered(side),
      data: gramCentered(side).data.map((v) => v * centeredScaled(side).scale ** 2),
    }));
    const wanted =
      squaredSize(x) * size + squaredSize(y) * centeredScaled(y).scale ** 2 - 2 * fidelity(k!, l!);
    expect(compare(squared!, x, y) / wanted).toBeCloseTo(1, 6);
  });

  it("has its square and its square per stimulus as other ids", () => {
    const d = compare(distance!, x, y);
    expect(compare(squared!, x, y)).toBeCloseTo(d * d, 10);
    expect(compare(perRow!, x, y)).toBeCloseTo((d * d) / x.n, 12);
  });

  it("is a residual near zero, where the difference of norms is 1e-7 or NaN", async () => {
    const { x: a, y: b } = (await goldenPairs()).get("rot")!;
    expect(compare(distance!, a, b)).toBeLessThan(1e-12);
    expect(compare(distance!, a, a)).toBeLessThan(1e-12);
  });

  it("is the other side's size where a side is constant", () => {
    const flat = representation({ rows: 30, cols: 2, data: new Float64Array(60).fill(7) });
    const size = Math.hypot(...centered(x).data) * centeredScaled(x).scale;
    expect(compare(distance!, x, flat)).toBeCloseTo(size, 10);
    expect(compare(distance!, flat, x)).toBeCloseTo(size, 10);
    expect(compare(distance!, flat, flat)).toBe(0);
  });

  it("holds at scales of 1e±150 as long as the value fits, and says where it does not", () => {
    expect(compare(distance!, times(x, 2 ** 500), times(y, 2 ** 500)) / 2 ** 500).toBeCloseTo(
      compare(distance!, x, y),
      10,
    );
    expect(compare(distance!, times(x, 1e-150), y)).toBeCloseTo(
      Math.hypot(...centered(y).data) * centeredScaled(y).scale,
      10,
    );
    expect(() => compare(squared!, times(x, 1e160), times(y, 1e160))).toThrow(/overflow/);
  });

  it("satisfies the triangle inequality, its square does not", () => {
    const [u, w] = [gaussian(40, 1, "u"), gaussian(40, 1, "w")];
    const both = representation({
      rows: 40,
      cols: 2,
      data: Float64Array.from({ length: 80 }, (_, k) => (k % 2 === 0 ? u : w).data[k >> 1]!),
    });
    const [a, b] = [representation(u), representation(w)];
    expect(compare(distance!, a, b)).toBeLessThanOrEqual(
      compare(distance!, a, both) + compare(distance!, both, b),
    );
    expect(compare(squared!, a, b)).toBeGreaterThan(
      1.01 * (compare(squared!, a, both) / 2 + compare(squared!, both, b) / 2),
    );
    const half = representation({ ...both.values, data: both.values.data.map((v) => v / 2) });
    expect(compare(squared!, a, b)).toBeGreaterThan(compare(squared!, a, half) + compare(squared!, half, b));
  });

  it.each([distance!, squared!, perRow!].map((metric) => [metric.id, metric] as const))(
    "%s is invariant to what it declares and to nothing else",
    (_id, metric) => {
      expectInvariances(metric);
    },
  );
});
