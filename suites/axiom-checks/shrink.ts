import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { selectColumns, selectRows } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";

/** Whether these matrices are still a counter-example; asked only of what has rows and columns left. */
export type StillFails = (sides: readonly Representation[]) => Promise<boolean>;

const without = (count: number, left: number): number[] =>
  Array.from({ length: count }, (_, i) => i).filter((i) => i !== left);

const rounded = (a: Matrix, digits: number): Matrix => ({
  ...a,
  data: a.data.map((value) => Number(value.toFixed(digits))),
});

/** All matrices with one row or one column less. */
function* smaller(sides: readonly Representation[], minimumRows: number): Generator<readonly Matrix[]> {
  const all = sides.map(({ values }) => values);
  const rows = all[0]!.rows;
  for (let row = 0; rows > minimumRows && row < rows; row++) {
    yield all.map((values) => selectRows(values, without(rows, row)));
  }
  for (const [k, { cols }] of all.entries()) {
    for (let column = 0; cols > 1 && column < cols; column++) {
      yield all.map((values, other) => (other === k ? selectColumns(values, without(cols, column)) : values));
    }
  }
}

/**
 * The same counter-example with as few rows and columns as possible and then as few digits: one row or column at a time is
 * left out as long as it still is one, until none can be (delta debugging, Zeller & Hildebrandt 2002), then all numbers are rounded to 0,
 * 1, … 6 decimals.
 *
 * @param sides Two or three matrices with the same rows.
 */
export async function shrink(
  sides: readonly Representation[],
  minimumRows: number,
  fails: StillFails,
): Promise<readonly Representation[]> {
  const wrap = (all: readonly Matrix[]): readonly Representation[] =>
    all.map((values) => representation(values));
  let kept = sides;
  for (;;) {
    let found: readonly Representation[] | undefined;
    for (const candidate of smaller(kept, minimumRows)) {
      const tried = wrap(candidate);
      if (await fails(tried)) {
        found = tried;
        break;
      }
    }
    if (found === undefined) break;
    kept = found;
  }
  for (let digits = 0; digits <= 6; digits++) {
    const tried = wrap(kept.map(({ values }) => rounded(values, digits)));
    if (await fails(tried)) return tried;
  }
  return kept;
}
