import { expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { cutter, initialAffine, joinValues } from "../../../generators/networks/affine.ts";

it("initialAffine draws weights of variance gain / inputs, from its name and seed alone", () => {
  const { weights, bias } = initialAffine(3, "x", 50, 400, 2);
  // 20,000 draws: relative standard error of the variance 1 %.
  const variance = weights.data.reduce((sum, value) => sum + value * value, 0) / 20_000;
  expect(Math.abs(variance * 25 - 1)).toBeLessThan(0.05);
  expect(bias).toEqual(new Float64Array(400));
  expect(initialAffine(3, "x", 50, 400, 2).weights).toEqual(weights);
  expect(initialAffine(3, "y", 50, 400, 2).weights).not.toEqual(weights);
  expect(initialAffine(4, "x", 50, 400, 2).weights).not.toEqual(weights);
});

it("cutter takes back what joinValues joined, as copies", () => {
  const map = { weights: matrix(1, 2, Float64Array.of(1, 2)), bias: Float64Array.of(3, 4) };
  const plain = matrix(2, 1, Float64Array.of(5, 6));
  const values = joinValues([map, plain]);
  expect(values).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
  const cut = cutter(values);
  const back = cut.affine(1, 2);
  expect(back).toEqual(map);
  expect(cut.matrix(2, 1)).toEqual(plain);
  back.weights.data[0] = 9;
  expect(values[0]).toBe(1);
});
