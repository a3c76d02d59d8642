import { describe, expect, it } from "vitest";
import { Undefined } from "../../../core/outcome.ts";
import { bothFeatures, cosine, feature, need, type Feature } from "../../../metrics/families/feature.ts";
import { fromArray } from "../../support/data.ts";

describe("feature", () => {
  it("has its length, and is none where only rounding is left", () => {
    expect(feature(Float64Array.of(3, 4), 5, "is empty", 2)).toMatchObject({ norm: 5, factor: 2 });
    expect(feature(Float64Array.of(3e-13, 0), 1, "is empty")).toEqual({ reason: "is empty", zero: true });
    expect(feature(Float64Array.of(0, 0), 0, "is empty")).toMatchObject({ zero: true });
  });
});

describe("need", () => {
  it("names the side and the reason", () => {
    expect(() => need("Y", { reason: "has zero variance" })).toThrow(new Undefined("Y has zero variance"));
    expect(need("X", { value: 3 })).toEqual({ value: 3 });
  });
});

describe("bothFeatures and cosine", () => {
  const of = (vector: number[]): Feature => feature(Float64Array.from(vector), 0, "");

  it("are in the order of the sides", () => {
    const [x, y] = [fromArray([[1]]), fromArray([[2]])];
    const [a, b] = bothFeatures(x, y, (side) => of([side.values.data[0]!, 0]));
    expect([a.norm, b.norm]).toEqual([1, 2]);
    expect(() => bothFeatures(x, y, (side) => (side === y ? { reason: "is odd" } : of([1])))).toThrow(
      "Y is odd",
    );
  });

  it("stay within [−1, 1] where rounding would not", () => {
    const third = feature(Float64Array.of(1 / 3, 2 / 3, 0.1), 0, "");
    if ("reason" in third) throw new Error(third.reason);
    const short = { ...third, norm: third.norm * (1 - 1e-15) };
    expect(cosine(short, short)).toBe(1);
    expect(cosine(short, { ...short, vector: short.vector.map((v) => -v) })).toBe(-1);
  });
});
