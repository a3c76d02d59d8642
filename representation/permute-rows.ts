import type { Matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { selectRows } from "../linalg/elementwise.ts";
import { rememberReordering } from "./derived.ts";

/**
 * X with its rows in another order: row i is row `order[i]` of X.
 *
 * A permutation test needs hundreds of these, and an order of the rows changes neither a spectrum nor a distance: what
 * is derived from X and has a rule in `row-rules.ts` is moved along instead of being computed again, and equals what
 * would be computed from the new rows up to rounding.
 */
export function permuteRows(x: Representation, order: Int32Array): Representation {
  let values: Matrix | undefined;
  const permuted: Representation = {
    n: x.n,
    p: x.p,
    // Most of what is asked of it is moved along: the numbers themselves are often not needed.
    get values() {
      return (values ??= selectRows(x.values, order));
    },
  };
  rememberReordering(permuted, x, order);
  return permuted;
}
