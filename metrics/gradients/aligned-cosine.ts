import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleRows } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { raw, rawSpectrum } from "../../representation/raw.ts";
import { scaledValues } from "../../representation/scaled.ts";
import type { Filter } from "../families/filters.ts";
import { rebuilt, throughFilter } from "./filtered.ts";
import { times } from "./raw.ts";
import { factorsOf } from "./subspace.ts";

/** Every singular value becomes 1: U·diag(s)·Vᵀ becomes the rotation U·Vᵀ. */
export const ROTATION: Filter = { value: () => 1, slope: () => 0 };

/** The length of each row. */
const lengths = (a: Matrix): Float64Array =>
  Float64Array.from({ length: a.rows }, (_, i) => {
    const row = a.data.subarray(i * a.cols, (i + 1) * a.cols);
    return Math.sqrt(inner(row, row));
  });

/**
 * ∂/∂Y of (1/n)·Σcos(xᵢQ, yᵢ), n×p2: of every cosine with Q held, and through the rotation Q = UVᵀ of XᵀY = UΣVᵀ.
 *
 * @throws Undefined where XᵀY has lost rank: the directions that are rotated then jump with Y.
 */
export function alignedCosineGradient(x: Representation, y: Representation): Matrix {
  const [xs, ys] = [raw(x), raw(y)];
  const factors = factorsOf(backend().multiply(xs, ys, { transposeA: true }));
  if (factors.s.length === 0) throw new Undefined("XᵀY is zero: there is no best rotation");
  if (factors.s.length < Math.min(rawSpectrum(x).rank, y.p)) {
    throw new Undefined("no gradient: XᵀY has lost rank, and the best rotation changes by a jump there");
  }
  const turned = backend().multiply(xs, rebuilt(factors, ROTATION.value));
  const [a, b] = [lengths(xs), lengths(ys)];
  // A row without activation has cosine zero, and no direction that changes it more than another.
  const each = a.map((length, i) => (length > 0 && b[i]! > 0 ? 1 / (length * b[i]! * x.n) : 0));
  const own = each.map((weight, i) => {
    const [from, to] = [i * y.p, (i + 1) * y.p];
    return weight === 0
      ? 0
      : (weight * inner(turned.data.subarray(from, to), ys.data.subarray(from, to))) / b[i]! ** 2;
  });
  const held = combine(1, scaleRows(each, turned), -1, scaleRows(own, ys));
  const byRotation = backend().multiply(xs, scaleRows(each, ys), { transposeA: true });
  const moved = backend().multiply(xs, throughFilter(factors, ROTATION, byRotation));
  return times(1 / scaledValues(y).scale, matrix(y.n, y.p, combine(1, held, 1, moved).data));
}
