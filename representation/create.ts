import { EtalonError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";

/** Where the first number stands that is not finite; −1 where all are. */
function firstNotFinite(data: Float64Array): number {
  for (let k = 0; k < data.length; k++) if (!Number.isFinite(data[k])) return k;
  return -1;
}

/**
 * A representation of the n×p matrix `values`. The matrix is not copied and must not be changed afterwards.
 *
 * @param name How error messages call the argument, for example `X` or a file's name.
 * @throws EtalonError `input/no-rows`, `input/no-columns`, or `input/non-finite` with the first bad element.
 */
export function representation(values: Matrix, name = "X"): Representation {
  if (values.rows === 0) {
    throw new EtalonError("input/no-rows", `${name} must have at least one row (stimulus)`, {
      got: `${values.rows}×${values.cols}`,
      remedy: "save the activations to the stimuli, one row each",
    });
  }
  if (values.cols === 0) {
    throw new EtalonError("input/no-columns", `${name} must have at least one column (unit)`, {
      got: `${values.rows}×${values.cols}`,
      remedy: "save the activations of the units, one column each",
    });
  }
  const bad = firstNotFinite(values.data);
  if (bad >= 0) {
    const [row, column] = [Math.floor(bad / values.cols), bad % values.cols];
    throw new EtalonError("input/non-finite", `${name} must be finite everywhere`, {
      got: `${values.data[bad]} at row ${row}, column ${column}`,
      remedy: "remove or impute these stimuli or units first",
    });
  }
  return { n: values.rows, p: values.cols, values };
}

/**
 * Checks that X and Y can be compared row by row.
 *
 * @throws EtalonError `input/row-mismatch` or `input/too-few-rows`.
 */
export function requireComparable(
  x: Representation,
  y: Representation,
  minimumRows: number,
  id: string,
): void {
  if (x.n !== y.n) {
    throw new EtalonError("input/row-mismatch", `${id}: X and Y must have the same rows (stimuli)`, {
      got: `${x.n} and ${y.n} rows`,
      remedy: "select and order the stimuli that both share",
    });
  }
  if (x.n < minimumRows) {
    throw new EtalonError("input/too-few-rows", `${id}: needs at least ${minimumRows} rows (stimuli)`, {
      got: String(x.n),
    });
  }
}
