import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { scaleColumns, transpose } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { derived } from "../../representation/derived.ts";
import { stableQr } from "../../representation/orthonormal.ts";
import { spectrum, squaredSize } from "../../representation/spectral.ts";

/** How components are predicted: by any linear map of Y, or by a rotation and a scale of all of Y. */
export const MAPS = ["linear", "orthogonal"] as const;
export type Map = (typeof MAPS)[number];

/** The leading components of X, transposed: k×n, one a row. */
const components = derived("ascentComponents", (x): Matrix => transpose(spectrum(x).u));

/**
 * R² of each of the first `count` principal components of X predicted from Y by least squares with all of Y's columns:
 * ‖Q_Yᵀuᵢ‖². With map `orthogonal`, Y is turned onto X (Procrustes) and scaled; R² can then be below 0.
 */
export function componentR2(
  x: Representation,
  y: Representation,
  count: number,
  map: Map = "linear",
): Float64Array {
  return map === "linear" ? linear(x, y, count) : orthogonal(x, y, count);
}

function linear(x: Representation, y: Representation, count: number): Float64Array {
  const q = stableQr(y)?.q ?? spectrum(y).u;
  const all = components(x);
  const u: Matrix = { rows: count, cols: all.cols, data: all.data.subarray(0, count * all.cols) };
  const inside = backend().multiply(u, q);
  return Float64Array.from({ length: count }, (_, i) => {
    let total = 0;
    for (let j = 0; j < q.cols; j++) total += inside.data[i * q.cols + j]! ** 2;
    return Math.min(1, total);
  });
}

/** X̂ = b·Yc·Q with XcᵀYc = UΣVᵀ, Q = VUᵀ and b = tr Σ/‖Yc‖², read along each component's axis. */
function orthogonal(x: Representation, y: Representation, count: number): Float64Array {
  const [xc, yc] = [centered(x), centered(y)];
  const { u, s, vt } = backend().svd(backend().multiply(xc, yc, { transposeA: true }));
  const turned = backend().multiply(yc, backend().multiply(vt, u, { transposeA: true, transposeB: true }));
  const scale = s.reduce((total, value) => total + value, 0) / squaredSize(y);
  const { u: axes, sigma } = spectrum(x);
  // The axis of component i in the space of units: Xcᵀuᵢ/σᵢ.
  const units = scaleColumns(
    backend().multiply(xc, axes, { transposeA: true }),
    sigma.subarray(0, axes.cols).map((value) => 1 / value),
  );
  const along = backend().multiply(turned, units);
  return Float64Array.from({ length: count }, (_, i) => {
    let rest = 0;
    for (let row = 0; row < x.n; row++) {
      const wanted = sigma[i]! * axes.data[row * axes.cols + i]!;
      rest += (wanted - scale * along.data[row * along.cols + i]!) ** 2;
    }
    return 1 - rest / sigma[i]! ** 2;
  });
}

/** Number of components of X that have any variance. */
export const componentCount = (x: Representation): number => spectrum(x).rank;

/** Where a quantity on the way was half-way from its start to its end. */
export interface Crossing {
  readonly score: number;
  readonly step: number;
}

/** Follows several quantities along an ascent and notes where each first crosses its threshold. */
export interface Crossings {
  add(step: number, score: number, values: ArrayLike<number>): void;
  /** For each quantity, where it crossed first; undefined where it never did. */
  readonly found: readonly (Crossing | undefined)[];
  /** For each quantity, whether it was above its threshold from the start. */
  readonly fromStart: readonly boolean[];
}

/**
 * Crossings with the thresholds that `thresholdOf` takes from the first values, linearly interpolated between steps.
 */
export function crossings(count: number, thresholdOf: (first: number, i: number) => number): Crossings {
  let last: { step: number; score: number; values: Float64Array } | undefined;
  let thresholds: Float64Array | undefined;
  const found: (Crossing | undefined)[] = Array.from({ length: count }, () => undefined);
  const fromStart: boolean[] = Array.from({ length: count }, () => false);
  return {
    found,
    fromStart,
    add(step, score, values) {
      thresholds ??= Float64Array.from({ length: count }, (_, i) => thresholdOf(values[i]!, i));
      for (let i = 0; i < count; i++) {
        const [value, threshold] = [values[i]!, thresholds[i]!];
        if (found[i] !== undefined || fromStart[i]! || value < threshold) continue;
        if (last === undefined) {
          fromStart[i] = true;
          continue;
        }
        const before = last.values[i]!;
        const share = (threshold - before) / (value - before);
        found[i] = {
          score: last.score + share * (score - last.score),
          step: last.step + share * (step - last.step),
        };
      }
      last = { step, score, values: Float64Array.from({ length: count }, (_, i) => values[i]!) };
    },
  };
}

/** R² half-way from its start to 1: the reference protocol's threshold of capture. */
export const halfway = (first: number): number => (first + 1) / 2;
