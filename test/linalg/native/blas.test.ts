import { describe, expect, it } from "vitest";
import { bindBlas } from "../../../linalg/native/blas.ts";
import type { ForeignLibrary } from "../../../linalg/native/koffi.ts";

// Native code must not be reached with arrays that are too short: this library fails when it is.
const library: ForeignLibrary = {
  func: () => () => {
    throw new Error("reached");
  },
};
const blas = bindBlas(library, { prefix: "", suffix: "_" });
const numbers = (n: number): Float64Array => new Float64Array(n);
const plain = { transposeA: false, transposeB: false, m: 2, n: 3, k: 4, lda: 2, ldb: 4 };

describe("lengths", () => {
  it("are checked before gemm", () => {
    expect(() => blas.gemm({ ...plain, a: numbers(7), b: numbers(12), c: numbers(6) })).toThrow("dgemm: a");
    expect(() => blas.gemm({ ...plain, a: numbers(8), b: numbers(11), c: numbers(6) })).toThrow("dgemm: b");
    expect(() => blas.gemm({ ...plain, a: numbers(8), b: numbers(12), c: numbers(5) })).toThrow("dgemm: c");
    expect(() => blas.gemm({ ...plain, a: numbers(8), b: numbers(12), c: numbers(6) })).toThrow("reached");
  });

  it("are checked before syrk, trsm and arrays", () => {
    expect(() => blas.syrk({ transpose: false, n: 2, k: 3, a: numbers(5), c: numbers(4) })).toThrow(
      "dsyrk: a",
    );
    expect(() => blas.syrk({ transpose: false, n: 2, k: 3, a: numbers(6), c: numbers(3) })).toThrow(
      "dsyrk: c",
    );
    const solve = { upper: true, transpose: false, m: 2, n: 3 };
    for (const [right, length] of [
      [true, 9],
      [false, 4],
    ] as const) {
      expect(() => blas.trsm({ ...solve, right, t: numbers(length - 1), b: numbers(6) })).toThrow("dtrsm: t");
      expect(() => blas.trsm({ ...solve, right, t: numbers(length), b: numbers(5) })).toThrow("dtrsm: b");
    }
    expect(() => blas.dot(numbers(3), numbers(2))).toThrow("ddot: y");
    expect(() => blas.axpy(1, numbers(3), numbers(2))).toThrow("daxpy: y");
  });
});
