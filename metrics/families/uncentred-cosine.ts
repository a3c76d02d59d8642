import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { derived } from "../../representation/derived.ts";
import { raw, rawCross, rawSquaredSize } from "../../representation/raw.ts";
import { unchanged } from "../../representation/row-rules.ts";
import { amongPresent, mapEntries } from "./all-pairs.ts";
import type { CosineMeasure } from "./cosine-measure.ts";
import { cosineMeasure, nonNegative } from "./cosine-measure.ts";
import { reduceCrossBlocks } from "./cross-blocks.ts";
import { gramRowProducts, gramRowsAreCheaper } from "./gram-rows.ts";
import { rawFeature } from "./kernel-features.ts";

/** ‖XᵀX‖ = ‖XXᵀ‖ of the scaled matrix, not centred, for p ≤ n. */
const rawGramNorm = derived(
  "rawGramNorm",
  (x): number => Math.sqrt(squaredNorm(backend().gram(raw(x), true))),
  unchanged,
);

const isNarrow = (x: Representation): boolean => x.p <= x.n;

/** By the two n×n Gram matrices, which all pairs share. */
const byGram = cosineMeasure((x: Representation) => rawFeature(x), nonNegative);

const ratio = (inner: number, x: Representation, y: Representation): number =>
  Math.min(1, inner / (rawGramNorm(x) * rawGramNorm(y)));

/**
 * ⟨XXᵀ, YYᵀ⟩/(‖XXᵀ‖‖YYᵀ‖), not centred: from XᵀY where both sides have at most n units, so that no n×n matrix is needed.
 *
 * `compare` throws Undefined where a side is zero everywhere; `allPairs` has NaN there.
 */
export const uncentredCosine: CosineMeasure<unknown> = {
  compare: (x, y) => {
    if (!isNarrow(x) || !isNarrow(y)) return byGram.compare(x, y, {});
    for (const [side, name] of [
      [x, "X"],
      [y, "Y"],
    ] as const) {
      if (rawSquaredSize(side) === 0) throw new Undefined(`${name} is zero everywhere`);
    }
    return ratio(squaredNorm(rawCross(x, y)), x, y);
  },
  allPairs: (xs, ys) => {
    if (![...xs, ...ys].every(isNarrow)) return byGram.allPairs(xs, ys, {});
    const isNonZero = (x: Representation): boolean => rawSquaredSize(x) > 0;
    const inner = gramRowsAreCheaper(xs, ys)
      ? amongPresent(xs, ys, isNonZero, (some, others) => gramRowProducts(some, others, raw))
      : reduceCrossBlocks(xs, ys, (x) => (isNonZero(x) ? raw(x) : undefined), squaredNorm);
    return mapEntries(inner, (value, i, j) => ratio(value, xs[i]!, ys[j]!));
  },
};
