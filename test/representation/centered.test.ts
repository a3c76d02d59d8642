import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { centered, centeredScaled } from "../../representation/centered.ts";
import { selectColumns } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";
import { fromArray, gaussian, times } from "../support/data.ts";

describe("centered", () => {
  it("has columns that sum to zero and the spread of the data", () => {
    const x = representation(gaussian(50, 4, "spread"));
    const { matrix: xc, scale } = centeredScaled(x);
    for (let j = 0; j < 4; j++) {
      let total = 0;
      for (let i = 0; i < 50; i++) {
        total += xc.data[i * 4 + j]!;
        const difference = scale * (xc.data[i * 4 + j]! - xc.data[j]!);
        expect(difference).toBeCloseTo(x.values.data[i * 4 + j]! - x.values.data[j]!, 12);
      }
      expect(Math.abs(total)).toBeLessThan(1e-13);
    }
  });

  it("does not change with a power of two: not one bit, from 1e-150 to 1e150", () => {
    const x = representation(gaussian(20, 3, "power"));
    for (const factor of [2 ** 500, 2 ** -500, 8]) {
      expect(centered(times(x, factor))).toEqual(centered(x));
      expect(centeredScaled(times(x, factor)).scale).toBe(centeredScaled(x).scale * factor);
    }
  });

  it("loses no digit of the spread to a mean of a million", () => {
    const values = matrix(
      40,
      2,
      gaussian(40, 2, "mean").data.map((value) => Math.round(value * 2 ** 20) / 2 ** 20),
    );
    const shifted = { ...values, data: values.data.map((value) => value + 2 ** 20) };
    const [near, far] = [centeredScaled(representation(values)), centeredScaled(representation(shifted))];
    near.matrix.data.forEach((value, k) => {
      expect(Math.abs(value * near.scale - far.matrix.data[k]! * far.scale)).toBeLessThan(1e-9);
    });
  });

  it("makes a constant column exactly zero, whatever its value", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
        fc.integer({ min: 2, max: 700 }),
        (value, n) => {
          const x = representation(matrix(n, 1, new Float64Array(n).fill(value)));
          expect(centered(x).data.every((element) => element === 0)).toBe(true);
        },
      ),
    );
  });

  it("gives units in another order the same numbers, to the last bit", () => {
    const values = gaussian(57, 9, "order");
    const order = [4, 8, 0, 3, 7, 1, 6, 2, 5];
    const moved = centered(representation(selectColumns(values, order)));
    expect(moved).toEqual(selectColumns(centered(representation(values)), order));
  });

  it("leaves its input alone", () => {
    const x = fromArray([[1], [2], [4]]);
    centered(x);
    expect([...x.values.data]).toEqual([1, 2, 4]);
  });
});
