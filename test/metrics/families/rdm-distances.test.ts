import { describe, expect, it } from "vitest";
import { rdmBuresDistanceSquared, rdmEuclidean } from "../../../metrics/families/rdm-distances.ts";
import { fromArray, times } from "../../support/data.ts";

// Squared distances 9, 16, 25 and 4, 4, 0.
const [x, y] = [
  fromArray([
    [0, 0],
    [3, 0],
    [0, 4],
  ]),
  fromArray([[0], [2], [2]]),
];

describe("rdmEuclidean", () => {
  it("is the norm of the difference of the triangles, per unit on request", () => {
    expect(rdmEuclidean(x, y, "squared-euclidean", "all")).toBeCloseTo(Math.hypot(5, 12, 25), 12);
    expect(rdmEuclidean(x, y, "squared-euclidean", "unit")).toBeCloseTo(Math.hypot(0.5, 4, 12.5), 12);
  });

  it("is right where the two sides are hundreds of orders of magnitude apart, or leaves float64 with a reason", () => {
    expect(rdmEuclidean(times(x, 1e150), times(y, 1e-150), "euclidean", "all") / 1e150).toBeCloseTo(
      Math.sqrt(50),
      11,
    );
    expect(() => rdmEuclidean(times(x, 1e170), y, "squared-euclidean", "all")).toThrow(/overflow/);
  });

  it("says which side has no RDM", () => {
    expect(() => rdmEuclidean(x, y, "cosine", "all")).toThrow(/^X has a zero row/);
  });
});

describe("rdmBuresDistanceSquared", () => {
  it("is Σλ of a side from a single place", () => {
    const flat = fromArray([[1], [1], [1]]);
    // Σ d²/n = 50/3.
    expect(rdmBuresDistanceSquared(x, flat, "squared-euclidean", "all")).toBeCloseTo(50 / 3, 12);
    expect(rdmBuresDistanceSquared(flat, x, "squared-euclidean", "unit")).toBeCloseTo(25 / 3, 12);
    expect(rdmBuresDistanceSquared(flat, flat, "squared-euclidean", "all")).toBe(0);
  });

  it("leaves float64 with a reason", () => {
    expect(() => rdmBuresDistanceSquared(times(x, 1e160), y, "squared-euclidean", "all")).toThrow(/overflow/);
  });
});
