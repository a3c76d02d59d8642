import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { at, matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { product } from "../../../data/train/product.ts";

/** The definition, summed in the same order. */
function plain(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.cols; j++) {
      let sum = 0;
      for (let k = 0; k < a.cols; k++) sum += at(a, i, k) * at(b, k, j);
      result.data[i * b.cols + j] = sum;
    }
  }
  return result;
}

function transposed(a: Matrix): Matrix {
  const result = matrix(a.cols, a.rows);
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < a.cols; j++) result.data[j * a.rows + i] = at(a, i, j);
  return result;
}

const side = fc.integer({ min: 1, max: 21 });

describe("product", () => {
  it("is the plain triple loop to the last bit, whatever the shape and the transposes", () => {
    fc.assert(
      fc.property(side, side, side, fc.boolean(), fc.boolean(), fc.integer(), (m, k, n, ta, tb, seed) => {
        const random = randomFrom("test", "product", seed);
        const a = random.gaussianMatrix(m, k);
        const b = random.gaussianMatrix(k, n);
        const got = product(ta ? transposed(a) : a, tb ? transposed(b) : b, {
          transposeA: ta,
          transposeB: tb,
        });
        expect(got).toEqual(plain(a, b));
      }),
    );
  });

  it("keeps nothing of an earlier, larger product", () => {
    const random = randomFrom("test", "product", "after");
    product(random.gaussianMatrix(300, 200), random.gaussianMatrix(200, 100));
    const a = random.gaussianMatrix(5, 3);
    const b = random.gaussianMatrix(3, 6);
    expect(product(a, b)).toEqual(plain(a, b));
  });
});
