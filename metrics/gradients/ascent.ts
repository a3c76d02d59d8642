import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Slope, SlopeInto } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";
import { scaleColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { forgetReordered, rememberPassing } from "../../representation/derived.ts";
import { compact, spectrum, squaredSize } from "../../representation/spectral.ts";

/** Of ‖Yc‖²: within these, its square neither overflows nor vanishes. */
const [LEAST, MOST] = [2 ** -200, 2 ** 200];

/** n‖mean‖² up to this multiple of ‖Yc‖² may stay in Y: centring after the products costs two or three bits. */
const LEVEL = 16;

/**
 * X and memory for the slopes of measures of second moments at many Y of p columns, so that a step reads Y in its
 * products only. Nothing is centred: X̃ = [X 1], where X has centred columns and the Gram matrix of Xc (scaled), gives
 * X̃ᵀY = [XᵀYc; n·meanᵀ], and with one more row in the other factor X̃ also takes the means out of the gradient.
 */
export class Moving {
  /** X̃, n×(k+1). */
  private readonly columns: Matrix;
  /** k+1 rows: XᵀYc and the sums of Y's columns, then what X̃ is multiplied by. */
  private readonly stacked: Matrix;
  /** The last of them, 1×p. */
  private readonly last: Matrix;
  private readonly mean: Matrix;
  /** XᵀYc after {@link read}, k×p; to be overwritten with A before {@link write}. */
  readonly cross: Matrix;

  constructor(x: Representation, width: number) {
    const thin = thinned(x);
    const k = thin.cols;
    this.columns = matrix(x.n, k + 1);
    for (let i = 0; i < x.n; i++) {
      this.columns.data.set(thin.data.subarray(i * k, (i + 1) * k), i * (k + 1));
      this.columns.data[i * (k + 1) + k] = 1;
    }
    this.stacked = matrix(k + 1, width);
    this.cross = matrix(k, width, this.stacked.data.subarray(0, k * width));
    this.last = matrix(1, width, this.stacked.data.subarray(k * width));
    this.mean = matrix(1, width);
  }

  /** Takes up a Y. */
  read(y: Matrix): void {
    backend().multiply(this.columns, y, { transposeA: true, into: this.stacked });
    const [mean, sums] = [this.mean.data, this.last.data];
    for (let j = 0; j < mean.length; j++) mean[j] = sums[j]! / y.rows;
  }

  /** ‖Yc‖² from ‖Y‖²; undefined where Y has to be centred and scaled before its products. */
  size(total: number): number | undefined {
    const shift = this.columns.rows * backend().inner(this.mean.data, this.mean.data);
    const size = total - shift;
    return size > LEAST && size < MOST && shift <= LEVEL * size ? size : undefined;
  }

  /** YcᵀYc into `into`, p×p, and ‖Yc‖² with ‖YcᵀYc‖², or undefined like {@link size}. */
  covariance(y: Matrix, into: Matrix): { readonly size: number; readonly square: number } | undefined {
    const { mean } = this;
    const { data } = backend().gram(y, true, into);
    let total = 0;
    for (let k = 0; k < data.length; k += y.cols + 1) total += data[k]!;
    const size = this.size(total);
    if (size === undefined) return undefined;
    backend().multiply(mean, mean, { transposeA: true, times: -y.rows, addTo: into });
    return { size, square: backend().inner(data, data) };
  }

  /** a·X·A + b·Yc·B into `gradient`; B is p×p, or the identity where there is none, and a is not 0. */
  write(y: Matrix, gradient: Matrix, a: number, b: number, own?: Matrix): void {
    const { mean, last } = this;
    if (own !== undefined) backend().multiply(mean, own, { times: -b / a, into: last });
    else {
      last.data.fill(0);
      backend().addMultiple(last.data, -b / a, mean.data);
    }
    backend().multiply(this.columns, this.stacked, { into: gradient, times: a });
    if (own === undefined) backend().addMultiple(gradient.data, b, y.data);
    else backend().multiply(y, own, { addTo: gradient, times: b });
  }
}

/** Columns with the Gram matrix of Xc, as few as its rank. */
function thinned(x: Representation): Matrix {
  const { u, sigma, rank } = spectrum(x);
  const columns = compact(x);
  return rank < columns.cols ? scaleColumns(u, sigma) : columns;
}

/**
 * The slopes of an ascent: by a `shortcut` of {@link Moving}, and by `slope` itself where that gives undefined, X has no
 * variance or Y more columns than rows.
 */
export function slopesAlong(
  x: Representation,
  width: number,
  slope: (x: Representation, y: Representation) => Slope,
  shortcut?: (moving: Moving) => (y: Matrix, gradient: Matrix) => number | undefined,
): SlopeInto {
  const applies = shortcut !== undefined && squaredSize(x) > 0 && width <= x.n;
  const quick = applies ? shortcut(new Moving(x, width)) : undefined;
  return (y, gradient) => {
    for (const side of [y, gradient]) {
      if (side.rows !== x.n || side.cols !== width) {
        throw new EtalonError("metric/bad-ascent", "ascent: Y and its gradient must keep their shape", {
          got: `${side.rows}×${side.cols}, prepared for ${x.n}×${width}`,
        });
      }
    }
    const known = quick?.(y, gradient);
    if (known !== undefined) return known;
    forgetReordered();
    const moved: Representation = { n: x.n, p: width, values: y };
    rememberPassing(moved);
    const found = slope(x, moved);
    gradient.data.set(found.gradient.data);
    return found.value;
  };
}
