import { closure, type Invariances, type Transform } from "../../core/invariance.ts";

/**
 * The invariance classes of docs/measures.md as declarations, for measures that ignore silent units and the order of
 * the stimuli unless said otherwise.
 */
const ALWAYS: readonly Transform[] = ["zero-padding", "row-permutation"];

/** Classes of one side. */
export const SIDE = {
  /** Depends on the column space alone. */
  affine: closure([...ALWAYS, "invertible-linear", "translation"]),
  /** As `affine`, and copies of a unit change nothing. */
  affineSpan: closure([...ALWAYS, "invertible-linear", "translation", "unit-duplication"]),
  /** Depends on the shape of the point cloud alone. */
  orthogonal: closure([...ALWAYS, "orthogonal", "isotropic-scaling", "translation"]),
  /** As `orthogonal`, but size counts. */
  rigid: closure([...ALWAYS, "orthogonal", "translation"]),
  /** Depends on which unit is which, not on their order, common size or mean. */
  units: closure([...ALWAYS, "permutation", "sign-flip", "isotropic-scaling", "translation"]),
} as const satisfies Record<string, readonly Transform[]>;

/** The same class for X and for Y. */
export const both = (side: readonly Transform[]): Invariances => ({ x: side, y: side });

/** A declaration without some transforms. Only for transforms that nothing else in the declaration implies. */
export const without = (side: readonly Transform[], ...removed: readonly Transform[]): readonly Transform[] =>
  side.filter((transform) => !removed.includes(transform));

/** A declaration with some transforms more, and what they imply. */
export const withMore = (side: readonly Transform[], ...added: readonly Transform[]): readonly Transform[] =>
  closure([...side, ...added]);
