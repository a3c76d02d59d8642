import { describe, expect, it } from "vitest";
import { representation } from "../../representation/create.ts";
import { centeredScaled } from "../../representation/centered.ts";
import {
  doubleCenter,
  gaussianKernel,
  medianSquaredDistance,
  medianSquaredDistanceAll,
  rbfByMedian,
  squaredDistances,
  triangle,
} from "../../representation/kernels.ts";
import { fromArray, gaussian } from "../support/data.ts";

describe("squaredDistances", () => {
  it("are those between rows, whatever the mean", () => {
    const values = gaussian(15, 4, "distances");
    const x = representation({ ...values, data: values.data.map((value) => value + 1000) });
    const { scale } = centeredScaled(x);
    const found = squaredDistances(x);
    for (let i = 0; i < 15; i++) {
      expect(found.data[i * 15 + i]).toBe(0);
      for (let j = 0; j < 15; j++) {
        let expected = 0;
        for (let k = 0; k < 4; k++) expected += (values.data[i * 4 + k]! - values.data[j * 4 + k]!) ** 2;
        expect(found.data[i * 15 + j]! * scale * scale).toBeCloseTo(expected, 9);
        expect(found.data[i * 15 + j]).toBe(found.data[j * 15 + i]);
      }
    }
  });
});

describe("medians", () => {
  it("leave the diagonal out, or count it", () => {
    // Distances 1, 4, 9, 1, 4, 1 off the diagonal.
    const x = fromArray([[0], [1], [2], [3]]);
    const s2 = centeredScaled(x).scale ** 2;
    expect(medianSquaredDistance(x) * s2).toBeCloseTo(2.5, 12);
    // With four zeros: 0 0 0 0 1 1 1 1 1 1 4 4 4 4 9 9
    expect(medianSquaredDistanceAll(x) * s2).toBeCloseTo(1, 12);
  });
});

describe("doubleCenter", () => {
  it("removes row, column and grand means, and does nothing twice", () => {
    const k = gaussianKernel(squaredDistances(representation(gaussian(9, 3, "kernel"))), 0.3);
    const once = doubleCenter(k);
    for (let i = 0; i < 9; i++) {
      expect(once.data.subarray(9 * i, 9 * i + 9).reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
    }
    doubleCenter(once).data.forEach((value, i) => expect(value).toBeCloseTo(once.data[i]!, 13));
  });
});

describe("rbfByMedian", () => {
  it("has no kernel where the median distance is zero", () => {
    expect(rbfByMedian(fromArray([[0], [0], [0], [0], [1]]), 0.5)).toBeUndefined();
  });
});

describe("triangle", () => {
  it("reads the strict lower triangle row by row", () => {
    const a = { rows: 3, cols: 3, data: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8) };
    expect([...triangle(a)]).toEqual([3, 6, 7]);
  });
});
