import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { derivedOfLists } from "../../representation/derived.ts";
import { canonicalCorrelations, columnBasis, saturated, squaredSize } from "../../representation/spectral.ts";
import { correlationsOf } from "../../representation/singular-values.ts";
import { reduceCrossBlocks } from "./cross-blocks.ts";

type OfCorrelations = (rho: Float64Array, x: Representation, y: Representation) => number;

/** The singular values of the overlaps of two lists' bases, row by row; undefined where a side has no basis. */
export type Correlations = readonly (Float64Array | undefined)[];

/**
 * The singular values of the overlaps of bases for all pairs, by few large products; metrics share them.
 *
 * @param basis Orthonormal columns, by a parameter; undefined where there are none.
 */
export const correlationsOfLists = (
  name: string,
  basis: (x: Representation, parameter: string) => Matrix | undefined,
): ((xs: readonly Representation[], ys: readonly Representation[], parameter?: string) => Correlations) =>
  derivedOfLists(name, (xs, ys, parameter) => {
    const found = new Array<Float64Array | undefined>(xs.length * ys.length).fill(undefined);
    reduceCrossBlocks(
      xs,
      ys,
      (x) => basis(x, parameter),
      (overlap, _x, _y, i, j) => {
        const rho = correlationsOf(overlap);
        found[i * ys.length + j] = rho;
        if (xs === ys) found[j * ys.length + i] = rho;
        return 0;
      },
    );
    return found;
  });

/** A function of the singular values of all pairs; NaN where there are none. */
export const overPairs = (
  xs: readonly Representation[],
  ys: readonly Representation[],
  found: Correlations,
  reduce: OfCorrelations,
): Matrix =>
  matrix(
    xs.length,
    ys.length,
    Float64Array.from(found, (rho, k) =>
      rho === undefined ? NaN : reduce(rho, xs[Math.floor(k / ys.length)]!, ys[k % ys.length]!),
    ),
  );

/** Of canonical correlations; a side that spans everything needs no basis. */
const correlations = correlationsOfLists("correlationsOfLists", (x) =>
  squaredSize(x) === 0 || saturated(x) ? undefined : columnBasis(x),
);

/**
 * A symmetric function of the canonical correlations for all pairs. NaN where a side has no variance. A side that
 * spans everything needs no basis: all its correlations are 1.
 */
export function overCorrelations(
  xs: readonly Representation[],
  ys: readonly Representation[],
  reduce: OfCorrelations,
): Matrix {
  const result = overPairs(xs, ys, correlations(xs, ys), reduce);
  const data = result.data.map((value, k) => {
    const [x, y] = [xs[Math.floor(k / ys.length)]!, ys[k % ys.length]!];
    if (squaredSize(x) === 0 || squaredSize(y) === 0) return NaN;
    return saturated(x) || saturated(y) ? reduce(canonicalCorrelations(x, y), x, y) : value;
  });
  return matrix(result.rows, result.cols, data);
}
