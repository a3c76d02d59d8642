import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { combine, leadingColumns, scaleColumns, scaleRows, transpose } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import type { Differentiable } from "./pullback.ts";
import { requireRegular } from "./solve.ts";

const product = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b);
const withTranspose = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b, { transposeB: true });
const transposeWith = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b, { transposeA: true });

/** The lower triangle, mirrored: the symmetric matrix that has it. */
function mirrored(m: Matrix): Matrix {
  const result = matrix(m.rows, m.cols);
  for (let i = 0; i < m.rows; i++) {
    for (let j = 0; j < m.cols; j++) {
      result.data[i * m.cols + j] = m.data[Math.max(i, j) * m.cols + Math.min(i, j)]!;
    }
  }
  return result;
}

/** Columns k and later. */
const trailingColumns = (a: Matrix, k: number): Matrix => {
  const result = matrix(a.rows, a.cols - k);
  for (let i = 0; i < a.rows; i++) {
    result.data.set(a.data.subarray(i * a.cols + k, (i + 1) * a.cols), i * (a.cols - k));
  }
  return result;
};

function joined(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, a.cols + b.cols);
  for (let i = 0; i < a.rows; i++) {
    result.data.set(a.data.subarray(i * a.cols, (i + 1) * a.cols), i * result.cols);
    result.data.set(b.data.subarray(i * b.cols, (i + 1) * b.cols), i * result.cols + a.cols);
  }
  return result;
}

/** Of A = Q·R with R square: (∂L/∂Q + Q·sym(M))·R⁻ᵀ, M = R·∂L/∂Rᵀ − ∂L/∂Qᵀ·Q, its lower triangle mirrored. */
function bySquare(q: Matrix, r: Matrix, byQ: Matrix, byR: Matrix): Matrix {
  const m = mirrored(combine(1, withTranspose(r, byR), -1, transposeWith(byQ, q)));
  const left = combine(1, byQ, 1, product(q, m));
  return transpose(backend().solveTriangular(r, transpose(left), { lower: false }));
}

/**
 * A = Q·R for A m×n, k = min(m, n): Q m×k with orthonormal columns, R k×n upper triangular with a diagonal that is not
 * negative, which makes both functions of A. The adjoint is that of Walter and Lehmann 2013 (arxiv:1009.6112), for wide
 * A that of Roberts and Roberts 2020 (arxiv:2009.10071).
 *
 * @throws Undefined where the first k columns are linearly dependent.
 */
export const qr: Differentiable = (a) => {
  const raw = backend().qr(a);
  requireRegular(raw.r, "the matrix of a QR decomposition");
  const k = raw.r.rows;
  const signs = Float64Array.from({ length: k }, (_, i) => (raw.r.data[i * raw.r.cols + i]! < 0 ? -1 : 1));
  const [q, r] = [scaleColumns(raw.q, signs), scaleRows(signs, raw.r)];
  return {
    values: [q, r],
    pullback: ([byQ, byR]) => {
      if (r.cols === k) return [bySquare(q, r, byQ!, byR!)];
      const [front, back] = [leadingColumns(byR!, k), trailingColumns(byR!, k)];
      const rest = trailingColumns(a, k);
      const whole = combine(1, byQ!, 1, withTranspose(rest, back));
      return [joined(bySquare(q, leadingColumns(r, k), whole, front), product(q, back))];
    },
  };
};
