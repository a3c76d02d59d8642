import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { derived } from "./derived.ts";
import { distances } from "./distances.ts";
import { triangle } from "./kernels.ts";
import { median } from "./select.ts";
import { isConstant } from "./spectral.ts";
import { unchanged } from "./row-rules.ts";

/** A kernel of the distance and its width. */
export interface KernelSpec {
  /** exp(−d²/(2σ²)) or exp(−d/σ). */
  readonly kernel: "rbf" | "laplace";
  /** σ itself, or σ over the root of the median squared distance: off the diagonal, or of all n². */
  readonly width: { readonly sigma: number } | { readonly times: number; readonly median: "off" | "all" };
}

/** The median squared distance of X, over the square of the scale of `distances`. */
export const medianSquared = {
  off: derived("medianSquaredOff", (x): number => median(triangle(distances(x).squared)), unchanged),
  all: derived("medianSquaredAll", (x): number => median(distances(x).squared.data.slice()), unchanged),
};

/** Exponents t ≥ 0 of a kernel exp(−t), and how they depend on the distances. */
export interface Exponents {
  readonly t: Matrix;
  /** ∂t/∂d² for the squared distances of `distances`, at fixed width: dt = slope · dd². */
  readonly slope: (d2: number, t: number) => number;
}

/** Widths outside this range are in the limit: a wide kernel is −t, a narrow one the identity. */
const clamp = (rate: number): number => Math.min(1e280, Math.max(1e-290, rate));

/** The exponents of a kernel of X, or why it has none. */
export function exponents(x: Representation, { kernel, width }: KernelSpec): Exponents | { reason: string } {
  const { squared, scale } = distances(x);
  // σ² in the units of `squared`, turned over.
  let precision: number;
  if ("sigma" in width) precision = isConstant(x) ? 1 : clamp((scale / width.sigma) ** 2);
  else {
    const middle = medianSquared[width.median](x);
    if (middle === 0) return { reason: "has a median distance of zero" };
    precision = clamp(1 / (width.times ** 2 * middle));
  }
  const t = matrix(x.n, x.n);
  if (kernel === "rbf") {
    const rate = precision / 2;
    squared.data.forEach((d2, k) => (t.data[k] = rate * d2));
    return { t, slope: () => rate };
  }
  const rate = Math.sqrt(precision);
  squared.data.forEach((d2, k) => (t.data[k] = rate * Math.sqrt(d2)));
  // The Laplace kernel has a kink where two rows coincide: no direction is preferred there.
  return { t, slope: (d2, value) => (d2 === 0 ? 0 : value / (2 * d2)) };
}
