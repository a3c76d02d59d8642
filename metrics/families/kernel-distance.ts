import type { Representation } from "../../core/representation.ts";
import { requireFinite } from "../../representation/require.ts";
import type { Feature } from "./feature.ts";
import { need } from "./feature.ts";

/** A side with a length: a vector of zeros counts. */
interface Sized {
  readonly vector: Float64Array | undefined;
  readonly factor: number;
}

const sized = (side: "X" | "Y", made: Feature): Sized =>
  "zero" in made ? { vector: undefined, factor: 0 } : need(side, made);

/**
 * ‖a − b‖ of one vector of X and one of Y, from the difference of their elements, which does not cancel near zero.
 *
 * @throws Undefined where a side has no vector, or with `overflow`.
 */
export function vectorDistance(
  x: Representation,
  y: Representation,
  featureOf: (side: Representation) => Feature,
): number {
  const [a, b] = [sized("X", featureOf(x)), sized("Y", featureOf(y))];
  const scale = Math.max(a.factor, b.factor);
  if (scale === 0) return 0;
  const [fa, fb] = [a.factor / scale, b.factor / scale];
  let total = 0;
  const length = (a.vector ?? b.vector)?.length ?? 0;
  for (let k = 0; k < length; k++) total += ((a.vector?.[k] ?? 0) * fa - (b.vector?.[k] ?? 0) * fb) ** 2;
  return requireFinite(Math.sqrt(total) * scale);
}
