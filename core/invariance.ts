import { EtalonError } from "./errors.ts";

/**
 * The closed vocabulary of transforms that an invariance can be declared for and is measured against. All act on
 * the columns (units) of one representation, `row-permutation` on the rows of both at once.
 */
export const TRANSFORMS = [
  "permutation",
  "sign-flip",
  "orthogonal",
  "isotropic-scaling",
  "negative-scaling",
  "unit-scaling",
  "invertible-linear",
  "translation",
  "affine",
  "zero-padding",
  "unit-duplication",
  "row-permutation",
] as const;

/**
 * - `permutation`: units in another order
 * - `sign-flip`: units multiplied by ±1
 * - `orthogonal`: multiplied by a Haar-distributed orthogonal matrix
 * - `isotropic-scaling`: everything multiplied by one positive number
 * - `negative-scaling`: everything multiplied by −2.5 (−1 would be orthogonal)
 * - `unit-scaling`: each unit multiplied by a positive number of its own
 * - `invertible-linear`: multiplied by an invertible matrix
 * - `translation`: one vector added to every row
 * - `affine`: `invertible-linear`, then `translation`
 * - `zero-padding`: silent units added
 * - `unit-duplication`: some units written twice
 * - `row-permutation`: the stimuli of both representations in another order
 */
export type Transform = (typeof TRANSFORMS)[number];

/** The transforms that leave a score unchanged when applied to X alone, to Y alone, and to the rows of both. */
export interface Invariances {
  readonly x: readonly Transform[];
  readonly y: readonly Transform[];
}

/** If a measure has every transform on the left, it has the one on the right. */
const IMPLICATIONS: readonly (readonly [readonly Transform[], Transform])[] = [
  [["orthogonal"], "permutation"],
  [["orthogonal"], "sign-flip"],
  [["invertible-linear"], "orthogonal"],
  [["invertible-linear"], "isotropic-scaling"],
  [["invertible-linear"], "unit-scaling"],
  // Singular value decomposition: every invertible matrix is orthogonal · positive diagonal · orthogonal.
  [["orthogonal", "unit-scaling"], "invertible-linear"],
  [["unit-scaling"], "isotropic-scaling"],
  [["sign-flip", "isotropic-scaling"], "negative-scaling"],
  [["invertible-linear", "translation"], "affine"],
  [["affine"], "invertible-linear"],
  [["affine"], "translation"],
];

/** Everything that a set of invariances implies, itself included, in the vocabulary's order. */
export function closure(transforms: Iterable<Transform>): Transform[] {
  const closed = new Set(transforms);
  let before: number;
  do {
    before = closed.size;
    for (const [premises, conclusion] of IMPLICATIONS) {
      if (premises.every((premise) => closed.has(premise))) closed.add(conclusion);
    }
  } while (closed.size > before);
  return TRANSFORMS.filter((transform) => closed.has(transform));
}

/** The same declaration for both sides; what it implies is added. */
export function bothSides(...transforms: readonly Transform[]): Invariances {
  const closed = closure([...transforms, "row-permutation"]);
  return { x: closed, y: closed };
}

/**
 * Checks that a declaration contains all that it implies.
 *
 * @throws EtalonError `metric/invariances-not-closed` naming the first missing transform.
 */
export function requireClosed(owner: string, invariances: Invariances): void {
  for (const side of ["x", "y"] as const) {
    const missing = closure(invariances[side]).find((transform) => !invariances[side].includes(transform));
    if (missing !== undefined) {
      throw new EtalonError(
        "metric/invariances-not-closed",
        `${owner}: the invariances declared for ${side} imply "${missing}", which is not declared`,
        { got: invariances[side].join(", "), remedy: `declare "${missing}" too, or use closure(…)` },
      );
    }
  }
}
