import { describe, expect, it } from "vitest";
import { at } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import {
  batchNormGradient,
  initialBatchNorm,
  normaliseBatch,
  normaliseRunning,
} from "../../../data/train/batch-norm.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";

const random = randomFrom("test", "batch-norm");
const x = random.gaussianMatrix(40, 3);
for (let i = 0; i < 40; i++) x.data[i * 3 + 1] = 5 + 2 * x.data[i * 3 + 1]!;

describe("normaliseBatch", () => {
  it("gives every column mean 0 and variance 1, then scale and shift", () => {
    const norm = initialBatchNorm(3);
    norm.scale[1] = 3;
    norm.shift[1] = -7;
    const { output } = normaliseBatch(x, norm);
    const column = Array.from({ length: 40 }, (_, i) => at(output, i, 1));
    const mean = column.reduce((a, b) => a + b, 0) / 40;
    const variance = column.reduce((a, b) => a + (b - mean) ** 2, 0) / 40;
    expect(mean).toBeCloseTo(-7, 10);
    expect(variance).toBeCloseTo(9, 3);
  });

  it("moves the running statistics a tenth of the way, the variance by its unbiased estimate", () => {
    const norm = initialBatchNorm(3);
    normaliseBatch(x, norm);
    const column = Array.from({ length: 40 }, (_, i) => at(x, i, 1));
    const mean = column.reduce((a, b) => a + b, 0) / 40;
    const variance = column.reduce((a, b) => a + (b - mean) ** 2, 0) / 39;
    expect(norm.mean[1]).toBeCloseTo(0.1 * mean, 12);
    expect(norm.variance[1]).toBeCloseTo(0.9 + 0.1 * variance, 12);
  });
});

it("a finished network normalises by the running statistics", () => {
  const norm = initialBatchNorm(3);
  norm.mean[2] = 4;
  norm.variance[2] = 0.25 - 1e-5;
  expect(at(normaliseRunning(x, norm), 7, 2)).toBeCloseTo((at(x, 7, 2) - 4) / 0.5, 12);
});

it("a constant column gives its shift, not NaN", () => {
  const constant = random.gaussianMatrix(10, 1);
  constant.data.fill(3);
  const norm = initialBatchNorm(1);
  norm.shift[0] = 2;
  expect(Array.from(normaliseBatch(constant, norm).output.data)).toEqual(new Array<number>(10).fill(2));
});

it("has the gradients that finite differences have", () => {
  const norm = initialBatchNorm(3);
  for (let j = 0; j < 3; j++) {
    norm.scale[j] = 0.5 + j;
    norm.shift[j] = j;
  }
  const upstream = random.gaussianMatrix(40, 3);
  const loss = (): number =>
    normaliseBatch(x, norm).output.data.reduce((sum, value, i) => sum + value * upstream.data[i]!, 0);
  const gradient = batchNormGradient(normaliseBatch(x, norm), norm, upstream);
  for (const [values, analytic] of [
    [x.data, gradient.input.data],
    [norm.scale, gradient.scale],
    [norm.shift, gradient.shift],
  ] as const) {
    const where = someOf(values.length, 30);
    const numeric = where.map((index) => numericalDerivative(loss, values, index));
    expect(
      relativeError(
        where.map((index) => analytic[index]!),
        numeric,
      ),
    ).toBeLessThan(1e-7);
  }
});
