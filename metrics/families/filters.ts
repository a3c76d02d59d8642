import type { Representation } from "../../core/representation.ts";
import { inner, scaleBoth, scaleColumns, sum } from "../../linalg/elementwise.ts";
import { derivedPair } from "../../representation/derived.ts";
import { arithmeticOf } from "../../representation/single.ts";
import { nuclearNorm } from "../../representation/singular-values.ts";
import { canonicalCorrelations, overlap, spectrum } from "../../representation/spectral.ts";
import type { Clouds } from "./alignment.ts";

/** How a measure replaces a singular value σ > 0 of the scaled centred matrix. */
export interface Filter {
  /** g(σ). */
  readonly value: (sigma: number) => number;
  /** dg/dσ. */
  readonly slope: (sigma: number) => number;
}

/** The filter of a representation: it may depend on its size, its scale and its number of rows. */
export type FilterOf = (x: Representation) => Filter;

/**
 * One filter for each choice of parameters: what is derived by a filter is kept under it, and metrics of one choice share
 * it only where it is one and the same function.
 */
export function filterOf<A extends readonly (string | number)[]>(
  make: (...choice: A) => FilterOf,
): (...choice: A) => FilterOf {
  const known = new Map<string, FilterOf>();
  return (...choice) => {
    const key = choice.join(" ");
    const filter = known.get(key) ?? make(...choice);
    known.set(key, filter);
    return filter;
  };
}

/** g(σ) of X, one value for each singular value that is not rounding. */
export function filterValues(x: Representation, filter: FilterOf): Float64Array {
  const { sigma, rank } = spectrum(x);
  return sigma.slice(0, rank).map(filter(x).value);
}

/** How many values come before the zeros at the end: components that a filter drops. */
function kept(g: Float64Array): number {
  let count = g.length;
  while (count > 0 && g[count - 1] === 0) count--;
  return count;
}

/** ‖diag(g_X)·M·diag(g_Y)‖_* for each filter: several measures ask for that of one and the same. */
const nuclearNorms = new WeakMap<FilterOf, (x: Representation, y: Representation) => number>();

function filteredNuclear(x: Representation, y: Representation, filter: FilterOf): number {
  let norm = nuclearNorms.get(filter);
  if (norm === undefined) {
    norm = derivedPair("filteredNuclear", (a: Representation, b: Representation): number => {
      const [ga, gb] = [a, b].map((side) => {
        const g = filterValues(side, filter);
        return g.subarray(0, kept(g));
      });
      return nuclearNorm(scaleBoth(ga!, overlap(a, b), gb!), arithmeticOf(a, b));
    });
    nuclearNorms.set(filter, norm);
  }
  return norm(x, y);
}

/** Whether a filter whitens: then only the canonical correlations are left, which other measures need too. */
const isFlat = (g: Float64Array): boolean => g.length > 0 && g.every((value) => value === g[0]);

/** The point clouds U_X·diag(g_X) and U_Y·diag(g_Y), ready to be aligned. */
export function filteredClouds(x: Representation, y: Representation, filter: FilterOf): Clouds {
  const [gx, gy] = [filterValues(x, filter), filterValues(y, filter)];
  return {
    // n×r each, and read only where the two nearly coincide.
    get f() {
      return scaleColumns(spectrum(x).u, gx);
    },
    get g() {
      return scaleColumns(spectrum(y).u, gy);
    },
    sizes: [Math.sqrt(inner(gx, gx)), Math.sqrt(inner(gy, gy))],
    nuclear:
      isFlat(gx) && isFlat(gy)
        ? gx[0]! * gy[0]! * sum(canonicalCorrelations(x, y))
        : filteredNuclear(x, y, filter),
  };
}

/** g = σ/√(σ² + κ), the square root of ridge's share; κ = 0 whitens. */
export const ridgeRoot = (kappa: number): Filter => ({
  value: (sigma) => (kappa === 0 ? 1 : sigma / Math.sqrt(sigma ** 2 + kappa)),
  slope: (sigma) => kappa / (sigma ** 2 + kappa) ** 1.5,
});

/** dg/dκ of {@link ridgeRoot}. */
export const ridgeRootByKappa =
  (kappa: number): ((sigma: number) => number) =>
  (sigma) =>
    -sigma / (2 * (sigma ** 2 + kappa) ** 1.5);
