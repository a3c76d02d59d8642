import type { Representation } from "../core/representation.ts";
import { Undefined } from "../core/outcome.ts";
import { squaredSize } from "./spectral.ts";

/** @throws Undefined when X or Y has no variance: every stimulus gives the same activations. */
export function requireVariance(x: Representation, y: Representation): void {
  if (squaredSize(x) === 0) throw new Undefined("X has zero variance: all its rows are equal");
  if (squaredSize(y) === 0) throw new Undefined("Y has zero variance: all its rows are equal");
}

/** @throws Undefined with the reason `overflow` when a scale-dependent value left the range of float64. */
export function requireFinite(value: number): number {
  if (!Number.isFinite(value)) throw new Undefined("overflow: the value is outside the range of float64");
  return value;
}
