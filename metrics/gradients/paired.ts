import type { Matrix } from "../../core/matrix.ts";
import { combine, scaleColumns } from "../../linalg/elementwise.ts";
import type { Representation } from "../../core/representation.ts";
import { standardized } from "../../representation/correlation.ts";
import { centered } from "../../representation/centered.ts";
import { fromScaled } from "./raw.ts";

/** Σᵢ aᵢⱼbᵢⱼ of each column. */
function columnProducts(a: Matrix, b: Matrix): Float64Array {
  const sums = new Float64Array(a.cols);
  a.data.forEach((value, k) => (sums[k % a.cols]! += value * b.data[k]!));
  return sums;
}

/**
 * ∂/∂Y of the mean correlation of units of the same number, n×p: (x̂ⱼ − rⱼ·ŷⱼ)/‖yⱼ‖ over how many vary on both sides,
 * for units of unit length; those that do not are left out.
 */
export function iscGradient(x: Representation, y: Representation): Matrix {
  const [a, b] = [standardized(x), standardized(y)];
  const r = columnProducts(a, b);
  const [inX, lengths] = [columnProducts(a, a), columnProducts(centered(y), centered(y)).map(Math.sqrt)];
  const counted = r.filter((_, j) => inX[j]! > 0 && lengths[j]! > 0).length;
  const each = lengths.map((length, j) => (inX[j]! > 0 && length > 0 ? 1 / length / counted : 0));
  return fromScaled(y, scaleColumns(combine(1, a, -1, scaleColumns(b, r)), each));
}
