import { describe, expect, it } from "vitest";
import { fromRows } from "../../core/matrix.ts";
import {
  addToRows,
  beside,
  combine,
  frobenius,
  inner,
  leadingColumns,
  leadingRows,
  scaleColumns,
  scaleRows,
  selectColumns,
  selectRows,
  squaredNorm,
  sum,
  transpose,
} from "../../linalg/elementwise.ts";

const a = fromRows([
  [1, 2, 3],
  [4, 5, 6],
]);
const b = fromRows([
  [7, 8, 9],
  [10, 11, 12],
]);

describe("inner", () => {
  it("sums all products whatever is left of a multiple of four", () => {
    for (let length = 0; length < 10; length++) {
      const values = Float64Array.from({ length }, (_, i) => i + 1);
      expect(inner(values, values)).toBe((length * (length + 1) * (2 * length + 1)) / 6);
    }
  });
});

describe("elementwise operations", () => {
  it("are what their formulas say, for matrices that are not square", () => {
    expect(transpose(a)).toEqual(
      fromRows([
        [1, 4],
        [2, 5],
        [3, 6],
      ]),
    );
    expect([squaredNorm(a), frobenius(fromRows([[3, 4]])), sum([1, 2, 4])]).toEqual([91, 5, 7]);
    expect(scaleRows([2, -1], a)).toEqual(
      fromRows([
        [2, 4, 6],
        [-4, -5, -6],
      ]),
    );
    expect(scaleColumns(a, [2, 0, -1])).toEqual(
      fromRows([
        [2, 0, -3],
        [8, 0, -6],
      ]),
    );
    expect(combine(2, a, -1, b)).toEqual(
      fromRows([
        [-5, -4, -3],
        [-2, -1, 0],
      ]),
    );
    expect(addToRows(a, [10, 20, 30])).toEqual(
      fromRows([
        [11, 22, 33],
        [14, 25, 36],
      ]),
    );
    expect(beside(a, leadingColumns(b, 1))).toEqual(
      fromRows([
        [1, 2, 3, 7],
        [4, 5, 6, 10],
      ]),
    );
  });

  it("select in the order asked for, also twice", () => {
    expect(selectRows(a, [1, 1, 0])).toEqual(
      fromRows([
        [4, 5, 6],
        [4, 5, 6],
        [1, 2, 3],
      ]),
    );
    expect(selectColumns(a, [2, 0])).toEqual(
      fromRows([
        [3, 1],
        [6, 4],
      ]),
    );
  });

  it("share memory only where they say so", () => {
    const rows = leadingRows(a, 1);
    expect(rows).toEqual(fromRows([[1, 2, 3]]));
    expect(rows.data.buffer).toBe(a.data.buffer);
    const before = a.data.slice();
    for (const made of [transpose(a), scaleRows([1, 1], a), selectRows(a, [0, 1]), combine(1, a, 0, b)])
      made.data.fill(-1);
    expect(a.data).toEqual(before);
  });
});
