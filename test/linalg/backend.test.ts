import { EigenvalueDecomposition, Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { copy, fromRows, matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import type { Backend } from "../../linalg/backend.ts";
import { availableBackends, describeDiscovery } from "../../linalg/index.ts";
import {
  flip,
  frobenius,
  identity,
  isDescending,
  KINDS,
  naiveProduct,
  orthogonality,
  relativeDistance,
  sample,
  symmetric,
  timesDiagonal,
} from "./support.ts";

const TOLERANCE = 1e-12;
const backends = availableBackends();
const random = randomFrom("test", "linalg");

// Few large and many small: products of the shapes' sides are what the naive checks cost.
const EDGES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 64, 65, 97];
const SQUARES = [...EDGES, 129, 200, 300];
const SHAPES: (readonly [number, number])[] = [
  ...EDGES.map((n) => [n, n] as const),
  ...EDGES.map((n, i) => [n, EDGES[(i * 7 + 5) % EDGES.length]!] as const),
  [300, 7],
  [7, 300],
  [230, 130],
  [130, 230],
  [200, 199],
  [257, 257],
  [1, 300],
  [300, 1],
];

if (backends.length < 2) {
  const trials = describeDiscovery();
  it.skipIf(process.env["ETALON_REQUIRE_NATIVE"] !== "1")("a native library is required", () => {
    expect.fail(JSON.stringify(trials));
  });
  it.skip(`native: no library here (${trials.obstacle ?? `${trials.trials.length} paths tried`})`, () =>
    undefined);
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof EtalonError ? error.code : String(error);
  }
  return "nothing thrown";
}

/** Every sample of every kind, with a name for the message. */
function* samples(
  shapes: readonly (readonly [number, number])[],
  path: string,
): Generator<{ name: string; a: Matrix }> {
  for (const [i, [m, n]] of shapes.entries()) {
    // Each small shape meets every kind, each large one two of them.
    const kinds = m * n <= 1200 ? KINDS : [KINDS[i % 3]!, KINDS[3 + (i % 4)]!];
    for (const kind of kinds)
      yield { name: `${kind} ${m}×${n}`, a: sample(random.child(path, kind, m, n), kind, m, n) };
  }
}

const squares = SQUARES.map((n) => [n, n] as const);

