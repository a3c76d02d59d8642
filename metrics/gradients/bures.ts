import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, leadingColumns, leadingRows, sum } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered, scaleOf } from "../../representation/centered.ts";
import { numericalRank, squaredSize } from "../../representation/spectral.ts";
import { centerColumns, times, zeroGradient } from "./raw.ts";

/**
 * ∂/∂Y of √((‖Xc‖² + ‖Yc‖² − 2‖XcYcᵀ‖_*)/(n−1)), n×p2: (Yc − V·UᵀXc)/((n−1)·distance), XcYcᵀ = UΣVᵀ; zero at the
 * optimum.
 */
export function buresCovarianceGradient(x: Representation, y: Representation): Matrix {
  const [sx, sy] = [scaleOf(x), scaleOf(y)];
  const scale = Math.max(sx, sy);
  const [a, b] = [sx / scale, sy / scale];
  const { u, s, vt } = backend().svd(backend().multiply(centered(x), centered(y), { transposeB: true }));
  const rank = numericalRank(s, x.n, x.p);
  const inside = backend().multiply(leadingColumns(u, rank), centered(x), { transposeA: true });
  const turned = backend().multiply(leadingRows(vt, rank), inside, { transposeA: true });
  const squared = a * a * squaredSize(x) + b * b * squaredSize(y) - 2 * a * b * sum(s);
  if (squared <= 0) return zeroGradient(y);
  const half = combine(b, centered(y), -a, turned);
  return centerColumns(times(1 / Math.sqrt(squared * (x.n - 1)), half));
}
