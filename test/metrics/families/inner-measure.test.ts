import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import type { Feature } from "../../../metrics/families/feature.ts";
import { feature } from "../../../metrics/families/feature.ts";
import { innerMeasure } from "../../../metrics/families/inner-measure.ts";
import { fromArray } from "../../support/data.ts";

/** Values over 1000, an empty vector for zeros, no vector for a single row. */
const of = (x: Representation): Feature =>
  x.n === 1
    ? { reason: "is a single row" }
    : feature(
        x.values.data.map((v) => v / 1000),
        0,
        "is zero",
        1000,
      );

const measure = innerMeasure<undefined>(of, (n) => n - 1);

describe("innerMeasure", () => {
  const [a, b] = [fromArray([[1], [2], [3]]), fromArray([[4], [-5], [6]])];
  const zero = fromArray([[0], [0], [0]]);

  it("is the inner product of the true vectors over the denominator", () => {
    expect(measure.compare(a, b, undefined)).toBeCloseTo(12 / 2, 12);
  });

  it("is 0 with a vector of zeros, and undefined without one", () => {
    expect(measure.compare(a, zero, undefined)).toBe(0);
    expect(() => measure.compare(a, fromArray([[1]]), undefined)).toThrow("Y is a single row");
  });

  it("has all pairs as one by one", () => {
    const all = measure.allPairs([a, zero, fromArray([[1]])], [b, a], undefined);
    expect([...all.data]).toEqual([expect.closeTo(6, 12), expect.closeTo(7, 12), 0, 0, NaN, NaN]);
  });

  it("leaves float64 with a reason", () => {
    const huge = innerMeasure<undefined>(
      (x) => feature(x.values.data, 0, "", 1e200),
      () => 1,
    );
    expect(() => huge.compare(a, b, undefined)).toThrow(/overflow/);
    expect(huge.allPairs([a], [b], undefined).data[0]).toBeNaN();
  });
});
