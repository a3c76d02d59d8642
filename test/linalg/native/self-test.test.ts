import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import type { Backend } from "../../../linalg/backend.ts";
import { availableBackends } from "../../../linalg/index.ts";
import { selfTest } from "../../../linalg/native/self-test.ts";

const sound = availableBackends().at(-1)!;

it("passes a sound backend", () => {
  expect(selfTest(sound)).toBeUndefined();
});

describe("one wrong number", () => {
  const spoilt = (change: Partial<Backend>): Backend => ({ ...sound, ...change });

  it("in a product is found", () => {
    const tested = spoilt({
      multiply: (a, b, options) => {
        const c = sound.multiply(a, b, options);
        if (a.rows > 100) c.data[c.data.length - 1]! += 1e-8;
        return c;
      },
    });
    expect(selfTest(tested)).toBe("dgemm gives wrong numbers");
  });

  it("that is NaN is found", () => {
    const tested = spoilt({
      gram: (a) => {
        const c = sound.gram(a);
        c.data[3] = NaN;
        return c;
      },
    });
    expect(selfTest(tested)).toBe("dsyrk gives wrong numbers");
  });

  it("in arithmetic of arrays is found", () => {
    const added = (a: Float64Array, by: number, b: Float64Array): void => sound.addMultiple(a, -by, b);
    expect(selfTest(spoilt({ addMultiple: added }))).toBe("daxpy gives wrong numbers");
    const product = (a: Float64Array, b: Float64Array): number => sound.inner(a, b) + 1e-8;
    expect(selfTest(spoilt({ inner: product }))).toBe("ddot gives wrong numbers");
    const scaled = (a: Float64Array, by: number): void => sound.scale(a, -by);
    expect(selfTest(spoilt({ scale: scaled }))).toBe("dscal gives wrong numbers");
    const sums = (a: Matrix): Float64Array => sound.columnSums(a).fill(0, 0, 1);
    expect(selfTest(spoilt({ columnSums: sums }))).toBe("dgemv gives wrong numbers");
    const outer: Backend["addOuter"] = (a, by, u, v) => sound.addOuter(a, -by, u, v);
    expect(selfTest(spoilt({ addOuter: outer }))).toBe("dger gives wrong numbers");
    const leading = (a: Matrix): Float64Array => sound.leadingEigenvector(a).fill(0, 0, 1);
    expect(selfTest(spoilt({ leadingEigenvector: leading }))).toBe("dsyevr gives wrong numbers");
    const left: Backend["solveTriangular"] = (t, b, options) =>
      options.right === true ? b : sound.solveTriangular(t, b, options);
    expect(selfTest(spoilt({ solveTriangular: left }))).toBe("dtrsm gives wrong numbers");
  });

  it.each([
    ["eigenSymmetric", "dsyevd"],
    ["svd", "dgesdd"],
    ["qr", "dgeqrf"],
  ] as const)("in %s is found", (method, routine) => {
    const tested = spoilt({
      [method]: (a: Matrix) => {
        const result = sound[method](a);
        for (const part of Object.values(result) as (Matrix | Float64Array)[]) {
          if ("data" in part) part.data[5]! += 1e-6;
        }
        return result;
      },
    });
    expect(selfTest(tested)).toBe(`${routine} gives wrong numbers`);
  });
});
