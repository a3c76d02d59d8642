import { EtalonError } from "../../core/errors.ts";
import type { Invariances } from "../../core/invariance.ts";
import { scaleOf } from "../../representation/centered.ts";
import { numberOr, word } from "../registry/params.ts";
import { both, SIDE } from "./invariance-classes.ts";
import { filterOf, type FilterOf } from "./filters.ts";

/**
 * How singular values are moved between whitened (α = 0) and as they are (α = 1):
 * - `linear` ασ + 1 − α on Xc as it is given (Williams et al. 2021, as published with the paper)
 * - `linear-rows` ασ + (1 − α)√n: the same mix where whitening means XᵀX/n = I
 * - `power` σ^α, which knows no unit
 */
export type Recipe = "linear" | "linear-rows" | "power";

/** The parameter that follows a shape metric's name. */
export const ALPHA = numberOr("", ["0"], 1, "α: 0 whitens, 1 leaves variances as they are; at most 1");

export const RECIPE = word(
  "recipe",
  ["linear", "linear-rows", "power"],
  "linear",
  "how singular values move from whitened to as they are",
);

/** α as a number. @throws EtalonError `metric/bad-parameter` above 1. */
export function alphaOf(alpha: number | "0"): number {
  const value = Number(alpha);
  if (value > 1) {
    throw new EtalonError("metric/bad-parameter", "shape: α must be in [0, 1]", { got: String(value) });
  }
  return value;
}

/** The filter of a recipe on the scaled matrix; in the linear recipes the 1 is divided by the scale instead. */
export const shapeFilter = filterOf((alpha: number | "0", recipe: Recipe): FilterOf => {
  const a = alphaOf(alpha);
  if (recipe === "power") {
    return () => ({ value: (sigma) => sigma ** a, slope: (sigma) => a * sigma ** (a - 1) });
  }
  return (x) => {
    const one = (recipe === "linear" ? 1 : Math.sqrt(x.n)) / scaleOf(x);
    return { value: (sigma) => a * sigma + (1 - a) * one, slope: () => a };
  };
});

/** What a shape metric ignores: linear maps at α = 0, rotations and size at α = 1; the linear mix keeps the size. */
export function shapeInvariances(alpha: number | "0", recipe: Recipe): Invariances {
  if (alpha === "0") return both(SIDE.affineSpan);
  return both(alpha === 1 || recipe === "power" ? SIDE.orthogonal : SIDE.rigid);
}

/** The filter in the notation of the papers. */
export const shapeText = (alpha: number | "0", recipe: Recipe): string =>
  ({
    linear: `U(${alpha}·S + ${1 - Number(alpha)}·I)Vᵀ`,
    "linear-rows": `U(${alpha}·S + ${1 - Number(alpha)}·√n·I)Vᵀ`,
    power: `U·S^${alpha}·Vᵀ`,
  })[recipe];
