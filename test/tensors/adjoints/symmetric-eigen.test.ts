import { describe, expect, it } from "vitest";
import { fromRows, matrix } from "../../../core/matrix.ts";
import { Undefined } from "../../../core/outcome.ts";
import { combine } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { symmetricEigen, symmetricFunction } from "../../../tensors/adjoints/symmetric-eigen.ts";
import { gaussian } from "../../support/data.ts";
import { expectPullback } from "./support.ts";

/** diag(2, 2, 2, −1) */
const tied = fromRows([[2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 2, 0], [0, 0, 0, -1]]); // prettier-ignore
const w = backend().gram(gaussian(7, 4, "w"));

describe("symmetricEigen", () => {
  it("pulls gradients of values and vectors back as central differences do", () => {
    expectPullback(symmetricEigen, gaussian(5, 5, "a"));
  });

  it("has between equal eigenvalues the gradient of their sum", () => {
    const { pullback } = symmetricEigen(tied);
    const [slope] = pullback([fromRows([[1], [1], [1], [0]]), matrix(4, 4)]);
    expect([...slope!.data].map((value) => Math.round(value * 1e12) / 1e12 + 0)).toEqual(
      [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
    ); // prettier-ignore
  });

  it("has none by the vectors of equal eigenvalues, and says so", () => {
    const { pullback } = symmetricEigen(tied);
    expect(() => pullback([matrix(4, 1), w])).toThrow(Undefined);
  });
});

describe("symmetricFunction", () => {
  it("pulls gradients back as central differences do", () => {
    expectPullback(symmetricFunction(Math.exp, Math.exp), gaussian(5, 5, "a"));
  });

  it("is right between equal eigenvalues: d⟨W, A²⟩ = ⟨WA + AW, dA⟩", () => {
    const { values, pullback } = symmetricFunction(
      (lambda) => lambda ** 2,
      (lambda) => 2 * lambda,
    )(tied);
    const expected = combine(1, backend().multiply(w, tied), 1, backend().multiply(tied, w));
    values[0]!.data.forEach((value, k) => expect(value).toBeCloseTo(tied.data[k]! ** 2, 12));
    pullback([w])[0]!.data.forEach((value, k) => expect(value).toBeCloseTo(expected.data[k]!, 10));
  });

  it("has no value where the function has none", () => {
    expect(() => symmetricFunction(Math.log, (lambda) => 1 / lambda)(tied)).toThrow(Undefined);
  });
});
