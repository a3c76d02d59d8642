import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { squaredSize } from "../../representation/spectral.ts";
import { rotatedOnto } from "./procrustes.ts";
import { centerColumns, times, zeroGradient } from "./raw.ts";

/** Yc − Xc·UVᵀ over a power of two, which is half the gradient of the squared distance, and that power. */
function difference(x: Representation, y: Representation): { half: Matrix; distance: number; scale: number } {
  const [sx, sy] = [scaleOf(x), scaleOf(y)];
  const scale = Math.max(sx, sy);
  const [a, b] = [sx / scale, sy / scale];
  const { rotated, nuclear } = rotatedOnto(x, y);
  const half = combine(b, centered(y), -a, rotated);
  const distance =
    x.p <= y.p
      ? frobenius(half)
      : Math.sqrt(Math.max(0, a * a * squaredSize(x) + b * b * squaredSize(y) - 2 * a * b * nuclear));
  return { half, distance, scale };
}

/** ∂/∂Y of min_Q ‖XcQ − Yc‖, n×p2: (Yc − Xc·UVᵀ)/distance, XcᵀYc = UΣVᵀ; zero at the optimum. */
export function sizeAndShapeGradient(x: Representation, y: Representation): Matrix {
  const { half, distance } = difference(x, y);
  return distance === 0 ? zeroGradient(y) : centerColumns(times(1 / distance, half));
}

/** ∂/∂Y of min_Q ‖XcQ − Yc‖²/divisor, n×p2: 2(Yc − Xc·UVᵀ)/divisor. */
export function sizeAndShapeSquaredGradient(x: Representation, y: Representation, divisor: number): Matrix {
  const { half, scale } = difference(x, y);
  return centerColumns(times((2 / divisor) * scale, half));
}
