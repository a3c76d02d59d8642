import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Backend, ThinQr, ThinSvd } from "../backend.ts";
import { checkFinite, checkFiniteLower, checkMatrix, checkSquare } from "../check.ts";
import { notConverged } from "../failures.ts";
import { pushScaled, scaleFactor, scaleFactorLower, unscale } from "./scaling.ts";
import { checkSides, onKernel, pull } from "./session.ts";

/** Eigenvalues, singular values and QR by the WebAssembly kernel. */
export const portableDecompositions: Pick<
  Backend,
  "eigenSymmetric" | "eigenvaluesSymmetric" | "leadingEigenvector" | "svd" | "singularValues" | "qr" | "qrR"
> = {
  eigenSymmetric: (a) => eigen("eigenSymmetric", a, true),
  eigenvaluesSymmetric: (a) => eigen("eigenvaluesSymmetric", a, false).values,
  leadingEigenvector: (a) => {
    const { vectors } = eigen("leadingEigenvector", a, true);
    return Float64Array.from({ length: a.rows }, (_, i) => vectors.data[i * a.rows]!);
  },
  svd: (a) => decompose("svd", a, true),
  singularValues: (a) => decompose("singularValues", a, false).s,
  qr: (a) => factor("qr", a, true),
  qrR: (a) => factor("qrR", a, false).r,
};

function eigen(where: string, a: Matrix, withVectors: boolean): { values: Float64Array; vectors: Matrix } {
  checkSquare(where, "a", a);
  checkFiniteLower(where, "a", a);
  const n = a.rows;
  if (n === 0) return { values: new Float64Array(0), vectors: matrix(0, 0) };
  const scale = scaleFactorLower(a);
  return onKernel(where, (session) => {
    const address = pushScaled(session, a.data, scale);
    const w = session.reserve(n);
    const q = withVectors ? session.reserve(n * n) : 0;
    const info = session.kernel.eigenSymmetric(n, address * 8, w * 8, withVectors ? 1 : 0, q * 8);
    if (info !== 0) throw notConverged(where, "QL steps");
    return {
      values: unscale(pull(session, w, n), scale),
      vectors: withVectors ? matrix(n, n, pull(session, q, n * n)) : matrix(0, 0),
    };
  });
}

function decompose(where: string, a: Matrix, withVectors: boolean): ThinSvd {
  checkMatrix(where, "a", a);
  checkFinite(where, "a", a);
  checkSides(where, a);
  const { rows: m, cols: n } = a;
  const k = Math.min(m, n);
  if (k === 0) return { u: matrix(m, 0), s: new Float64Array(0), vt: matrix(0, n) };
  const scale = scaleFactor(a.data);
  return onKernel(where, (session) => {
    const address = pushScaled(session, a.data, scale);
    const s = session.reserve(k);
    const u = withVectors ? session.reserve(m * k) : 0;
    const vt = withVectors ? session.reserve(k * n) : 0;
    const info = session.kernel.svd(m, n, address * 8, s * 8, withVectors ? 1 : 0, u * 8, vt * 8);
    if (info !== 0) throw notConverged(where, "QR steps");
    return {
      u: withVectors ? matrix(m, k, pull(session, u, m * k)) : matrix(0, 0),
      s: unscale(pull(session, s, k), scale),
      vt: withVectors ? matrix(k, n, pull(session, vt, k * n)) : matrix(0, 0),
    };
  });
}

function factor(where: string, a: Matrix, wantQ: boolean): ThinQr {
  checkMatrix(where, "a", a);
  checkFinite(where, "a", a);
  checkSides(where, a);
  const { rows: m, cols: n } = a;
  const k = Math.min(m, n);
  if (k === 0) return { q: matrix(m, 0), r: matrix(0, n) };
  const scale = scaleFactor(a.data);
  return onKernel(where, (session) => {
    const address = pushScaled(session, a.data, scale);
    const r = session.reserve(k * n);
    const q = wantQ ? session.reserve(m * k) : 0;
    session.kernel.qr(m, n, address * 8, r * 8, wantQ ? 1 : 0, q * 8);
    return {
      q: wantQ ? matrix(m, k, pull(session, q, m * k)) : matrix(0, 0),
      r: matrix(k, n, unscale(pull(session, r, k * n), scale)),
    };
  });
}
