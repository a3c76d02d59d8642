import {
  EigenvalueDecomposition,
  Matrix as MlMatrix,
  QrDecomposition,
  SingularValueDecomposition,
} from "ml-matrix";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Backend, ThinQr, ThinSvd } from "../backend.ts";
import { checkFinite, checkFiniteLower, checkMatrix, checkSquare } from "../check.ts";
import { clearLower } from "../reorder.ts";
import { scaleToUnit } from "./scaling.ts";

/** Eigenvalues, singular values and QR by ml-matrix. */
export function portableDecompositions(): Pick<
  Backend,
  "eigenSymmetric" | "eigenvaluesSymmetric" | "svd" | "singularValues" | "qr" | "qrR"
> {
  const eigen = (where: string, a: Matrix): { values: Float64Array; vectors: Matrix } => {
    checkSquare(where, "a", a);
    checkFiniteLower(where, "a", a);
    const n = a.rows;
    if (n === 0) return { values: new Float64Array(0), vectors: matrix(0, 0) };
    const full = matrix(n, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) full.data[i * n + j] = full.data[j * n + i] = a.data[i * n + j]!;
    }
    const { scaled, factor } = scaleToUnit(full);
    const found = new EigenvalueDecomposition(toMl(scaled), { assumeSymmetric: true });
    const order = found.realEigenvalues.map((value, i) => ({ value, i })).sort((x, y) => y.value - x.value);
    const vectors = matrix(n, n);
    order.forEach(({ i: from }, j) => {
      for (let i = 0; i < n; i++) vectors.data[i * n + j] = found.eigenvectorMatrix.get(i, from);
    });
    return { values: Float64Array.from(order, ({ value }) => value / factor), vectors };
  };

  const svd = (where: string, a: Matrix): ThinSvd => {
    checkMatrix(where, "a", a);
    checkFinite(where, "a", a);
    const k = Math.min(a.rows, a.cols);
    if (k === 0) return { u: matrix(a.rows, 0), s: new Float64Array(0), vt: matrix(0, a.cols) };
    const { scaled, factor } = scaleToUnit(a);
    const found = new SingularValueDecomposition(toMl(scaled), { autoTranspose: true });
    const order = found.diagonal.map((value, i) => ({ value, i })).sort((x, y) => y.value - x.value);
    const [u, vt] = [matrix(a.rows, k), matrix(k, a.cols)];
    order.forEach(({ i: from }, j) => {
      for (let i = 0; i < a.rows; i++) u.data[i * k + j] = found.leftSingularVectors.get(i, from);
      for (let i = 0; i < a.cols; i++) vt.data[j * a.cols + i] = found.rightSingularVectors.get(i, from);
    });
    return { u, s: Float64Array.from(order, ({ value }) => value / factor), vt };
  };

  const qr = (where: string, a: Matrix): ThinQr => {
    checkMatrix(where, "a", a);
    checkFinite(where, "a", a);
    const k = Math.min(a.rows, a.cols);
    if (k === 0) return { q: matrix(a.rows, 0), r: matrix(0, a.cols) };
    const { scaled, factor } = scaleToUnit(a);
    // ml-matrix wants at least as many rows as columns; A = [A₁ A₂] = Q [R₁ QᵀA₂].
    const found = new QrDecomposition(toMl(scaled).subMatrix(0, a.rows - 1, 0, k - 1));
    const q = found.orthogonalMatrix.subMatrix(0, a.rows - 1, 0, k - 1);
    const r = fromMl(q.transpose().mmul(toMl(scaled)));
    clearLower(r.data, k, a.cols);
    for (let i = 0; i < r.data.length; i++) r.data[i]! /= factor;
    return { q: fromMl(q), r };
  };

  return {
    eigenSymmetric: (a) => eigen("eigenSymmetric", a),
    eigenvaluesSymmetric: (a) => eigen("eigenvaluesSymmetric", a).values,
    svd: (a) => svd("svd", a),
    singularValues: (a) => svd("singularValues", a).s,
    qr: (a) => qr("qr", a),
    qrR: (a) => qr("qrR", a).r,
  };
}

function toMl(a: Matrix): MlMatrix {
  return MlMatrix.from1DArray(a.rows, a.cols, a.data);
}

function fromMl(a: MlMatrix): Matrix {
  return matrix(a.rows, a.columns, Float64Array.from(a.to1DArray()));
}
