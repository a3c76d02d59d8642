import type { Representation } from "../core/representation.ts";
import { backend, type Arithmetic } from "../linalg/index.ts";

const allowed = new WeakSet<Representation>();

/**
 * Says that what is derived from a pair with X may be computed in single precision, where there is that: of the draws
 * of a null distribution only their distribution is read, which is known to a twentieth of its width at best.
 */
export const allowSingle = (x: Representation): void => void allowed.add(x);

/** Fewest units of a side: below, nothing is gained. */
const UNITS = 192;

/**
 * Rows for each unit of both sides together: with fewer, shuffled canonical correlations come close to 1, where ln(1 − ρ²)
 * magnifies what is rounded.
 */
const ROWS = 1.5;

/** What is derived from a pair is computed in this arithmetic. */
export function arithmeticOf(x: Representation, y: Representation): Arithmetic {
  const double = backend();
  if (!allowed.has(x) && !allowed.has(y)) return double;
  const gains = Math.min(x.p, y.p) >= UNITS && x.n >= ROWS * (x.p + y.p);
  return gains ? (double.single ?? double) : double;
}
