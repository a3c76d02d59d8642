import { describe, expect, it } from "vitest";
import { fromRows, matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { affine, convolve } from "../../../generators/networks/convolve.ts";
import { outputExtent } from "../../../generators/networks/architecture.ts";

describe("affine", () => {
  const map = { weights: fromRows([[1, -1]]), bias: Float64Array.of(0.5, 0.25) };

  it("is x·W + b, and with a ReLU nothing is negative", () => {
    expect(affine(fromRows([[2], [-2]]), map, false)).toEqual(
      fromRows([
        [2.5, -1.75],
        [-1.5, 2.25],
      ]),
    );
    expect(affine(fromRows([[2], [-2]]), map, true)).toEqual(
      fromRows([
        [2.5, 0],
        [0, 2.25],
      ]),
    );
  });
});

describe("convolve", () => {
  const random = randomFrom("test", "convolve");
  const input = { height: 5, width: 4, channels: 2 };

  it.each([
    [3, 1, 1],
    [3, 2, 1],
    [3, 1, 0],
    [1, 1, 0],
  ])("kernel %d, stride %d, padding %d is the sum of the definition", (kernel, stride, padding) => {
    const layer = { name: "x", kernel, stride, padding, inputs: 2, outputs: 3 };
    const x = random.gaussianMatrix(2 * 20, 2);
    const weights = random.gaussianMatrix(kernel * kernel * 2, 3);
    const bias = Float64Array.of(1, -1, 0.5);
    const { height, width } = outputExtent(input, layer);
    const expected = matrix(2 * height * width, 3);
    for (let n = 0; n < 2; n++)
      for (let y = 0; y < height; y++)
        for (let col = 0; col < width; col++)
          for (let out = 0; out < 3; out++) {
            let sum = bias[out]!;
            for (let dy = 0; dy < kernel; dy++)
              for (let dx = 0; dx < kernel; dx++) {
                const [from, to] = [y * stride - padding + dy, col * stride - padding + dx];
                if (from < 0 || from > 4 || to < 0 || to > 3) continue;
                for (let c = 0; c < 2; c++) {
                  const weight = weights.data[((dy * kernel + dx) * 2 + c) * 3 + out]!;
                  sum += weight * x.data[((n * 5 + from) * 4 + to) * 2 + c]!;
                }
              }
            expected.data[((n * height + y) * width + col) * 3 + out] = Math.max(0, sum);
          }
    const got = convolve(x, input, layer, { weights, bias });
    expect(got.data.length).toBe(expected.data.length);
    got.data.forEach((value, i) => expect(value).toBeCloseTo(expected.data[i]!, 11));
  });
});
