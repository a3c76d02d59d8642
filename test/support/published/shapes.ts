import type { Matrix } from "../../../core/matrix.ts";
import type { Representation } from "../../../core/representation.ts";
import { frobenius, scaleColumns, scaleRows, squaredNorm } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { nuclearNorm } from "../../../representation/singular-values.ts";
import { overlap, spectrum } from "../../../representation/spectral.ts";
import { centred, mean, row, timesTransposed, total, transposedTimes, type Sides } from "./common.ts";

/** a, b and ‖XᵀY‖_*. */
const sizes = (sides: Sides): { a: number; b: number; nuclear: number } => {
  const [x, y] = [centred(sides[0]), centred(sides[1])];
  return { a: frobenius(x), b: frobenius(y), nuclear: nuclearNorm(transposedTimes(x, y)) };
};

/** The difference of norms under a root that is not guarded: NaN or half the digits where X and Y coincide. */
export const procrustesOfNorms = (sides: Sides): number => {
  const { a, b, nuclear } = sizes(sides);
  return Math.sqrt(a * a + b * b - 2 * nuclear);
};

/** arccos of a cosine that is not cut at 1. */
export const angleUnclipped = (sides: Sides): number => {
  const { a, b, nuclear } = sizes(sides);
  return Math.acos(nuclear / (a * b));
};

/** NBS through K^½LK^½: the roots of eigenvalues that are zero but for rounding. */
export function nbsBySquareRoots(sides: Sides): number {
  const [k, l] = sides.map((of) => backend().gram(centred(of), false));
  const { values, vectors } = backend().eigenSymmetric(k!);
  const root = timesTransposed(
    scaleColumns(
      vectors,
      values.map((value) => Math.sqrt(Math.max(0, value))),
    ),
    vectors,
  );
  const inside = backend().multiply(backend().multiply(root, l!), root);
  const found = backend().eigenvaluesSymmetric(inside);
  const { a, b } = sizes(sides);
  return total(found.map((value) => Math.sqrt(Math.abs(value)))) / (a * b);
}

/** The angle between point clouds whitened by another mix: α·σ + (1 − α)·√n. */
export function shapeAngleOfRows([x, y]: Sides, alpha: number): number {
  const mixed = (of: Representation): Float64Array => {
    const scale = frobenius(centred(of)) / Math.hypot(...spectrum(of).sigma);
    return spectrum(of)
      .sigma.slice(0, spectrum(of).rank)
      .map((sigma) => alpha * sigma * scale + (1 - alpha) * Math.sqrt(of.n));
  };
  const [gx, gy] = [mixed(x), mixed(y)];
  const m = scaleRows(gx, scaleColumns(overlap(x, y), gy));
  return Math.acos(nuclearNorm(m) / Math.hypot(...gx) / Math.hypot(...gy));
}

/** Whitened clouds that are not brought back to their sizes: √(n·(r_X + r_Y − 2Σρ)). */
export const shapeNotRescaled = ([x, y]: Sides): number =>
  Math.sqrt(x.n * (spectrum(x).rank + spectrum(y).rank - 2 * nuclearNorm(overlap(x, y))));

/** Squared GULP at λ = 0 that counts every eigenvalue of the covariance above zero as a direction, rounding or not. */
export const gulpOfPositive = (sides: Sides): number => {
  const [dx, dy] = sides.map(
    (of) =>
      backend()
        .eigenvaluesSymmetric(backend().gram(centred(of)))
        .filter((value) => value > 0).length,
  );
  return dx! + dy! - 2 * squaredNorm(overlap(sides[0], sides[1]));
};

/** The correlations of all units of X with all of Y, and NaN for a unit that is constant. */
const unitCorrelations = ([x, y]: Sides): Matrix => {
  const unit = (of: Representation): Matrix => {
    const xc = centred(of);
    const size = Array.from({ length: of.p }, (_, j) =>
      Math.sqrt(total(Array.from({ length: of.n }, (_u, i) => row(xc, i)[j]! ** 2))),
    );
    return scaleColumns(
      xc,
      size.map((value) => 1 / value),
    );
  };
  return transposedTimes(unit(x), unit(y));
};

/** The mean of the row maxima and of the column maxima: one of three things called soft matching. */
export function meanOfMaxima(sides: Sides): number {
  const c = unitCorrelations(sides);
  const rows = Array.from({ length: c.rows }, (_, i) => Math.max(...row(c, i)));
  const columns = Array.from({ length: c.cols }, (_, j) =>
    Math.max(...Array.from({ length: c.rows }, (_u, i) => row(c, i)[j]!)),
  );
  return (mean(rows) + mean(columns)) / 2;
}

/** The spectral norm of the difference of the distance matrices. */
export const spectralNorm = (difference: Matrix): number => backend().singularValues(difference)[0]!;

/** Root mean square error of two numbers over their range: ½, whatever they are. */
export const nrmse = (a: number, b: number): number =>
  Math.sqrt(((a - (a + b) / 2) ** 2 + (b - (a + b) / 2) ** 2) / 2) / Math.abs(a - b);
