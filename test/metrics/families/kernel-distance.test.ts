import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { feature, type Feature } from "../../../metrics/families/feature.ts";
import { vectorDistance } from "../../../metrics/families/kernel-distance.ts";
import { fromArray } from "../../support/data.ts";

/** Rows as vectors; the first value is their factor. */
const of = (x: Representation): Feature =>
  x.n === 1 ? { reason: "is a single row" } : feature(x.values.data.slice(1), 0, "is zero", x.values.data[0]);

describe("vectorDistance", () => {
  it("is between the true vectors, whichever factor they have", () => {
    expect(vectorDistance(fromArray([[2], [3], [4]]), fromArray([[1], [3], [4]]), of)).toBeCloseTo(5, 14);
    expect(
      vectorDistance(fromArray([[1e300], [3], [4]]), fromArray([[1e-300], [3], [4]]), of) / 1e300,
    ).toBeCloseTo(5, 14);
  });

  it("takes a vector of zeros as one, but not a missing one", () => {
    const zero = fromArray([[7], [0], [0]]);
    expect(vectorDistance(zero, fromArray([[2], [3], [4]]), of)).toBeCloseTo(10, 14);
    expect(vectorDistance(zero, zero, of)).toBe(0);
    expect(() => vectorDistance(fromArray([[1]]), zero, of)).toThrow("X is a single row");
    expect(() => vectorDistance(fromArray([[1e308], [9e9], [1]]), zero, of)).toThrow(/overflow/);
  });
});
