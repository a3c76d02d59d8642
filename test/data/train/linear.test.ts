import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import {
  averagePool,
  columnSums,
  gateByRelu,
  linear,
  linearGradient,
  relu,
  spread,
} from "../../../data/train/linear.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";

const random = randomFrom("test", "linear");

describe("linear", () => {
  it("is x·W + b", () => {
    const map = { weights: fromRows([[1, 2]]), bias: Float64Array.of(10, 20) };
    expect(linear(fromRows([[3], [-1]]), map)).toEqual(
      fromRows([
        [13, 26],
        [9, 18],
      ]),
    );
  });

  it("has the gradients that finite differences have", () => {
    const x = random.gaussianMatrix(7, 5);
    const map = { weights: random.gaussianMatrix(5, 3), bias: random.gaussianMatrix(1, 3).data };
    const upstream = random.gaussianMatrix(7, 3);
    const loss = (): number =>
      linear(x, map).data.reduce((sum, value, i) => sum + value * upstream.data[i]!, 0);
    const { parameters, input } = linearGradient(x, map, upstream);
    expect(parameters.map(({ decays }) => decays)).toEqual([true, false]);
    for (const { values, gradient } of [...parameters, { values: x.data, gradient: input.data }]) {
      const where = someOf(values.length, 40);
      const numeric = where.map((index) => numericalDerivative(loss, values, index));
      expect(
        relativeError(
          where.map((index) => gradient[index]!),
          numeric,
        ),
      ).toBeLessThan(1e-9);
    }
  });
});

it("columnSums sums columns", () => {
  expect(
    columnSums(
      fromRows([
        [1, 2],
        [3, 5],
      ]),
    ),
  ).toEqual(Float64Array.of(4, 7));
});

it("relu cuts off what is negative, and its gradient goes where something was left", () => {
  const output = relu(fromRows([[-1, 0, 2]]));
  expect(output).toEqual(fromRows([[0, 0, 2]]));
  const gradient = fromRows([[5, 6, 7]]);
  gateByRelu(gradient, output);
  expect(gradient).toEqual(fromRows([[0, 0, 7]]));
});

describe("averagePool", () => {
  it("is the mean over an image's positions", () => {
    expect(
      averagePool(
        fromRows([
          [1, 0],
          [3, 4],
          [5, 5],
          [5, 5],
        ]),
        2,
      ),
    ).toEqual(
      fromRows([
        [2, 2],
        [5, 5],
      ]),
    );
  });

  it("has spread as its adjoint: ⟨Px, y⟩ = ⟨x, Pᵀy⟩", () => {
    const x = random.gaussianMatrix(12, 3);
    const y = random.gaussianMatrix(4, 3);
    const inner = (a: Float64Array, b: Float64Array): number =>
      a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(inner(averagePool(x, 3).data, y.data)).toBeCloseTo(inner(x.data, spread(y, 3).data), 12);
  });
});
