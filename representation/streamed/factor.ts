import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";
import { centerRows } from "./block.ts";
import type { Folding } from "./folding.ts";

/** Up to this ‖QᵀQ‖∞ the Cholesky factor of 1 + QᵀQ loses three digits at most: its condition is no larger. */
const TAME = 1e3;

/**
 * The R of [R; B] = [1; Q]·R, Q = B·R⁻¹, as chol(1 + QᵀQ)·R. The columns of [1; Q] are as good as independent, so that
 * nothing is lost by their products: it is B whose condition matters, and products of B are not formed. Some two fifths
 * of the time of reflections, because all of it is products of matrices. Undefined where B holds what R hardly has.
 */
function whitened(r: Matrix, block: Matrix, room: Float64Array): Matrix | undefined {
  const m = r.cols;
  if (r.rows !== m) return undefined;
  for (let j = 0; j < m; j++) if (r.data[j * (m + 1)] === 0) return undefined;
  const q = { ...block, data: room.subarray(0, block.data.length) };
  q.data.set(block.data);
  backend().solveTriangular(r, q, { lower: false, right: true, overwrite: true });
  const products = backend().gram(q);
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += Math.abs(products.data[i * m + j]!);
    // Nor may it be no number.
    if (!(sum <= TAME)) return undefined;
    products.data[i * (m + 1)]! += 1;
  }
  try {
    return triangleProduct(backend().cholesky(products), r);
  } catch (error) {
    if (error instanceof EtalonError && error.code === "linalg/not-positive-definite") return undefined;
    throw error;
  }
}

/** LᵀR, with exact zeros below its diagonal. */
function triangleProduct(l: Matrix, r: Matrix): Matrix {
  const product = backend().multiply(l, r, { transposeA: true });
  for (let i = 1; i < r.rows; i++) product.data.fill(0, i * r.cols, i * r.cols + i);
  return product;
}

/** The R of [R; B] by Householder's reflections. */
function reflected(r: Matrix, block: Matrix): Matrix {
  const stacked = matrix(r.rows + block.rows, r.cols);
  stacked.data.set(r.data);
  stacked.data.set(block.data, r.data.length);
  return backend().qrR(stacked);
}

/** Room for one block, which all parts of a stream use in turn. */
export interface Room {
  data: Float64Array;
}

/**
 * The triangular factor of all centred rows: a QR decomposition of a tall matrix whose rows come block by block
 * (Demmel, Grigori, Hoemmen and Langou 2012). The condition number is not squared.
 */
export function foldFactor(m: number, room: Room = { data: new Float64Array(0) }): Folding {
  let r = matrix(0, m);
  return {
    add(block, between) {
      centerRows(block);
      const b = block.rows.rows;
      block.room.set(between, b * m);
      const rows = { rows: b + 1, cols: m, data: block.room.subarray(0, (b + 1) * m) };
      if (room.data.length < rows.data.length) room.data = new Float64Array(rows.data.length);
      r = whitened(r, rows, room.data) ?? reflected(r, rows);
    },
    factor: () => r,
  };
}
