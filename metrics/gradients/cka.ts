import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Slope, SlopeInto } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import { covariance } from "../../representation/covariance-factor.ts";
import { crossCovariance, gramNorm, squaredSize } from "../../representation/spectral.ts";
import { gramInner, unbiasedInner, unbiasedSelf } from "../families/hsic.ts";
import { arccos } from "../families/angles.ts";
import { byArccos } from "./angles.ts";
import { slopesAlong } from "./ascent.ts";
import { fromCenteredProducts, fromScaled, times } from "./raw.ts";

/** X·XᵀY by the smaller product, which the value needs, too. */
function gramTimes(x: Representation, y: Representation): Matrix {
  return backend().multiply(centered(x), x === y ? covariance(y) : crossCovariance(x, y));
}

/**
 * The linear CKA s and ∂s/∂Y times `by(s)`: ∂s/∂Ŷ = 2XXᵀY/(ab) − 2s·YYᵀY/b², with a = ‖XᵀX‖ and b = ‖YᵀY‖.
 *
 * @throws Undefined when X or Y has no variance.
 */
function linear(x: Representation, y: Representation, by: (score: number) => number): Slope {
  requireVariance(x, y);
  const [a, b] = [gramNorm(x), gramNorm(y)];
  const score = Math.min(1, gramInner(x, y) / (a * b));
  const outer = by(score);
  const gradient = fromCenteredProducts(
    y,
    [(2 * outer) / (a * b), centered(x), crossCovariance(x, y)],
    [(-2 * outer * score) / b ** 2, centered(y), covariance(y)],
  );
  return { value: score, gradient };
}

/** Linear CKA with ∂/∂Y, n×p2 (Cloos et al. 2025). @throws Undefined when X or Y has no variance. */
export const linearCkaSlope = (x: Representation, y: Representation): Slope => linear(x, y, () => 1);

/** ∂/∂Y of linear CKA, n×p2. @throws Undefined when X or Y has no variance. */
export const linearCkaGradient = (x: Representation, y: Representation): Matrix =>
  linearCkaSlope(x, y).gradient;

/** arccos(linear CKA) with ∂/∂Y, n×p2. @throws Undefined when X or Y has no variance. */
export function angularCkaSlope(x: Representation, y: Representation): Slope {
  const { value, gradient } = linear(x, y, byArccos);
  return { value: arccos(value), gradient };
}

/** ∂/∂Y of arccos(linear CKA), n×p2. @throws Undefined when X or Y has no variance. */
export const angularCkaGradient = (x: Representation, y: Representation): Matrix =>
  angularCkaSlope(x, y).gradient;

/** {@link linear} along an ascent, with the value that `of` gives. */
const along = (
  x: Representation,
  width: number,
  slope: (x: Representation, y: Representation) => Slope,
  of: (score: number) => number,
  by: (score: number) => number,
): SlopeInto =>
  slopesAlong(x, width, slope, (moving) => {
    const a = gramNorm(x);
    const own = matrix(width, width);
    const { cross } = moving;
    return (y, gradient) => {
      moving.read(y);
      const found = moving.covariance(y, own);
      if (found === undefined) return undefined;
      const b = Math.sqrt(found.square);
      const score = Math.min(1, backend().inner(cross.data, cross.data) / (a * b));
      const outer = by(score);
      moving.write(y, gradient, (2 * outer) / (a * b), (-2 * outer * score) / b ** 2, own);
      return of(score);
    };
  });

/** {@link linearCkaSlope} along an ascent. */
export const linearCkaAscent = (x: Representation, width: number): SlopeInto =>
  along(
    x,
    width,
    linearCkaSlope,
    (score) => score,
    () => 1,
  );

/** {@link angularCkaSlope} along an ascent. */
export const angularCkaAscent = (x: Representation, width: number): SlopeInto =>
  along(x, width, angularCkaSlope, arccos, byArccos);

/** ∂/∂Y of linear HSIC, ‖XcᵀYc‖²/(n−1)²: 2XXᵀY/(n−1)², n×p2. */
export function hsicLinearGradient(x: Representation, y: Representation): Matrix {
  const scale = scaleOf(x) * scaleOf(y);
  return fromScaled(y, times((2 / (x.n - 1) ** 2) * scale, gramTimes(x, y)), scale);
}

/**
 * ∂/∂Ŷ of n(n−3)·HSIC₁(X, Y) in its second argument: 2XXᵀY − 2n/(n−2)·diag(‖xᵢ‖²)·Y + 2‖X‖²/((n−1)(n−2))·Y. In both
 * arguments at once, HSIC₁(Y, Y), it is twice that at X = Y.
 */
function unbiasedByY(x: Representation, y: Representation): Matrix {
  const { n } = x;
  const xc = centered(x);
  const onRows = Float64Array.from({ length: n }, (_, i) => {
    const row = xc.data.subarray(i * x.p, (i + 1) * x.p);
    return (2 * squaredSize(x)) / ((n - 1) * (n - 2)) - (2 * n * inner(row, row)) / (n - 2);
  });
  return combine(2, gramTimes(x, y), 1, scaleRows(onRows, centered(y)));
}

/** ∂/∂Y of debiased linear CKA, n×p2. @throws Undefined when X or Y has no variance. */
export function debiasedCkaGradient(x: Representation, y: Representation): Matrix {
  requireVariance(x, y);
  const [xx, yy] = [unbiasedSelf(x), unbiasedSelf(y)];
  const size = Math.sqrt(xx) * Math.sqrt(yy);
  const score = unbiasedInner(x, y) / size;
  return fromScaled(y, combine(1 / size, unbiasedByY(x, y), -score / yy, unbiasedByY(y, y)));
}
