import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { rankOf, squaredSize } from "../../representation/spectral.ts";
import { ridgeRoot, ridgeRootByKappa } from "../families/filters.ts";
import type { LambdaUnit } from "../families/ridge.ts";
import { penalty } from "../families/ridge.ts";
import { filteredCosine, throughFilter } from "./filtered.ts";
import { fromScaled, times } from "./raw.ts";
import { smoothFactors } from "./subspace.ts";

/**
 * ∂/∂Y of canonical ridge, n×p2. For λ in units of tr(YᵀY)/p the penalty moves with Y, and its share is added.
 *
 * @param denominator `size` for the cosine, `rank` for the mean.
 * @throws Undefined when X or Y has no variance, or Y has lost rank.
 */
export function canonicalRidgeGradient(
  x: Representation,
  y: Representation,
  lambda: number,
  unit: LambdaUnit,
  denominator: "size" | "rank",
): Matrix {
  requireVariance(x, y);
  const factors = smoothFactors(y);
  const kappaOf = (side: Representation): number =>
    penalty(lambda, unit, side.n, squaredSize(side), side.p, scaleOf(side));
  const kappa = kappaOf(y);
  const cosine = filteredCosine(x, factors, ridgeRoot(kappa), (side) => ridgeRoot(kappaOf(side)));
  const w =
    denominator === "size" ? cosine.byCloud : times(1 / Math.min(rankOf(x), rankOf(y)), cosine.byNuclear);
  const direct = throughFilter(factors, ridgeRoot(kappa), w);
  if (unit !== "trace") return fromScaled(y, direct);
  const byKappa = backend().multiply(
    scaleColumns(factors.u, factors.s.map(ridgeRootByKappa(kappa))),
    factors.vt,
  );
  return fromScaled(y, combine(1, direct, (inner(w.data, byKappa.data) * 2 * lambda) / y.p, centered(y)));
}
