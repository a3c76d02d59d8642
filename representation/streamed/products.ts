import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";
import { CONSTANT } from "../centered.ts";
import type { Block } from "./block.ts";
import { centerRows, outOfScale } from "./block.ts";
import type { Folding } from "./folding.ts";
import { rootOf } from "./root.ts";

/** Below this share of a sum of squares about the shift, that about the mean has lost digits that are wanted. */
const DRIFT = 0.01;

/** Whether the block's mean is so far from the shift that products about the shift lose digits. */
function drifts({ rows: { rows: b }, mean }: Block, products: Matrix, shift: Float64Array): boolean {
  return mean.some((value, j) => {
    const square = products.data[j * (mean.length + 1)]!;
    // Of a constant column all is rounding.
    const rounding = b * (CONSTANT * shift[j]!) ** 2;
    return square > rounding && square - b * value * value < DRIFT * square;
  });
}

/**
 * The products of the centred columns, added up. Every product is right to some roundings of ‖xᵢ‖‖yⱼ‖, which is all that
 * HSIC, CKA, NBS and Procrustes need; where a small direction counts as much as a large one, see `factor.ts`.
 */
export function foldProducts(shift: Float64Array): Folding {
  const m = shift.length;
  const total = matrix(m, m);
  return {
    add(block, between) {
      const { mean, rows } = block;
      let products = backend().gram(rows);
      // About the shift, if the mean is near it: correcting the products is cheaper than correcting the rows.
      const about = !drifts(block, products, shift);
      if (!about) {
        centerRows(block);
        products = backend().gram(rows);
      }
      for (let i = 0, k = 0; i < m; i++) {
        const correction = about ? rows.rows * mean[i]! : 0;
        for (let j = 0; j < m; j++, k++) {
          total.data[k]! += products.data[k]! - correction * mean[j]! + between[i]! * between[j]!;
        }
        if (!(total.data[i * (m + 1)]! < Infinity)) throw outOfScale();
      }
    },
    factor: () => rootOf(total),
  };
}
