import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { addToRows, inner, sum } from "../../linalg/elementwise.ts";
import { directions } from "../../representation/directions.ts";
import { distances } from "../../representation/distances.ts";
import { raw } from "../../representation/raw.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { distanceGradient } from "./distances.ts";
import { throughDirections } from "./directions.ts";

/** The mean of the rows. */
function meanOf({ rows, cols, data }: Matrix): Float64Array {
  const mean = new Float64Array(cols);
  data.forEach((value, k) => (mean[k % cols]! += value / rows));
  return mean;
}

/** The mean row ȳ as a direction, with the length of the scaled one. @throws Undefined where it is zero. */
function meanDirection(y: Representation): { direction: Float64Array; length: number } {
  const mean = meanOf(raw(y));
  const length = Math.sqrt(inner(mean, mean));
  if (length === 0) throw new Undefined("no gradient: the mean activation of Y is zero and has no direction");
  return { direction: mean.map((value) => value / length), length };
}

/** ∂‖ȳ‖/∂Y, n×p2: ȳ/(n‖ȳ‖) in every row. @throws Undefined where ȳ is zero, which is a kink. */
export function magnitudeGradient(y: Representation): Matrix {
  const { direction } = meanDirection(y);
  return addToRows(
    matrix(y.n, y.p),
    direction.map((value) => value / y.n),
  );
}

/** ∂/∂Y of ln((1/n²)·Σᵢⱼ exp(−t‖yᵢ − yⱼ‖²)), n×p2. @throws Undefined for a zero row where rows have unit length. */
export function uniformityGradient(y: Representation, t: number, rows: "unit" | "raw"): Matrix {
  const unit = rows === "unit" ? directions(y) : { made: y };
  if ("reason" in unit) throw new Undefined(`Y ${unit.reason}`);
  const { squared, scale } = distances(unit.made);
  const rate = t * scale * scale;
  const parts = squared.data.map((d2) => Math.exp(-rate * d2));
  const by = -rate / sum(parts);
  const gradient = distanceGradient({ ...squared, data: parts.map((value) => by * value) }, unit.made);
  return rows === "unit" ? throughDirections(y, gradient, false) : gradient;
}

/** ∂/∂Y of the mean cosine (1/n)·Σcos(yᵢ, ȳ), n×p2: of the rows with ȳ held, and through ȳ. @throws Undefined where ȳ is zero. */
export function concentricityGradient(y: Representation): Matrix {
  const [{ direction, length }, { matrix: values, scale }] = [meanDirection(y), scaledValues(y)];
  const units = matrix(y.n, y.p);
  for (let i = 0; i < y.n; i++) {
    const row = values.data.subarray(i * y.p, (i + 1) * y.p);
    const size = Math.sqrt(inner(row, row));
    if (size > 0) row.forEach((value, j) => (units.data[i * y.p + j] = value / size));
  }
  const meanUnit = meanOf(units);
  const value = inner(meanUnit, direction);
  const each = addToRows(
    matrix(y.n, y.p),
    direction.map((v) => v / y.n),
  );
  const byMean = meanUnit.map((v, j) => (v - value * direction[j]!) / length / y.n / scale);
  return addToRows(throughDirections(y, each, false), byMean);
}
