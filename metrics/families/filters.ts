import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { inner, scaleColumns, scaleRows, sum } from "../../linalg/elementwise.ts";
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

/** g(σ) of X, one value for each singular value that is not rounding. */
export function filterValues(x: Representation, filter: FilterOf): Float64Array {
  const { sigma, rank } = spectrum(x);
  return sigma.slice(0, rank).map(filter(x).value);
}

/** diag(g_X)·M·diag(g_Y), M = U_XᵀU_Y: all that two filtered representations have to do with each other. */
export function filteredOverlap(
  x: Representation,
  y: Representation,
  gx: Float64Array,
  gy: Float64Array,
): Matrix {
  return scaleRows(gx, scaleColumns(overlap(x, y), gy));
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
        : nuclearNorm(filteredOverlap(x, y, gx, gy)),
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
