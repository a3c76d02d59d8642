import type { Transform } from "../core/invariance.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { addToRows, beside, scaleColumns, selectColumns } from "../linalg/elementwise.ts";
import { matrix } from "../core/matrix.ts";
import { backend } from "../linalg/index.ts";
import { haar } from "./haar.ts";

/** Condition number of the invertible linear maps that decide the verdict; larger ones are doses. */
const CONDITION = 10;

const multiply = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b);

/** Q₁·D·Q₂ with Haar-distributed Q₁, Q₂ and singular values spaced evenly in logarithm from 1 to 1/condition. */
export function invertible(p: number, condition: number, random: Random): Matrix {
  const values = Array.from({ length: p }, (_, i) => condition ** (p === 1 ? 0 : -i / (p - 1)));
  return multiply(scaleColumns(haar(p, p, random.child("left")), values), haar(p, p, random.child("right")));
}

/** A rotation by one angle in each of ⌊p/2⌋ random planes: Q·blocks·Qᵀ. The identity at angle 0. */
export function planeRotation(p: number, angle: number, random: Random): Matrix {
  const q = haar(p, p, random);
  const turned = matrix(p, p, q.data.slice());
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  for (let row = 0; row < p; row++) {
    for (let j = 0; j + 1 < p; j += 2) {
      const [a, b] = [q.data[row * p + j]!, q.data[row * p + j + 1]!];
      turned.data[row * p + j] = c * a - s * b;
      turned.data[row * p + j + 1] = s * a + c * b;
    }
  }
  return backend().multiply(turned, q, { transposeB: true });
}

/** How each transform of one side acts on the n×p values. Row permutation acts on both sides and is not here. */
export const TRANSFORM_ACTIONS: Readonly<
  Record<Exclude<Transform, "row-permutation">, (values: Matrix, random: Random) => Matrix>
> = {
  permutation: (a, random) => selectColumns(a, random.permutation(a.cols)),
  "sign-flip": (a, random) =>
    scaleColumns(
      a,
      // The first two are fixed so that there is always one of each sign.
      Array.from({ length: a.cols }, (_, j) => (j === 0 ? -1 : j === 1 || random.uniform() < 0.5 ? 1 : -1)),
    ),
  orthogonal: (a, random) => multiply(a, haar(a.cols, a.cols, random)),
  "isotropic-scaling": (a) => ({ ...a, data: a.data.map((value) => 2.5 * value) }),
  "negative-scaling": (a) => ({ ...a, data: a.data.map((value) => -2.5 * value) }),
  "unit-scaling": (a, random) =>
    scaleColumns(
      a,
      Array.from({ length: a.cols }, () => 10 ** (random.uniform() - 0.5)),
    ),
  "invertible-linear": (a, random) => multiply(a, invertible(a.cols, CONDITION, random)),
  translation: (a, random) =>
    addToRows(
      a,
      random.gaussianMatrix(1, a.cols).data.map((value) => 3 * value),
    ),
  affine: (a, random) =>
    addToRows(
      multiply(a, invertible(a.cols, CONDITION, random.child("linear"))),
      random.child("shift").gaussianMatrix(1, a.cols).data,
    ),
  "zero-padding": (a) => beside(a, matrix(a.rows, Math.max(1, Math.floor(a.cols / 4)))),
  "unit-duplication": (a, random) =>
    beside(a, selectColumns(a, random.permutation(a.cols).subarray(0, Math.max(1, Math.floor(a.cols / 4))))),
};
