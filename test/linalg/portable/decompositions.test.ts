import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import type { Backend } from "../../../linalg/backend.ts";
import { portableBackend } from "../../../linalg/portable/backend.ts";
import {
  frobenius,
  identity,
  sample,
  symmetric,
  timesDiagonal,
  KINDS,
  relativeDistance,
} from "../support.ts";

const TOLERANCE = 1e-12;
const backend: Backend = portableBackend();
const random = randomFrom("test", "decompositions");

// The product is held to its definition elsewhere; here it checks six hundred shapes quickly.
function orthogonality(q: Matrix): number {
  return relativeDistance(backend.gram(q), identity(q.cols)) * Math.sqrt(q.cols);
}

function checkAll(name: string, a: Matrix): void {
  const { u, s, vt } = backend.svd(a);
  expect(relativeDistance(backend.multiply(timesDiagonal(u, s), vt), a), `svd ${name}`).toBeLessThan(
    TOLERANCE,
  );
  expect(orthogonality(u), `U ${name}`).toBeLessThan(TOLERANCE);
  expect(relativeDistance(backend.gram(vt, false), identity(vt.rows)), `V ${name}`).toBeLessThan(TOLERANCE);
  const alone = backend.singularValues(a);
  alone.forEach((x, i) => expect(Math.abs(x - s[i]!) / (s[0]! || 1), `s ${name}`).toBeLessThan(TOLERANCE));
  const { q, r } = backend.qr(a);
  expect(relativeDistance(backend.multiply(q, r), a), `qr ${name}`).toBeLessThan(TOLERANCE);
  expect(orthogonality(q), `Q ${name}`).toBeLessThan(TOLERANCE);
  if (a.rows !== a.cols) return;
  const { values, vectors } = backend.eigenSymmetric(a);
  const back = backend.multiply(timesDiagonal(vectors, values), vectors, { transposeB: true });
  expect(relativeDistance(back, symmetric(a)), `eigen ${name}`).toBeLessThan(TOLERANCE);
  expect(orthogonality(vectors), `vectors ${name}`).toBeLessThan(TOLERANCE);
  const scale = frobenius(symmetric(a)) || 1;
  backend.eigenvaluesSymmetric(a).forEach((x, i) => {
    expect(Math.abs(x - values[i]!) / scale, `values ${name}`).toBeLessThan(TOLERANCE);
  });
}

it("holds on 600 random shapes", () => {
  for (let trial = 0; trial < 600; trial++) {
    const one = random.child("shape", trial);
    const side = (): number => 1 + one.integer(trial % 20 === 0 ? 160 : 45);
    const m = side();
    const n = trial % 3 === 0 ? m : side();
    const kind = KINDS[trial % KINDS.length]!;
    checkAll(`${kind} ${m}×${n}`, sample(one, kind, m, n));
  }
});

/** A square matrix from a rule. */
function square(n: number, rule: (i: number, j: number) => number): Matrix {
  return matrix(
    n,
    n,
    new Float64Array(n * n).map((_, k) => rule(Math.floor(k / n), k % n)),
  );
}

describe("matrices on which an iteration or a deflation went wrong before, or does elsewhere", () => {
  const noise = random.gaussianMatrix(150, 150);
  const at = (i: number, j: number): number => noise.data[i * 150 + j]!;

  it.each([
    // Almost every secular root lies next to a pole.
    [
      "glued Wilkinson",
      150,
      (i, j) => (i === j ? Math.abs(5 - (i % 11)) : near(i, j) ? (Math.max(i, j) % 11 ? 1 : 1e-8) : 0),
    ],
    // The rational model creeps here unless the bracket is halved.
    [
      "glued Wilkinson",
      354,
      (i, j) => (i === j ? Math.abs(5 - (i % 11)) : near(i, j) ? (Math.max(i, j) % 11 ? 1 : 1e-8) : 0),
    ],
    // All values equal up to rounding: couplings at roundoff must be dropped.
    ["identity and roundoff", 120, (i, j) => (i === j ? 1 : 0) + 1e-16 * at(i, j)],
    ["projection and roundoff", 100, (i, j) => (i === j && i < 50 ? 1 : 0) + 1e-15 * at(i, j)],
    // A block whose squares underflow beside one of size 1.
    ["tiny block", 68, (i, j) => (i < 34 !== j < 34 ? 0 : at(i, j) * (i < 34 ? 1 : 1e-170))],
    ["tiny block first", 70, (i, j) => (i < 35 !== j < 35 ? 0 : at(i, j) * (i < 35 ? 1e-170 : 1))],
    ["graded over 300 orders", 60, (i, j) => at(i, j) * 10 ** ((-300 * (118 - i - j)) / 118)],
    [
      "zeros on a bidiagonal",
      90,
      (i, j) => (i === j ? (i % 5 === 2 ? 0 : at(i, j)) : j === i + 1 ? at(i, j) : 0),
    ],
    ["Jordan block", 80, (i, j) => (i === j ? 1e-3 : j === i + 1 ? 1 : 0)],
    ["Hilbert", 50, (i, j) => 1 / (i + j + 1)],
    ["all ones", 99, () => 1],
    ["second difference", 129, (i, j) => (i === j ? 2 : near(i, j) ? -1 : 0)],
    ["permutation", 77, (i, j) => ((i * 7 + 3) % 77 === j ? 1 : 0)],
  ] as [string, number, (i: number, j: number) => number][])("%s, %i", (name, n, rule) => {
    checkAll(name, square(n, rule));
  });
});

function near(i: number, j: number): boolean {
  return Math.abs(i - j) === 1;
}

it("gives the same bits whatever ran before", () => {
  const [a, b] = [random.gaussianMatrix(70, 50), random.gaussianMatrix(131, 131)];
  const run = (): unknown[] => [
    backend.svd(a),
    backend.qr(a),
    backend.eigenSymmetric(b),
    backend.singularValues(b),
  ];
  const first = run();
  backend.svd(random.gaussianMatrix(90, 140));
  expect(run()).toEqual(first);
});
