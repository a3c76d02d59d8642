import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import {
  assemble,
  centeredBasis,
  decorrelate,
  keepTop,
  randomComponents,
} from "../../generators/components.ts";
import { backend } from "../../linalg/index.ts";
import { centeredScaled } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import { spectrum } from "../../representation/spectral.ts";

const lambda = [4, 1, 0.25];
const components = randomComponents(20, lambda, randomFrom("components"));

describe("centeredBasis", () => {
  it("is orthonormal and orthogonal to the constant vector", () => {
    const q = centeredBasis(15, 4, randomFrom("basis"));
    backend()
      .gram(q)
      .data.forEach((value, k) => expect(value).toBeCloseTo(k % 5 === 0 ? 1 : 0, 13));
    for (let j = 0; j < 4; j++) {
      let total = 0;
      for (let i = 0; i < 15; i++) total += q.data[4 * i + j]!;
      expect(total).toBeCloseTo(0, 13);
    }
  });
});

describe("components", () => {
  it("assembled have the variances they were given", () => {
    const x = representation(assemble(components.u, lambda, components.v));
    const { scale } = centeredScaled(x);
    spectrum(x).sigma.forEach((sigma, i) => expect((sigma * scale) ** 2).toBeCloseTo(lambda[i]!, 12));
  });

  it("decorrelated have correlation c with the old one and stay orthonormal", () => {
    const turned = decorrelate(components, 1, 0.3);
    backend()
      .gram(turned)
      .data.forEach((value, k) => expect(value).toBeCloseTo(k % 4 === 0 ? 1 : 0, 12));
    const cross = backend().multiply(components.u, turned, { transposeA: true });
    cross.data.forEach((value, k) => expect(value).toBeCloseTo(k === 4 ? 0.3 : k % 4 === 0 ? 1 : 0, 12));
  });

  it("keepTop sets the rest to zero", () => expect(keepTop(lambda, 2)).toEqual([4, 1, 0]));
});
