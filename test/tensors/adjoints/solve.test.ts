import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { Undefined } from "../../../core/outcome.ts";
import { backend } from "../../../linalg/index.ts";
import { solve } from "../../../tensors/adjoints/solve.ts";
import { gaussian } from "../../support/data.ts";
import { expectPullback } from "./support.ts";

describe("solve", () => {
  it("solves", () => {
    const [a, x] = [gaussian(5, 5, "a"), gaussian(5, 2, "x")];
    const found = solve(a, backend().multiply(a, x)).values[0]!;
    found.data.forEach((value, k) => expect(value).toBeCloseTo(x.data[k]!, 10));
  });

  it("pulls gradients by both arguments back as central differences do", () => {
    expectPullback(solve, gaussian(5, 5, "a"), gaussian(5, 3, "b"));
    expectPullback(solve, backend().gram(gaussian(9, 4, "a")), gaussian(4, 1, "b"));
  });

  it("has no value where the matrix is singular", () => {
    const singular = fromRows([[1, 2], [2, 4]]); // prettier-ignore
    expect(() => solve(singular, gaussian(2, 1, "b"))).toThrow(
      new Undefined("the matrix of a linear system is singular"),
    );
  });
});
