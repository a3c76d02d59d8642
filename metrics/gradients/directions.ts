import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { inner } from "../../linalg/elementwise.ts";
import { powerOfTwoAbove } from "../../representation/powers.ts";

/**
 * ∂f/∂Y, n×p2, of a function of the directions uᵢ = rᵢ/‖rᵢ‖ of the rows of Y, from W = ∂f/∂U: row by row
 * (w − ⟨w, u⟩·u)/‖r‖. A row that is zero has no direction and gets no gradient.
 *
 * @param centre Whether r is the row minus its own mean (as for a correlation over units), or the row as it is.
 */
export function throughDirections(y: Representation, w: Matrix, centre: boolean): Matrix {
  const { n, p } = y;
  const result = matrix(n, p);
  const row = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    const raw = y.values.data.subarray(i * p, (i + 1) * p);
    // A power of two of its own for each row, as in `directions`.
    const scale = powerOfTwoAbove(raw.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
    const mean = centre ? raw.reduce((total, value) => total + value / scale / p, 0) : 0;
    raw.forEach((value, j) => (row[j] = value / scale - mean));
    const length = Math.sqrt(inner(row, row));
    if (length === 0) continue;
    const given = w.data.subarray(i * p, (i + 1) * p);
    const along = inner(given, row) / length / length;
    const out = result.data.subarray(i * p, (i + 1) * p);
    for (let j = 0; j < p; j++) out[j] = (given[j]! - along * row[j]!) / length / scale;
    if (!centre) continue;
    const rest = out.reduce((total, value) => total + value / p, 0);
    for (let j = 0; j < p; j++) out[j]! -= rest;
  }
  return result;
}
