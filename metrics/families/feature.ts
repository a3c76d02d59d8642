import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import type { RowRule } from "../../representation/derived.ts";
import { inner } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { field, triangular, unlessReason } from "../../representation/row-rules.ts";

/**
 * A representation as one vector, for measures that are the cosine between two such vectors: centred kernel matrices,
 * RDMs, ranks, distance matrices.
 */
export interface Vector {
  readonly vector: Float64Array;
  /** ‖vector‖, above zero. */
  readonly norm: number;
  /** The true vector is factor · vector: for measures that have a scale, and for gradients. */
  readonly factor: number;
}

/**
 * A vector, or why there is none, as a predicate: "has zero variance". `zero` where there is one and it is zero, which
 * has inner products but no cosine.
 */
export type Feature = Vector | { readonly reason: string; readonly zero?: true };

/** Lengths below this share of what was centred are rounding, not a direction. */
const ROUNDING = 1e-12;

/**
 * A feature of a centred vector.
 *
 * @param before The length before centring. @param reason Why there is none where nothing is left of it.
 * @param norm ‖vector‖. @defaultValue it is computed
 */
export function feature(
  vector: Float64Array,
  before: number,
  reason: string,
  factor = 1,
  norm: number = Math.sqrt(inner(vector, vector)),
): Feature {
  return norm <= ROUNDING * before ? { reason, zero: true } : { vector, norm, factor };
}

/** How a feature that holds the triangle of an n×n matrix follows its rows into another order. */
export const featureRule: RowRule<Feature> = unlessReason(field("vector", triangular));

/** What was made of a side. @throws Undefined with the name of the side where there is a reason instead. */
export function need<T extends object>(side: "X" | "Y", made: T): Exclude<T, { readonly reason: string }> {
  if ("reason" in made) throw new Undefined(`${side} ${String(made.reason)}`);
  return made as Exclude<T, { readonly reason: string }>;
}

/** The features of both sides. @throws Undefined where one of them has none. */
export function bothFeatures(
  x: Representation,
  y: Representation,
  featureOf: (side: Representation, which: "left" | "right") => Feature,
): readonly [Vector, Vector] {
  return [need("X", featureOf(x, "left")), need("Y", featureOf(y, "right"))];
}

/** ⟨a, b⟩/(‖a‖‖b‖), within [−1, 1]. */
export function cosine(a: Vector, b: Vector): number {
  return Math.max(-1, Math.min(1, backend().inner(a.vector, b.vector) / (a.norm * b.norm)));
}
