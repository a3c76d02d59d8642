import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { addPatches, convolutionGradient, patches } from "../../../data/train/convolution.ts";
import { product } from "../../../data/train/product.ts";
import type { ConvolutionSpec, Extent } from "../../../generators/networks/architecture.ts";
import { outputExtent } from "../../../generators/networks/architecture.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";

const input: Extent = { height: 5, width: 4, channels: 2 };
const cases: readonly ConvolutionSpec[] = [
  { name: "padded", kernel: 3, stride: 1, padding: 1, inputs: 2, outputs: 3 },
  { name: "strided", kernel: 3, stride: 2, padding: 1, inputs: 2, outputs: 3 },
  { name: "valid", kernel: 3, stride: 1, padding: 0, inputs: 2, outputs: 3 },
  { name: "pointwise", kernel: 1, stride: 1, padding: 0, inputs: 2, outputs: 3 },
];

describe.each(cases)("a $name convolution", (layer) => {
  const random = randomFrom("test", "convolution", layer.name);
  const images = 2;
  const x = random.gaussianMatrix(images * 20, 2);
  const weights = random.gaussianMatrix(layer.kernel ** 2 * 2, 3);
  const output = outputExtent(input, layer);

  it("is the sum over the kernel that the definition says", () => {
    const result = product(patches(x, input, layer), weights);
    expect(result.rows).toBe(images * output.height * output.width);
    for (const index of someOf(result.data.length)) {
      const [row, channel] = [Math.floor(index / 3), index % 3];
      const image = Math.floor(row / (output.height * output.width));
      const y = Math.floor(row / output.width) % output.height;
      const column = row % output.width;
      let sum = 0;
      for (let dy = 0; dy < layer.kernel; dy++) {
        for (let dx = 0; dx < layer.kernel; dx++) {
          const [from, to] = [
            y * layer.stride - layer.padding + dy,
            column * layer.stride - layer.padding + dx,
          ];
          if (from < 0 || from >= 5 || to < 0 || to >= 4) continue;
          for (let c = 0; c < 2; c++) {
            const weight = weights.data[((dy * layer.kernel + dx) * 2 + c) * 3 + channel]!;
            sum += weight * x.data[((image * 5 + from) * 4 + to) * 2 + c]!;
          }
        }
      }
      expect(result.data[index]).toBeCloseTo(sum, 12);
    }
  });

  it("has the gradients that finite differences have", () => {
    const upstream = random.gaussianMatrix(images * output.height * output.width, 3);
    const loss = (): number =>
      product(patches(x, input, layer), weights).data.reduce(
        (sum, value, i) => sum + value * upstream.data[i]!,
        0,
      );
    const columns = patches(x, input, layer);
    const gradient = convolutionGradient(columns, weights, upstream, images, input, layer);
    for (const [values, analytic] of [
      [weights.data, gradient.weights.data],
      [x.data, gradient.input!.data],
    ] as const) {
      const where = someOf(values.length, 30);
      const numeric = where.map((index) => numericalDerivative(loss, values, index));
      expect(
        relativeError(
          where.map((index) => analytic[index]!),
          numeric,
        ),
      ).toBeLessThan(1e-8);
    }
  });

  it("scatters patches as the adjoint of gathering them: ⟨Px, y⟩ = ⟨x, Pᵀy⟩", () => {
    const gathered = patches(x, input, layer);
    const y = random.gaussianMatrix(gathered.rows, gathered.cols);
    const back = addPatches(y, images, input, layer);
    const inner = (a: Float64Array, b: Float64Array): number =>
      a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(inner(gathered.data, y.data)).toBeCloseTo(inner(x.data, back.data), 10);
  });
});

it("leaves out the gradient of the data when nobody wants it", () => {
  const layer = cases[0]!;
  const random = randomFrom("test", "convolution", "first");
  const columns = random.gaussianMatrix(20, 18);
  const gradient = convolutionGradient(
    columns,
    random.gaussianMatrix(18, 3),
    random.gaussianMatrix(20, 3),
    1,
    input,
    layer,
    false,
  );
  expect(gradient.input).toBeUndefined();
});
