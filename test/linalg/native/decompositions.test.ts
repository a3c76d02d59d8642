import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { nativeDecompositions } from "../../../linalg/native/decompositions.ts";
import type { Lapack } from "../../../linalg/native/lapack.ts";

const fail = (): never => {
  throw new Error("not expected");
};
const none: Lapack = {
  syevd: fail,
  syevrLast: fail,
  gesdd: fail,
  gesvd: fail,
  geqrf: fail,
  orgqr: fail,
  potrf: fail,
};
const a = matrix(2, 2, Float64Array.of(3, 1, 1, 2));

describe("when divide and conquer does not converge", () => {
  it("QR iteration gets the matrix as it was", () => {
    const seen: number[][] = [];
    const lapack: Lapack = {
      ...none,
      gesdd: ({ a: data }) => {
        data.fill(-1);
        return 1;
      },
      gesvd: ({ a: data, s }) => {
        seen.push([...data]);
        s.set([5, 4]);
        return 0;
      },
    };
    expect(nativeDecompositions(lapack, { syrk: fail }).singularValues(a)).toEqual(Float64Array.of(5, 4));
    expect(seen).toEqual([[3, 1, 1, 2]]);
  });

  it("and QR iteration does not either, there is a typed error", () => {
    const lapack: Lapack = { ...none, gesdd: () => 1, gesvd: () => 2 };
    expect(() => nativeDecompositions(lapack, { syrk: fail }).svd(a)).toThrow(
      "svd: the iteration did not converge",
    );
  });
});

it("an eigenvalue that did not converge is a typed error", () => {
  const lapack: Lapack = { ...none, syevd: () => 1, syevrLast: () => 2 };
  expect(() => nativeDecompositions(lapack, { syrk: fail }).eigenSymmetric(a)).toThrow("dsyevd info 1");
  expect(() => nativeDecompositions(lapack, { syrk: fail }).leadingEigenvector(a)).toThrow("dsyevr info 2");
});
