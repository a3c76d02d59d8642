import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";

/** A · B by the definition: the independent product of these tests. */
export function naiveProduct(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    const row = result.data.subarray(i * b.cols, (i + 1) * b.cols);
    for (let k = 0; k < a.cols; k++) {
      const factor = a.data[i * a.cols + k]!;
      const from = k * b.cols;
      for (let j = 0; j < b.cols; j++) row[j]! += factor * b.data[from + j]!;
    }
  }
  return result;
}

export function flip(a: Matrix): Matrix {
  const result = matrix(a.cols, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) result.data[j * a.rows + i] = a.data[i * a.cols + j]!;
  }
  return result;
}

export function identity(n: number): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) result.data[i * n + i] = 1;
  return result;
}

/** A · diag(s). */
export function timesDiagonal(a: Matrix, s: ArrayLike<number>): Matrix {
  return matrix(
    a.rows,
    a.cols,
    a.data.map((x, k) => x * s[k % a.cols]!),
  );
}

export function frobenius(a: Matrix): number {
  let total = 0;
  for (const x of a.data) total += x * x;
  return Math.sqrt(total);
}

/** ‖A − B‖ over ‖B‖ (Frobenius), or over 1 when B is zero. NaN when either has one. */
export function relativeDistance(a: Matrix, b: Matrix): number {
  if (a.rows !== b.rows || a.cols !== b.cols) return NaN;
  const difference = matrix(
    a.rows,
    a.cols,
    a.data.map((x, k) => x - b.data[k]!),
  );
  return frobenius(difference) / (frobenius(b) || 1);
}

/** max |QᵀQ − I|; NaN when Q has one. */
export function orthogonality(q: Matrix): number {
  const gram = naiveProduct(flip(q), q);
  return gram.data.reduce(
    (worst, x, k) => Math.max(worst, Math.abs(x - (k % (q.cols + 1) === 0 ? 1 : 0))),
    0,
  );
}

export const KINDS = ["full", "rank-deficient", "graded", "zero", "repeated", "diagonal", "sparse"] as const;

/** A matrix of one of the kinds on which decompositions go wrong. */
export function sample(random: Random, kind: (typeof KINDS)[number], m: number, n: number): Matrix {
  const full = random.gaussianMatrix(m, n);
  switch (kind) {
    case "full":
      return full;
    case "rank-deficient": {
      const rank = Math.max(1, Math.floor(Math.min(m, n) / 2));
      return naiveProduct(random.gaussianMatrix(m, rank), random.gaussianMatrix(rank, n));
    }
    case "graded":
      return timesDiagonal(
        full,
        Array.from({ length: n }, (_, j) => 10 ** ((-12 * j) / Math.max(1, n - 1))),
      );
    case "zero":
      return matrix(m, n);
    case "repeated":
      return matrix(
        m,
        n,
        full.data.map((_, k) => (k % n) % 3),
      );
    case "diagonal":
      return matrix(
        m,
        n,
        full.data.map((x, k) => (Math.floor(k / n) === k % n ? Math.round(x) : 0)),
      );
    case "sparse":
      return matrix(
        m,
        n,
        full.data.map((x) => (Math.abs(x) > 1.5 ? x : 0)),
      );
  }
}

/** The lower triangle of A mirrored: what a symmetric routine reads. */
export function symmetric(a: Matrix): Matrix {
  const result = matrix(a.rows, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j <= i; j++) {
      result.data[i * a.rows + j] = result.data[j * a.rows + i] = a.data[i * a.cols + j]!;
    }
  }
  return result;
}

export const isDescending = (values: Float64Array): boolean =>
  values.every((v, i) => i === 0 || v <= values[i - 1]!);
