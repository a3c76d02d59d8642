import type { Representation } from "../core/representation.ts";
import { backend, type Arithmetic } from "../linalg/index.ts";

const allowed = new WeakSet<Representation>();

/**
 * Says that what is derived from a pair with X may be computed in single precision, where there is that: of the draws
 * of a null distribution only their distribution is read, which is known to a twentieth of its width at best.
 */
export const allowSingle = (x: Representation): void => void allowed.add(x);

/** What is derived from a pair is computed in this arithmetic. */
export function arithmeticOf(x: Representation, y: Representation): Arithmetic {
  const double = backend();
  return allowed.has(x) || allowed.has(y) ? (double.single ?? double) : double;
}
