import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [magnitude, uniformity, concentricity, rawUniformity] = await Promise.all(
  [
    "magnitude-difference",
    "uniformity-difference",
    "concentricity-difference",
    "uniformity-difference-rows-raw",
  ].map(metricById),
);

describe("magnitude-difference", () => {
  it("is the difference of lengths of the mean rows", () => {
    expect(
      compare(
        magnitude!,
        fromArray([
          [3, 0],
          [3, 8],
        ]),
        fromArray([[1], [3]]),
      ),
    ).toBeCloseTo(5 - 2, 14);
    expect(
      compare(
        magnitude!,
        fromArray([[1], [3]]),
        fromArray([
          [3, 0],
          [3, 8],
        ]),
      ),
    ).toBeCloseTo(3, 14);
  });

  it("has a value for constant sides, and says where it overflows", () => {
    expect(compare(magnitude!, fromArray([[3, 4]]), fromArray([[1]]))).toBeCloseTo(4, 14);
    const [x, y] = pairOf(1);
    expect(compare(magnitude!, times(x, 1e150), times(y, 1e150)) / 1e150).toBeCloseTo(
      compare(magnitude!, x, y),
      12,
    );
    expect(() => compare(magnitude!, fromArray([[1.7e308, 1.7e308]]), fromArray([[0]]))).toThrow(/overflow/);
  });
});

describe("uniformity-difference", () => {
  it("is the difference of ln mean exp(−2d²) over all pairs of directions, by hand", () => {
    // Opposite directions: d² = 4; the same direction: 0, whatever the lengths.
    const x = fromArray([[3], [-7]]);
    const y = fromArray([[3], [5]]);
    expect(compare(uniformity!, x, y)).toBeCloseTo(-Math.log((2 + 2 * Math.exp(-8)) / 4), 14);
  });

  it("has no value where a row is zero, unless rows are taken as they are", () => {
    const [x, y] = [fromArray([[0], [1]]), fromArray([[0], [2]])];
    expect(() => compare(uniformity!, x, y)).toThrow(/X has a zero row/);
    const at = (d2: number): number => Math.log((2 + 2 * Math.exp(-2 * d2)) / 4);
    expect(compare(rawUniformity!, x, y)).toBeCloseTo(at(1) - at(4), 14);
  });

  it("of rows as given is blind to ordinary activations: only the diagonal is left", async () => {
    const { x, y } = (await goldenPairs()).get("bigmean")!;
    expect(compare(rawUniformity!, x, y)).toBe(0);
    expect(compare(uniformity!, x, y)).toBeGreaterThan(1e-5);
  });
});

describe("concentricity-difference", () => {
  it("is the difference of mean cosines with the mean row, by hand", () => {
    // Rows (1, 0) and (0, 1) against their mean (½, ½): cosine ½√2 each. One row: cosine 1.
    expect(
      compare(
        concentricity!,
        fromArray([
          [1, 0],
          [0, 1],
        ]),
        fromArray([[2], [2]]),
      ),
    ).toBeCloseTo(1 - Math.SQRT1_2, 14);
  });

  it("counts a silent stimulus, and has no value where the mean is zero", () => {
    expect(compare(concentricity!, fromArray([[1], [0]]), fromArray([[1], [1]]))).toBeCloseTo(0.5, 14);
    expect(() => compare(concentricity!, fromArray([[1], [-1]]), fromArray([[1], [1]]))).toThrow(
      /mean activation is zero/,
    );
  });

  it("does not overflow at scales of 1e±150", () => {
    const [x, y] = pairOf(1);
    expect(compare(concentricity!, times(x, 1e150), times(y, 1e-150))).toBeCloseTo(
      compare(concentricity!, x, y),
      12,
    );
  });
});

describe("differences of scalar statistics", () => {
  it("are not the constant ½ that the root mean square error over the mean of two numbers is", () => {
    const values = [1, 2, 3].map((seed) => compare(magnitude!, ...pairOf(seed)));
    expect(new Set(values).size).toBe(3);
    // The trap: |a − b|/2 over |a − b| for any a and b.
    for (const [a, b] of [
      [1, 2],
      [5, 9],
    ] as const) {
      const mean = (a + b) / 2;
      const rmse = Math.sqrt(((a - mean) ** 2 + (b - mean) ** 2) / 2);
      expect(rmse / Math.abs(a - b)).toBe(0.5);
    }
  });

  it("ignore which stimulus is which", () => {
    const [x, y] = pairOf(1);
    const reversed = fromArray(
      Array.from({ length: y.n }, (_, i) => [...y.values.data.slice((y.n - 1 - i) * y.p, (y.n - i) * y.p)]),
    );
    for (const metric of [magnitude!, uniformity!, concentricity!]) {
      expect(metric.usesCorrespondence).toBe(false);
      expect(compare(metric, x, reversed)).toBeCloseTo(compare(metric, x, y), 12);
    }
  });

  it.each(
    [magnitude!, uniformity!, concentricity!, rawUniformity!].map((metric) => [metric.id, metric] as const),
  )("%s is invariant to what it declares and to nothing else", (_id, metric) => {
    expectInvariances(metric);
  });
});
