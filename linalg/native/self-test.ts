import type { Matrix } from "../../core/matrix.ts";
import { at, matrix } from "../../core/matrix.ts";
import type { Arithmetic, Backend } from "../backend.ts";

const TOLERANCE = 1e-11;
const TOLERANCE_SINGLE = 1e-4;

/**
 * Solves small known problems with a library before it is trusted: some builds choose a kernel that computes wrong
 * numbers on some processors. Sizes lie on both sides of the libraries' small-matrix paths.
 *
 * @returns what is wrong, or undefined when all is well.
 */
export function selfTest(tested: Backend): string | undefined {
  for (const [name, error] of problems(tested)) {
    if (!(error() <= TOLERANCE)) return `${name} gives wrong numbers`;
  }
  return undefined;
}

/** {@link selfTest} of what a library has in single precision. */
export function testSingle(tested: Arithmetic): string | undefined {
  for (const [name, error] of symmetricProblems(tested, "s")) {
    if (!(error() <= TOLERANCE_SINGLE)) return `${name} gives wrong numbers`;
  }
  return undefined;
}

/** Products, Gram matrices and their eigenvectors. */
function symmetricProblems(tested: Arithmetic, prefix: "d" | "s"): [string, () => number][] {
  const tall = fixed(50, 31, 1);
  const plain = (a: Matrix, b: Matrix): Matrix => naive(a, b);
  const gram = naive(flip(tall), tall);
  return [
    ...[true, false].flatMap((ta) =>
      [true, false].flatMap((tb) =>
        [[37, 29, 23] as const, [130, 70, 120] as const].map(([m, n, k]): [string, () => number] => [
          `${prefix}gemm`,
          () => {
            const [a, b] = [fixed(m, k, 2), fixed(k, n, 3)];
            const options = { transposeA: ta, transposeB: tb };
            return distance(tested.multiply(ta ? flip(a) : a, tb ? flip(b) : b, options), plain(a, b));
          },
        ]),
      ),
    ),
    [`${prefix}syrk`, () => distance(tested.gram(tall), gram)],
    [
      `${prefix}syevd`,
      () => {
        const { values, vectors } = tested.eigenSymmetric(gram);
        return distance(naive(vectors, naive(diagonal(values), flip(vectors))), gram);
      },
    ],
  ];
}

function problems(tested: Backend): [string, () => number][] {
  const tall = fixed(50, 31, 1);
  const gram = naive(flip(tall), tall);
  return [
    ...symmetricProblems(tested, "d"),
    // What is overwritten holds anything: the BLAS must not multiply it by zero, which leaves a NaN.
    ...(
      [
        ["dgemm", (into) => tested.multiply(flip(tall), tall, { into })],
        ["dsyrk", (into) => tested.gram(tall, true, into)],
      ] satisfies [string, (into: Matrix) => Matrix][]
    ).map(([name, product]): [string, () => number] => [
      name,
      () => distance(product(matrix(31, 31, new Float64Array(31 * 31).fill(NaN))), gram),
    ]),
    [
      "dsyevr",
      () => {
        const vector = matrix(31, 1, tested.leadingEigenvector(gram));
        const [largest] = tested.eigenvaluesSymmetric(gram);
        return distance(naive(gram, vector), {
          ...vector,
          data: vector.data.map((value) => value * largest!),
        });
      },
    ],
    [
      "dgesdd",
      () => {
        const { u, s, vt } = tested.svd(tall);
        return distance(naive(u, naive(diagonal(s), vt)), tall);
      },
    ],
    [
      "dgeqrf",
      () => {
        const { q, r } = tested.qr(tall);
        return (
          distance(naive(q, r), tall) + distance(naive(flip(q), q), diagonal(new Float64Array(31).fill(1)))
        );
      },
    ],
    [
      "dpotrf",
      () => {
        const l = tested.cholesky(gram);
        return distance(naive(l, flip(l)), gram);
      },
    ],
    [
      "dtrsm",
      () => {
        const l = tested.cholesky(gram);
        const b = fixed(31, 9, 4);
        const right = tested.solveTriangular(l, flip(b), { lower: true, right: true });
        return (
          distance(naive(l, tested.solveTriangular(l, b, { lower: true })), b) +
          distance(naive(right, l), flip(b))
        );
      },
    ],
    [
      "ddot",
      () => {
        const wanted = naive(
          { rows: 1, cols: 31 * 50, data: tall.data },
          { ...tall, rows: 31 * 50, cols: 1 },
        );
        return Math.abs(tested.inner(tall.data, tall.data) / wanted.data[0]! - 1);
      },
    ],
    [
      "daxpy",
      () => {
        const result = fixed(50, 31, 5);
        const wanted = matrix(
          50,
          31,
          result.data.map((value, k) => value - 3 * tall.data[k]!),
        );
        tested.addMultiple(result.data, -3, tall.data);
        return distance(result, wanted);
      },
    ],
    [
      "dscal",
      () => {
        const result = fixed(50, 31, 6);
        const wanted = matrix(
          50,
          31,
          result.data.map((value) => -3 * value),
        );
        tested.scale(result.data, -3);
        return distance(result, wanted);
      },
    ],
    [
      "dgemv",
      () => {
        const ones = matrix(1, 50, new Float64Array(50).fill(1));
        return distance(matrix(1, 31, tested.columnSums(tall)), naive(ones, tall));
      },
    ],
    [
      "dger",
      () => {
        const [result, u, v] = [fixed(50, 31, 7), fixed(50, 1, 8), fixed(1, 31, 9)];
        const outer = naive(u, v);
        const wanted = matrix(
          50,
          31,
          result.data.map((value, k) => value - 3 * outer.data[k]!),
        );
        tested.addOuter(result, -3, u.data, v.data);
        return distance(result, wanted);
      },
    ],
  ];
}

/** A full matrix of fixed numbers in [−0.5, 0.5). */
function fixed(rows: number, cols: number, salt: number): Matrix {
  const result = matrix(rows, cols);
  let state = salt;
  for (let k = 0; k < result.data.length; k++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    result.data[k] = state / 2 ** 32 - 0.5;
  }
  return result;
}

function naive(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.cols; k++) {
      const factor = at(a, i, k);
      for (let j = 0; j < b.cols; j++) result.data[i * b.cols + j]! += factor * b.data[k * b.cols + j]!;
    }
  }
  return result;
}

function flip(a: Matrix): Matrix {
  const result = matrix(a.cols, a.rows);
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < a.cols; j++) result.data[j * a.rows + i] = at(a, i, j);
  return result;
}

function diagonal(values: Float64Array): Matrix {
  const result = matrix(values.length, values.length);
  values.forEach((value, i) => (result.data[i * values.length + i] = value));
  return result;
}

/** max |A − B|; NaN when either has one, which Math.max keeps. */
function distance(a: Matrix, b: Matrix): number {
  let worst = 0;
  for (let k = 0; k < b.data.length; k++) worst = Math.max(worst, Math.abs(a.data[k]! - b.data[k]!));
  return worst;
}
