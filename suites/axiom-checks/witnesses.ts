import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { centeredBasis } from "../../generators/components.ts";
import { beside, combine, selectColumns } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";
import type { Triple } from "./triple.ts";

const tripleOf = (x: Matrix, y: Matrix, z: Matrix): Triple => [
  representation(x, "X"),
  representation(y, "Y"),
  representation(z, "Z"),
];

/** Triples of the kinds at which well-known measures fail, and why each is here. */
export const WITNESSES: Readonly<Record<string, (n: number, random: Random) => Triple>> = {
  /** Orthogonal u and w of equal norm: from one to the other by way of both, for 1 − CKA, 1 − NBS and squared Procrustes. */
  "union of orthogonal units": (n, random) => {
    const basis = centeredBasis(n, 2, random);
    return tripleOf(selectColumns(basis, [0]), basis, selectColumns(basis, [1]));
  },
  /** Opposite units side by side: a measure that pads the narrower one with silent units has a short cut here. */
  "union of opposite units": (n, random) => {
    const u = centeredBasis(n, 1, random);
    const minus = combine(-1, u, 0, u);
    return tripleOf(u, combine(0.5, beside(u, minus), 0, beside(u, minus)), minus);
  },
  /** Half-way between two: every squared distance is half too long. */
  "mean of orthogonal units": (n, random) => {
    const basis = centeredBasis(n, 2, random);
    const [u, w] = [selectColumns(basis, [0]), selectColumns(basis, [1])];
    return tripleOf(u, combine(0.5, u, 0.5, w), w);
  },
  "union of random units": (n, random) => {
    const [x, z] = [random.child("x").gaussianMatrix(n, 2), random.child("z").gaussianMatrix(n, 2)];
    return tripleOf(x, beside(x, z), z);
  },
  "mean of random units": (n, random) => {
    const [x, z] = [random.child("x").gaussianMatrix(n, 2), random.child("z").gaussianMatrix(n, 2)];
    return tripleOf(x, combine(0.5, x, 0.5, z), z);
  },
  /** Three in line and close to each other, where a distance that is the square of one shows. */
  "three in line": (n, random) => {
    const [x, step] = [random.child("x").gaussianMatrix(n, 2), random.child("step").gaussianMatrix(n, 2)];
    return tripleOf(x, combine(1, x, 0.3, step), combine(1, x, 0.6, step));
  },
  /** A part of a part: for asymmetric measures one direction is free. */
  "part of a part": (n, random) => {
    const all = random.gaussianMatrix(n, 3);
    return tripleOf(selectColumns(all, [0]), all, selectColumns(all, [0, 1]));
  },
};

/** Three Gaussian matrices of 1 to 3 units each, every other triple with equal widths for measures that need them. */
export function randomTriple(n: number, random: Random): Triple {
  const [equal, width] = [random.integer(2) === 0, 1 + random.integer(3)];
  const side = (name: string): Matrix =>
    random.child(name).gaussianMatrix(n, equal ? width : 1 + random.integer(3));
  return tripleOf(side("x"), side("y"), side("z"));
}
