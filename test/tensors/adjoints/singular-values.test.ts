import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { backend } from "../../../linalg/index.ts";
import { nuclearNorm, singularValues } from "../../../tensors/adjoints/singular-values.ts";
import { gaussian } from "../../support/data.ts";
import { expectPullback } from "./support.ts";

describe.each([
  ["singularValues", singularValues],
  ["nuclearNorm", nuclearNorm],
])("%s", (_name, f) => {
  it.each([
    [6, 4],
    [4, 6],
    [5, 5],
  ])("pulls a gradient back as central differences do, %i×%i", (rows, cols) => {
    expectPullback(f, gaussian(rows, cols, "a"));
  });
});

describe("nuclearNorm", () => {
  it("is the sum of the singular values", () => {
    const [value] = nuclearNorm(fromRows([[3, 0], [0, -4], [0, 0]])).values; // prettier-ignore
    expect(value!.data[0]).toBeCloseTo(7, 12);
  });

  it("has at lost rank the subgradient of smallest norm: UVᵀ over what is not zero", () => {
    const a = backend().multiply(gaussian(6, 2, "l"), gaussian(2, 5, "r"));
    const [slope] = nuclearNorm(a).pullback([fromRows([[1]])]);
    const s = backend().singularValues(slope!);
    expect([...s].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 1, 0, 0, 0]);
  });

  it("has the gradient 0 at 0", () => {
    const [slope] = nuclearNorm(fromRows([[0, 0], [0, 0]])).pullback([fromRows([[1]])]); // prettier-ignore
    expect([...slope!.data]).toEqual([0, 0, 0, 0]);
  });
});
