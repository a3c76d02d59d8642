import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { requireFinite } from "../../representation/require.ts";
import { orNaN, stackedCosines } from "./all-pairs.ts";
import type { CosineMeasure } from "./cosine-measure.ts";
import { vectorOf } from "./cosine-measure.ts";
import type { Feature } from "./feature.ts";
import { cosine, need } from "./feature.ts";

/**
 * ⟨a, b⟩ of the true vectors from the cosine of the scaled ones, 0 where one of them is zero.
 *
 * @throws Undefined where a side has no vector, or with `overflow`.
 */
function innerProduct(a: Feature, b: Feature, s: number): number {
  if (!("zero" in a)) need("X", a);
  if (!("zero" in b)) need("Y", b);
  if ("reason" in a || "reason" in b) return 0;
  return requireFinite(s * a.norm * b.norm * a.factor * b.factor);
}

/**
 * A measure that is the inner product of one vector of X and one of Y over a denominator: as `cosineMeasure`, but with
 * a scale, and 0 where a vector is zero.
 *
 * @param denominator By the number of stimuli.
 */
export function innerMeasure<P>(
  featureOf: (x: Representation, params: P) => Feature,
  denominator: (n: number) => number,
): CosineMeasure<P> {
  return {
    compare: (x, y, params) => {
      const [a, b] = [featureOf(x, params), featureOf(y, params)];
      const s = "reason" in a || "reason" in b ? 0 : cosine(a, b);
      return innerProduct(a, b, s) / denominator(x.n);
    },
    allPairs: (xs, ys, params) => {
      const cosines = stackedCosines(xs, ys, (x) => vectorOf(featureOf(x, params)));
      const rights = ys.map((y) => featureOf(y, params));
      const result = matrix(xs.length, ys.length);
      xs.forEach((x, i) => {
        const left = featureOf(x, params);
        rights.forEach((right, j) => {
          const k = i * ys.length + j;
          result.data[k] = orNaN(() => innerProduct(left, right, cosines.data[k]!)) / denominator(x.n);
        });
      });
      return result;
    },
  };
}
