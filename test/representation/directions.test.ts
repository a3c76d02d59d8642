import { describe, expect, it } from "vitest";
import { inner } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";
import { directions, rowDirections, type Made } from "../../representation/directions.ts";
import { fromArray, gaussian } from "../support/data.ts";

const rowsOf = (made: Made): Float64Array[] => {
  if ("reason" in made) throw new Error(made.reason);
  const { n, p, values } = made.made;
  return Array.from({ length: n }, (_, i) => values.data.subarray(i * p, (i + 1) * p));
};

describe("directions", () => {
  it("are the rows at length 1, however small a row is beside the others", () => {
    const [a, b, c] = rowsOf(
      directions(
        fromArray([
          [3, 4],
          [3e-200, 4e-200],
          [-5, 0],
        ]),
      ),
    );
    expect([...a!]).toEqual([0.6, 0.8]);
    expect(b![0]).toBeCloseTo(0.6, 15);
    expect([...c!]).toEqual([-1, 0]);
  });

  it("do not exist for a zero row, and say which", () => {
    expect(
      directions(
        fromArray([
          [1, 2],
          [0, 0],
        ]),
      ),
    ).toEqual({ reason: "has a zero row (row 1), which has no direction" });
  });
});

describe("rowDirections", () => {
  it("have inner products that are the correlations of rows", () => {
    const x = gaussian(5, 7, "rows");
    const unit = rowsOf(rowDirections(representation(x)));
    const [a, b] = [x.data.subarray(0, 7), x.data.subarray(7, 14)];
    const mean = (v: Float64Array): number => v.reduce((s, u) => s + u, 0) / 7;
    const cov = (u: Float64Array, v: Float64Array): number =>
      u.reduce((s, value, k) => s + (value - mean(u)) * (v[k]! - mean(v)), 0);
    expect(inner(unit[0]!, unit[1]!)).toBeCloseTo(cov(a, b) / Math.sqrt(cov(a, a) * cov(b, b)), 13);
  });

  it("do not exist for a row that is constant up to rounding", () => {
    // 0.1 + 0.2 is not 0.3 in floating point: a difference of one rounding is no direction.
    const made = rowDirections(
      fromArray([
        [1, 2, 4],
        [0.1 + 0.2, 0.3, 0.3],
      ]),
    );
    expect(made).toMatchObject({ reason: expect.stringContaining("row 1") as string });
  });

  it("see the spread of a row through a mean a million times as large", () => {
    const [unit] = rowsOf(rowDirections(fromArray([[1e6 + 1, 1e6 + 2, 1e6 + 3]])));
    expect(unit![2]).toBeCloseTo(Math.SQRT1_2, 9);
  });
});
