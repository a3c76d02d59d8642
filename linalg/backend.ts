import type { Matrix } from "../core/matrix.ts";

/** Eigenvalues in descending order and the matching orthonormal eigenvectors as columns. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/** A = U · diag(s) · Vᵀ with k = min(m, n): U is m×k, s descending and non-negative, Vᵀ is k×n. */
export interface ThinSvd {
  readonly u: Matrix;
  readonly s: Float64Array;
  readonly vt: Matrix;
}

/** A = Q · R with k = min(m, n): Q is m×k with orthonormal columns, R is k×n and upper triangular. */
export interface ThinQr {
  readonly q: Matrix;
  readonly r: Matrix;
}

/** Which operands of a product are transposed. */
export interface ProductOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** A matrix of the product's shape that the product is added to, and which is then the result. */
  readonly addTo?: Matrix;
  /** A matrix of the product's shape that is overwritten, and which is then the result; not beside `addTo`. */
  readonly into?: Matrix;
  /** What the product is multiplied by. @defaultValue 1 */
  readonly times?: number;
}

/** Which triangle is read, and what is solved for. */
export interface TriangularOptions {
  readonly lower: boolean;
  readonly transpose?: boolean;
  /** X · op(T) = B instead. */
  readonly right?: boolean;
  /** B is overwritten, and is then the result. */
  readonly overwrite?: boolean;
}

/**
 * Dense float64 linear algebra on row-major matrices. Arguments are never changed, but for those that an option says are
 * written (`addTo`, `into`, `overwrite`) and the first one of `addMultiple`, `scale`, `addOuter` and `addToEachRow`. Two implementations, one test suite: `native` (the BLAS and LAPACK of the
 * machine) and `portable` (WebAssembly and JavaScript).
 */
export interface Backend {
  readonly name: "native" | "portable";
  /** For the result's manifest: library, version and kernel. */
  readonly description: string;
  /** Some of it in single precision, where the library has that: for draws of which only a distribution is read. */
  readonly single?: Arithmetic;
  /** op(A) · op(B), times a number, or that added to a matrix. */
  multiply(a: Matrix, b: Matrix, options?: ProductOptions): Matrix;
  /** AᵀA (`transpose` true, the default) or AAᵀ, exactly symmetric; `into` is overwritten, and is then the result. */
  gram(a: Matrix, transpose?: boolean, into?: Matrix): Matrix;
  /** Reads the lower triangle. */
  eigenSymmetric(a: Matrix): SymmetricEigen;
  /** Eigenvalues only, descending. */
  eigenvaluesSymmetric(a: Matrix): Float64Array;
  /** Those of AᵀA (`transpose` true, the default) or AAᵀ, where nothing is gained by seeing it: the same numbers. */
  eigenvaluesOfGram(a: Matrix, transpose?: boolean): Float64Array;
  /** A unit vector of the largest eigenvalue of a symmetric matrix, of which the lower triangle is read. */
  leadingEigenvector(a: Matrix): Float64Array;
  svd(a: Matrix): ThinSvd;
  /** Singular values only, descending. */
  singularValues(a: Matrix): Float64Array;
  qr(a: Matrix): ThinQr;
  /** The k×n factor R of QR alone. */
  qrR(a: Matrix): Matrix;
  /** The lower triangular L with LLᵀ = A. @throws EtalonError `linalg/not-positive-definite`. */
  cholesky(a: Matrix): Matrix;
  /**
   * X with op(T) · X = B, or X · op(T) = B, for triangular T (`lower` says which triangle is read).
   * @throws EtalonError `linalg/singular` when a diagonal element is zero.
   */
  solveTriangular(t: Matrix, b: Matrix, options: TriangularOptions): Matrix;
  /** Σ aᵢbᵢ of two arrays of one length. */
  inner(a: Float64Array, b: Float64Array): number;
  /** a ← a + by·b in place, for two arrays of one length. */
  addMultiple(a: Float64Array, by: number, b: Float64Array): void;
  /** a ← by·a in place. */
  scale(a: Float64Array, by: number): void;
  /** Aᵀ·1: the sum of each column. */
  columnSums(a: Matrix): Float64Array;
  /** A ← A + by·uvᵀ in place. */
  addOuter(a: Matrix, by: number, u: Float64Array, v: Float64Array): void;
  /** A ← A + by·1vᵀ in place: the vector, times a number, added to each row. */
  addToEachRow(a: Matrix, by: number, v: Float64Array): void;
}

/** Products and eigenvalues of symmetric matrices, in double precision or, rounded on the way, in single. */
export interface Arithmetic {
  /** The spacing of numbers around 1. @defaultValue `Number.EPSILON` */
  readonly epsilon?: number;
  multiply(a: Matrix, b: Matrix, options?: Pick<ProductOptions, "transposeA" | "transposeB">): Matrix;
  gram(a: Matrix, transpose?: boolean): Matrix;
  eigenSymmetric(a: Matrix): SymmetricEigen;
  eigenvaluesSymmetric(a: Matrix): Float64Array;
  /** Both in one, where nothing is gained by seeing the Gram matrix: its eigenvalues, descending. */
  eigenvaluesOfGram(a: Matrix, transpose?: boolean): Float64Array;
}
