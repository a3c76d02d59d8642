import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitColumn } from "../../../metrics/families/bit-column.ts";

const ROWS = 5000;
const rows = fc.array(fc.integer({ min: 0, max: ROWS }), { maxLength: 400 });

function drained(column: BitColumn): number[] {
  const found: number[] = [];
  for (let row = column.takeFirst(); row >= 0; row = column.takeFirst()) found.push(row);
  return found;
}

/** The rows that occur an odd number of times, ascending. */
const oddly = (list: readonly number[]): number[] =>
  [...new Set(list)]
    .filter((row) => list.filter((other) => other === row).length % 2 === 1)
    .sort((a, b) => a - b);

describe("BitColumn", () => {
  it("gives back the rows that were flipped an odd number of times, in order, also after some were taken", () => {
    const column = new BitColumn(ROWS);
    fc.assert(
      fc.property(rows, rows, fc.nat(5), (early, late, some) => {
        for (const row of early) column.flip(row);
        const taken = Array.from({ length: some }, () => column.takeFirst()).filter((row) => row >= 0);
        for (const row of late) column.flip(row);
        expect(drained(column)).toEqual(
          oddly([...oddly(early).filter((row) => !taken.includes(row)), ...late]),
        );
      }),
    );
  });

  it("is empty once cleared", () => {
    const column = new BitColumn(ROWS);
    fc.assert(
      fc.property(rows, rows, (some, others) => {
        for (const row of some) column.flip(row);
        column.takeFirst();
        column.clear();
        for (const row of others) column.flip(row);
        expect(drained(column)).toEqual(oddly(others));
      }),
    );
  });
});