describe.each(backends.map((backend): [string, Backend] => [backend.name, backend]))("%s", (_, backend) => {
  describe("multiply", () => {
    it.each([
      [false, false],
      [false, true],
      [true, false],
      [true, true],
    ])("equals the definition, transposed %s and %s", (transposeA, transposeB) => {
      const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 13, 31, 64, 129];
      for (const [i, m] of sizes.entries()) {
        for (const [j, n] of sizes.entries()) {
          const k = [...sizes, 257, 300][(i * 3 + j * 5) % 14]!;
          const [a, b] = [random.child("gemm-a", m, k).gaussianMatrix(m, k), random.gaussianMatrix(k, n)];
          const got = backend.multiply(transposeA ? flip(a) : a, transposeB ? flip(b) : b, {
            transposeA,
            transposeB,
          });
          expect(relativeDistance(got, naiveProduct(a, b)), `${m}×${k}×${n}`).toBeLessThan(1e-14);
        }
      }
    });

    it("adds to a matrix on request, which is then the result", () => {
      const [a, b, c] = [
        random.gaussianMatrix(9, 5),
        random.gaussianMatrix(7, 5),
        random.gaussianMatrix(9, 7),
      ];
      const product = backend.multiply(a, b, { transposeB: true });
      const expected = c.data.map((value, k) => value + product.data[k]!);
      const sum = backend.multiply(a, b, { transposeB: true, addTo: c });
      expect(sum).toBe(c);
      expect(relativeDistance(sum, matrix(9, 7, expected))).toBeLessThan(1e-15);
      expect(backend.multiply(matrix(9, 0), matrix(0, 7), { addTo: c })).toBe(c);
      expect(() => backend.multiply(a, b, { transposeB: true, addTo: matrix(7, 9) })).toThrow(
        "the rows of the product and of addTo must be equal (got 9 and 7)",
      );
    });

    it("overwrites a matrix on request, whatever it held, and takes a factor", () => {
      const [a, b] = [random.gaussianMatrix(9, 5), random.gaussianMatrix(5, 7)];
      const plain = backend.multiply(a, b);
      const scaled = matrix(
        9,
        7,
        plain.data.map((value) => -3 * value),
      );
      const into = matrix(9, 7, new Float64Array(63).fill(NaN));
      expect(backend.multiply(a, b, { into, times: -3 })).toBe(into);
      expect(relativeDistance(into, scaled)).toBeLessThan(1e-15);
      const sum = backend.multiply(a, b, { addTo: copy(plain), times: -3 });
      expect(relativeDistance(backend.multiply(a, b, { times: -2 }), sum)).toBeLessThan(1e-15);
      expect(backend.multiply(matrix(9, 0), matrix(0, 7), { into })).toEqual(matrix(9, 7));
      expect(() => backend.multiply(a, b, { into: matrix(7, 9) })).toThrow(
        "into must be equal (got 9 and 7)",
      );
      const square = random.gaussianMatrix(4, 4);
      const part = { rows: 4, cols: 4, data: square.data.subarray(0, 16) };
      for (const target of ["into", "addTo"]) {
        expect(codeOf(() => backend.multiply(square, identity(4), { [target]: part }))).toBe(
          "linalg/aliased",
        );
      }
    });

    it("multiplies what exceeds one block", () => {
      const [a, b] = [random.gaussianMatrix(3, 400_000), random.gaussianMatrix(2, 400_000)];
      const got = backend.multiply(a, b, { transposeB: true });
      expect(relativeDistance(got, naiveProduct(a, flip(b)))).toBeLessThan(1e-12);
      const [tall, wide] = [random.gaussianMatrix(2100, 3), random.gaussianMatrix(3, 2100)];
      expect(relativeDistance(backend.multiply(tall, wide), naiveProduct(tall, wide))).toBeLessThan(1e-14);
    });

    it("gives zeros for an empty inner side and nothing for an empty outer one", () => {
      expect(backend.multiply(matrix(2, 0), matrix(0, 3))).toEqual(matrix(2, 3));
      expect(backend.multiply(matrix(0, 2), matrix(2, 3))).toEqual(matrix(0, 3));
    });

    it("gives the same bits again, whatever ran between", () => {
      const [a, b] = [random.gaussianMatrix(45, 67), random.gaussianMatrix(67, 23)];
      const first = backend.multiply(a, b);
      backend.multiply(random.gaussianMatrix(200, 200), random.gaussianMatrix(200, 200));
      expect(backend.multiply(a, b)).toEqual(first);
    });
  });

  describe("gram", () => {
    it("is AᵀA or AAᵀ, and symmetric to the bit", () => {
      for (const { name, a } of samples(SHAPES, "gram")) {
        for (const transpose of [true, false]) {
          const got = backend.gram(a, transpose);
          const expected = transpose ? naiveProduct(flip(a), a) : naiveProduct(a, flip(a));
          expect(relativeDistance(got, expected), name).toBeLessThan(1e-13);
          expect(relativeDistance(flip(got), got), name).toBe(0);
        }
      }
    });

    it("overwrites a matrix on request, whatever it held", () => {
      const a = random.gaussianMatrix(9, 5);
      const into = matrix(5, 5, new Float64Array(25).fill(NaN));
      expect(backend.gram(a, true, into)).toBe(into);
      expect(into).toEqual(backend.gram(a));
      expect(backend.gram(matrix(0, 5), true, into)).toEqual(matrix(5, 5));
      expect(codeOf(() => backend.gram(a, false, into))).toBe("linalg/shape");
      expect(codeOf(() => backend.gram(into, true, into))).toBe("linalg/aliased");
    });

    it("handles a result larger than one block", () => {
      const a = random.gaussianMatrix(2, 2300);
      const got = backend.gram(a);
      expect(relativeDistance(got, naiveProduct(flip(a), a))).toBeLessThan(1e-14);
    });
  });

  describe("eigenSymmetric", () => {
    it("reconstructs A with orthonormal vectors and descending values", () => {
      for (const { name, a } of samples(squares, "eigen")) {
        const { values, vectors } = backend.eigenSymmetric(a);
        const back = naiveProduct(timesDiagonal(vectors, values), flip(vectors));
        expect(relativeDistance(back, symmetric(a)), name).toBeLessThan(TOLERANCE);
        expect(orthogonality(vectors), name).toBeLessThan(TOLERANCE);
        expect(isDescending(values), name).toBe(true);
      }
    });

    it("gives the same values without vectors", () => {
      for (const { name, a } of samples(squares, "eigen-values")) {
        const { values } = backend.eigenSymmetric(a);
        const alone = backend.eigenvaluesSymmetric(a);
        const scale = frobenius(symmetric(a)) || 1;
        expect(isDescending(alone), name).toBe(true);
        for (let i = 0; i < values.length; i++) {
          expect(Math.abs(alone[i]! - values[i]!) / scale, name).toBeLessThan(TOLERANCE);
        }
      }
    });

    it("gives those of a Gram matrix as of the matrix itself, to the last bit", () => {
      // After larger ones, too, whose memory may be used again.
      for (const [rows, cols] of [
        [30, 50],
        [50, 30],
        [7, 7],
        [1, 4],
        [0, 2],
        [2, 0],
      ] as const) {
        const a = random.gaussianMatrix(rows, cols);
        for (const columns of [true, false]) {
          const expected = backend.eigenvaluesSymmetric(backend.gram(a, columns));
          expect(backend.eigenvaluesOfGram(a, columns)).toEqual(expected);
        }
        expect(backend.eigenvaluesOfGram(a)).toEqual(backend.eigenvaluesOfGram(a, true));
      }
    });

    it("gives a unit vector of the largest eigenvalue alone", () => {
      for (const { name, a } of samples(squares, "leading")) {
        const full = symmetric(a);
        const vector = matrix(a.rows, 1, backend.leadingEigenvector(a));
        const image = naiveProduct(full, vector);
        const largest = backend.eigenvaluesSymmetric(a)[0] ?? 0;
        const scale = frobenius(full) || 1;
        for (let i = 0; i < a.rows; i++) {
          const off = Math.abs(image.data[i]! - largest * vector.data[i]!);
          expect(off / scale, name).toBeLessThan(TOLERANCE);
        }
        if (a.rows > 0) expect(frobenius(vector), name).toBeCloseTo(1, 12);
      }
    });

    it("reads the lower triangle alone", () => {
      const a = fromRows([
        [1, NaN, Infinity],
        [2, 5, NaN],
        [3, 4, 6],
      ]);
      expect(backend.eigenvaluesSymmetric(a)).toEqual(backend.eigenvaluesSymmetric(symmetric(a)));
      expect(backend.eigenSymmetric(a)).toEqual(backend.eigenSymmetric(symmetric(a)));
      expect(backend.leadingEigenvector(a)).toEqual(backend.leadingEigenvector(symmetric(a)));
    });
  });

  describe("svd", () => {
    it("reconstructs A with orthonormal vectors and descending non-negative values", () => {
      for (const { name, a } of samples(SHAPES, "svd")) {
        const { u, s, vt } = backend.svd(a);
        expect(relativeDistance(naiveProduct(timesDiagonal(u, s), vt), a), name).toBeLessThan(TOLERANCE);
        expect(orthogonality(u), name).toBeLessThan(TOLERANCE);
        expect(orthogonality(flip(vt)), name).toBeLessThan(TOLERANCE);
        expect(isDescending(s) && s.every((x) => x >= 0), name).toBe(true);
      }
    });

    it("gives the same values without vectors", () => {
      for (const { name, a } of samples(SHAPES, "svd-values")) {
        const { s } = backend.svd(a);
        const alone = backend.singularValues(a);
        expect(isDescending(alone) && alone.every((x) => x >= 0), name).toBe(true);
        for (let i = 0; i < s.length; i++) {
          expect(Math.abs(alone[i]! - s[i]!) / (s[0]! || 1), name).toBeLessThan(TOLERANCE);
        }
      }
    });
  });

  describe("qr", () => {
    it("reconstructs A with orthonormal Q and upper triangular R", () => {
      for (const { name, a } of samples(SHAPES, "qr")) {
        const { q, r } = backend.qr(a);
        expect([q.rows, q.cols, r.rows, r.cols]).toEqual([a.rows, r.rows, Math.min(a.rows, a.cols), a.cols]);
        expect(relativeDistance(naiveProduct(q, r), a), name).toBeLessThan(TOLERANCE);
        expect(orthogonality(q), name).toBeLessThan(TOLERANCE);
        expect(
          r.data.every((x, k) => k % a.cols >= Math.floor(k / a.cols) || x === 0),
          name,
        ).toBe(true);
      }
    });

    it("gives the same R alone", () => {
      for (const { name, a } of samples(SHAPES, "qr-r")) {
        expect(relativeDistance(backend.qrR(a), backend.qr(a).r), name).toBeLessThan(TOLERANCE);
      }
    });
  });

  describe("cholesky and solveTriangular", () => {
    it("factors AᵀA + 1 and solves with both triangles, plain and transposed", () => {
      for (const n of SQUARES) {
        const g = random.child("cholesky", n).gaussianMatrix(n + 3, n);
        const a = backend.gram(g);
        for (let i = 0; i < n; i++) a.data[i * n + i]! += 1;
        const l = backend.cholesky(a);
        expect(relativeDistance(naiveProduct(l, flip(l)), a)).toBeLessThan(1e-13);
        for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(l.data[i * n + j]).toBe(0);
        for (const width of n > 150 ? [70] : [1, 5, 70]) {
          const b = random.child("right", n, width).gaussianMatrix(n, width);
          for (const lower of [true, false]) {
            // What lies in the other triangle must not be read.
            const t = symmetricFrom(lower ? l : flip(l), lower);
            for (const transpose of [false, true]) {
              const x = backend.solveTriangular(t, b, { lower, transpose });
              const op = lower === transpose ? flip(l) : l;
              expect(relativeDistance(naiveProduct(op, x), b)).toBeLessThan(TOLERANCE);
              const right = flip(b);
              const solved = backend.solveTriangular(t, right, { lower, transpose, right: true });
              expect(relativeDistance(naiveProduct(solved, op), right)).toBeLessThan(TOLERANCE);
              for (const [given, options] of [
                [b, {}],
                [right, { right: true }],
              ] as const) {
                const own = copy(given);
                const asked = { lower, transpose, ...options };
                expect(backend.solveTriangular(t, own, { ...asked, overwrite: true })).toBe(own);
                expect(own).toEqual(backend.solveTriangular(t, given, asked));
              }
            }
          }
        }
      }
    });

    it("refuses what is not positive definite", () => {
      const a = identity(40);
      a.data[20 * 40 + 20] = -1;
      expect(codeOf(() => backend.cholesky(a))).toBe("linalg/not-positive-definite");
      expect(codeOf(() => backend.cholesky(matrix(3, 3)))).toBe("linalg/not-positive-definite");
    });

    it("refuses a zero on the diagonal", () => {
      const t = identity(3);
      t.data[4] = 0;
      expect(codeOf(() => backend.solveTriangular(t, matrix(3, 1), { lower: true }))).toBe("linalg/singular");
      const own = identity(3);
      expect(codeOf(() => backend.solveTriangular(own, own, { lower: true, overwrite: true }))).toBe(
        "linalg/aliased",
      );
    });
  });

  it("multiplies and adds arrays of any length", () => {
    for (const length of [0, 1, 2, 3, 7, 16, 33, 1000]) {
      const [a, b] = [random.gaussianMatrix(1, length).data, random.gaussianMatrix(1, length).data];
      const products = a.map((value, k) => value * b[k]!);
      const size = products.reduce((total, value) => total + Math.abs(value), 0);
      const plain = products.reduce((total, value) => total + value, 0);
      expect(Math.abs(backend.inner(a, b) - plain)).toBeLessThanOrEqual(1e-15 * size);
      // Half of a larger array: what lies beside it must neither be read nor written.
      const room = new Float64Array(2 * length).fill(NaN);
      const part = room.subarray(length);
      part.set(a);
      backend.addMultiple(part, -2.5, b);
      part.forEach((value, k) => expect(value).toBeCloseTo(a[k]! - 2.5 * b[k]!, 14));
      expect(room.subarray(0, length).every(Number.isNaN)).toBe(true);
    }
    const [two, three] = [new Float64Array(2), new Float64Array(3)];
    expect(codeOf(() => backend.inner(two, three))).toBe("linalg/shape");
    expect(codeOf(() => backend.addMultiple(three, 1, two))).toBe("linalg/shape");
  });

  it("adds columns up, scales, and adds outer products in place, to any shape and nothing beside it", () => {
    for (const [rows, cols] of [
      [0, 3],
      [3, 0],
      [1, 1],
      [4, 7],
      [33, 5],
      [130, 66],
    ] as const) {
      const [a, u, v] = [
        random.gaussianMatrix(rows, cols),
        random.gaussianMatrix(1, rows).data,
        random.gaussianMatrix(1, cols).data,
      ];
      const before = a.data.slice();
      const sums = backend.columnSums(a);
      expect(sums.length).toBe(cols);
      sums.forEach((value, j) => {
        let total = 0;
        for (let i = 0; i < rows; i++) total += before[i * cols + j]!;
        expect(value).toBeCloseTo(total, 12);
      });
      const room = new Float64Array(3 * rows * cols).fill(NaN);
      const part = matrix(rows, cols, room.subarray(rows * cols, 2 * rows * cols));
      part.data.set(before);
      backend.addOuter(part, -2, u, v);
      backend.addToEachRow(part, 3, v);
      backend.scale(part.data, 0.5);
      part.data.forEach((value, k) => {
        const [i, j] = [Math.floor(k / cols), k % cols];
        expect(value).toBeCloseTo((before[k]! - 2 * u[i]! * v[j]! + 3 * v[j]!) / 2, 12);
      });
      expect(room.filter(Number.isNaN).length).toBe(2 * rows * cols);
    }
    const a = matrix(2, 3);
    const [two, three] = [new Float64Array(2), new Float64Array(3)];
    expect(codeOf(() => backend.addOuter(a, 1, three, two))).toBe("linalg/shape");
    expect(codeOf(() => backend.addToEachRow(a, 1, two))).toBe("linalg/shape");
    expect(codeOf(() => backend.columnSums({ ...a, cols: 4 }))).toBe("linalg/shape");
  });

  it("leaves a symmetric matrix exactly symmetric when the outer product of a vector with itself is taken off", () => {
    const c = backend.gram(random.gaussianMatrix(90, 70));
    const v = random.gaussianMatrix(1, 70).data;
    backend.addOuter(c, -1, v, v);
    for (let i = 0; i < 70; i++) {
      for (let j = 0; j < i; j++) expect(c.data[i * 70 + j]).toBe(c.data[j * 70 + i]);
    }
  });

  describe("scale", () => {
    it.each([1e150, 1e-150, 1e300, 1e-300])("is kept at %s", (factor) => {
      for (const n of [3, 20, 70]) {
        const a = random.child("scale", n).gaussianMatrix(n, n);
        const scaled = matrix(
          n,
          n,
          a.data.map((x) => x * factor),
        );
        const compare = (got: Float64Array, expected: Float64Array, what: string): void => {
          const largest = Math.max(...expected.map(Math.abs));
          got.forEach((x, i) =>
            expect(Math.abs(x / factor - expected[i]!) / largest, what).toBeLessThan(1e-12),
          );
        };
        compare(backend.singularValues(scaled), backend.singularValues(a), "singularValues");
        compare(backend.svd(scaled).s, backend.svd(a).s, "svd");
        compare(
          backend.eigenvaluesSymmetric(scaled),
          backend.eigenvaluesSymmetric(a),
          "eigenvaluesSymmetric",
        );
        compare(backend.eigenSymmetric(scaled).values, backend.eigenSymmetric(a).values, "eigenSymmetric");
        compare(backend.qrR(scaled).data, backend.qrR(a).data, "qrR");
        const leading = (of: Matrix): number[] => [...backend.leadingEigenvector(of)].map(Math.abs);
        leading(scaled).forEach((x, i) => expect(x).toBeCloseTo(leading(a)[i]!, 10));
        expect(orthogonality(backend.svd(scaled).u)).toBeLessThan(TOLERANCE);
        expect(orthogonality(backend.eigenSymmetric(scaled).vectors)).toBeLessThan(TOLERANCE);
        expect(orthogonality(backend.qr(scaled).q)).toBeLessThan(TOLERANCE);
      }
    });
  });

  it("agrees with ml-matrix", () => {
    for (const n of [2, 5, 20, 50]) {
      const a = random.child("oracle", n).gaussianMatrix(n + 2, n);
      const s = new SingularValueDecomposition(MlMatrix.from1DArray(n + 2, n, a.data)).diagonal;
      backend.svd(a).s.forEach((x, i) => expect(x).toBeCloseTo(s[i]!, 11));
      const gram = naiveProduct(flip(a), a);
      const evd = new EigenvalueDecomposition(MlMatrix.from1DArray(n, n, gram.data), {
        assumeSymmetric: true,
      });
      const values = evd.realEigenvalues.sort((x, y) => y - x);
      backend.eigenSymmetric(gram).values.forEach((x, i) => expect(x).toBeCloseTo(values[i]!, 10));
    }
  });

  it("leaves its arguments alone", () => {
    const a = random.gaussianMatrix(20, 20);
    const spd = backend.gram(a);
    for (let i = 0; i < 20; i++) spd.data[i * 20 + i]! += 1;
    const [a0, spd0] = [copy(a), copy(spd)];
    backend.multiply(a, spd);
    backend.gram(a);
    backend.eigenSymmetric(a);
    backend.eigenvaluesSymmetric(a);
    backend.eigenvaluesOfGram(a);
    backend.leadingEigenvector(a);
    backend.svd(a);
    backend.singularValues(a);
    backend.qr(a);
    backend.qrR(a);
    backend.cholesky(spd);
    backend.solveTriangular(spd, a, { lower: true });
    expect([a, spd]).toEqual([a0, spd0]);
  });

  it("takes empty matrices", () => {
    expect(backend.gram(matrix(0, 2))).toEqual(matrix(2, 2));
    expect(backend.eigenSymmetric(matrix(0, 0))).toEqual({
      values: new Float64Array(0),
      vectors: matrix(0, 0),
    });
    expect(backend.leadingEigenvector(matrix(0, 0))).toEqual(new Float64Array(0));
    expect(backend.svd(matrix(0, 3))).toEqual({ u: matrix(0, 0), s: new Float64Array(0), vt: matrix(0, 3) });
    expect(backend.svd(matrix(3, 0))).toEqual({ u: matrix(3, 0), s: new Float64Array(0), vt: matrix(0, 0) });
    expect(backend.singularValues(matrix(3, 0))).toEqual(new Float64Array(0));
    expect(backend.qr(matrix(3, 0))).toEqual({ q: matrix(3, 0), r: matrix(0, 0) });
    expect(backend.qrR(matrix(0, 3))).toEqual(matrix(0, 3));
    expect(backend.cholesky(matrix(0, 0))).toEqual(matrix(0, 0));
    expect(backend.solveTriangular(identity(2), matrix(2, 0), { lower: true })).toEqual(matrix(2, 0));
    expect(backend.solveTriangular(matrix(0, 0), matrix(0, 2), { lower: true })).toEqual(matrix(0, 2));
  });

  it("refuses wrong shapes and lengths", () => {
    const short: Matrix = { rows: 3, cols: 3, data: new Float64Array(8) };
    const fine = identity(3);
    const runs: (() => unknown)[] = [
      () => backend.multiply(short, fine),
      () => backend.multiply(fine, short),
      () => backend.multiply(fine, matrix(2, 3)),
      () => backend.multiply(fine, matrix(3, 2), { transposeB: true }),
      () => backend.multiply({ rows: -1, cols: 3, data: new Float64Array(0) }, fine),
      () => backend.multiply({ rows: 1.5, cols: 2, data: new Float64Array(3) }, fine),
      () => backend.multiply({ rows: 2 ** 31, cols: 0, data: new Float64Array(0) }, fine),
      () => backend.gram(short),
      () => backend.eigenSymmetric(short),
      () => backend.eigenSymmetric(matrix(2, 3)),
      () => backend.eigenvaluesSymmetric(matrix(3, 2)),
      () => backend.eigenvaluesOfGram(short),
      () => backend.leadingEigenvector(matrix(3, 2)),
      () => backend.svd(short),
      () => backend.singularValues(short),
      () => backend.qr(short),
      () => backend.qrR(short),
      () => backend.cholesky(matrix(2, 3)),
      () => backend.solveTriangular(matrix(2, 3), fine, { lower: true }),
      () => backend.solveTriangular(fine, matrix(2, 3), { lower: true }),
      () => backend.solveTriangular(fine, matrix(3, 2), { lower: true, right: true }),
      () => backend.solveTriangular(fine, short, { lower: true }),
    ];
    expect(runs.map(codeOf)).toEqual(runs.map(() => "linalg/shape"));
  });

  it.each([NaN, Infinity, -Infinity])("refuses to decompose %s", (bad) => {
    const a = identity(5);
    a.data[5 * 3 + 2] = bad;
    const names = [
      "eigenSymmetric",
      "eigenvaluesSymmetric",
      "eigenvaluesOfGram",
      "leadingEigenvector",
      "svd",
      "singularValues",
      "qr",
      "qrR",
      "cholesky",
    ] as const;
    expect(names.map((name) => codeOf(() => backend[name](a)))).toEqual(names.map(() => "linalg/non-finite"));
  });
});

/** T with its other triangle filled with a number that would show. */
function symmetricFrom(t: Matrix, lower: boolean): Matrix {
  const result = copy(t);
  for (let i = 0; i < t.rows; i++) {
    for (let j = 0; j < t.cols; j++) if (lower ? j > i : j < i) result.data[i * t.cols + j] = NaN;
  }
  return result;
}
