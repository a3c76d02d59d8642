import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { Undefined } from "../../core/outcome.ts";
import { multipliedBy } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { derivedWith } from "../../representation/derived.ts";
import { directions } from "../../representation/directions.ts";
import { distances } from "../../representation/distances.ts";
import { neighbours } from "../../representation/neighbours.ts";
import { need } from "./feature.ts";
import { relations as byPairs, unlessReason } from "../../representation/row-rules.ts";

/** What is compared: cosines, or one minus them. */
export type Of = "similarities" | "distances";

/** The cosines of all rows, or the cosine distances, n×n; these from the rows' distances, which keep small ones. */
const relations = derivedWith(
  "cosineRelations",
  (x, of: Of): Matrix | { readonly reason: string } => {
    const unit = directions(x);
    if ("reason" in unit) return unit;
    if (of === "similarities") return backend().gram(unit.made.values, false);
    const { squared, scale } = distances(unit.made);
    return { ...squared, data: multipliedBy(squared.data, scale ** 2 / 2) };
  },
  unlessReason(byPairs),
);

/** cos of row i of two n×n matrices at the first `count` places. @throws Undefined where one of them is zero there. */
function cosineAt(s: Matrix, t: Matrix, places: Int32Array, count: number, i: number): number {
  const [a, b] = [s.data, t.data];
  const start = i * s.cols;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let k = 0; k < count; k++) {
    const left = a[start + places[k]!]!;
    const right = b[start + places[k]!]!;
    ab += left * right;
    aa += left * left;
    bb += right * right;
  }
  if (aa === 0 || bb === 0)
    throw new Undefined(`stimulus ${i} has only zeros as relations to its neighbours`);
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa) / Math.sqrt(bb)));
}

/**
 * The mean over stimuli i of the cosine between the relations of i, in X and in Y, to all that are among its k nearest
 * neighbours by cosine in either.
 *
 * @throws Undefined where a row is zero or has only zeros as relations.
 */
export function secondOrderCosine(x: Representation, y: Representation, k: number, of: Of): number {
  const choice = { k, nearness: "cosine" } as const;
  const [a, b] = [need("X", neighbours(x, choice)), need("Y", neighbours(y, choice))];
  const [s, t] = [need("X", relations(x, of)), need("Y", relations(y, of))];
  let total = 0;
  const places = new Int32Array(2 * k);
  /** The last stimulus whose list a place was put on, plus one. */
  const listed = new Int32Array(x.n);
  for (let i = 0; i < x.n; i++) {
    let count = 0;
    for (let at = i * a.k; at < (i + 1) * a.k; at++) {
      places[count++] = a.index[at]!;
      listed[a.index[at]!] = i + 1;
    }
    for (let at = i * b.k; at < (i + 1) * b.k; at++) {
      const j = b.index[at]!;
      if (listed[j] === i + 1) continue;
      places[count++] = j;
    }
    total += cosineAt(s, t, places, count, i);
  }
  return total / x.n;
}
