import { expect, it } from "vitest";
import { codeOf } from "../../core/errors.ts";
import { fromRows } from "../../core/matrix.ts";
import { checkDiagonal, notConverged, notPositiveDefinite } from "../../linalg/failures.ts";

it("checkDiagonal finds a zero on the diagonal and nowhere else", () => {
  expect(() =>
    checkDiagonal(
      fromRows([
        [1, 0],
        [0, 2],
      ]),
    ),
  ).not.toThrow();
  expect(() =>
    checkDiagonal(
      fromRows([
        [1, 3],
        [3, 0],
      ]),
    ),
  ).toThrow("0 on the diagonal in row 1");
  expect(() => checkDiagonal(fromRows([[-0]]))).toThrow("singular");
});

it("the errors carry their codes", () => {
  expect(codeOf(notPositiveDefinite(3))).toBe("linalg/not-positive-definite");
  expect(notPositiveDefinite(3).message).toContain("row 3");
  expect(codeOf(notConverged("svd", "x"))).toBe("linalg/no-convergence");
});
