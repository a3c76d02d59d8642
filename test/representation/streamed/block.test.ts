import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { blockOf, centerRows, shiftOf } from "../../../representation/streamed/block.ts";

const x = fromRows([
  [1, 2],
  [3, 6],
]);
const y = fromRows([[10], [30]]);
const placing = { shift: Float64Array.of(1, 1, 2), units: [1, 10], names: ["x.npy", "y.npy"], before: 4000 };

describe("a block", () => {
  it("has both sides beside each other in their units, minus the shift, and the means", () => {
    const { rows, mean } = blockOf([x, y], placing, new Float64Array(9));
    expect(rows).toEqual(
      fromRows([
        [0, 1, -1],
        [2, 5, 1],
      ]),
    );
    expect([...mean]).toEqual([1, 3, 0]);
  });

  it("loses its mean", () => {
    const block = blockOf([x, y], placing, new Float64Array(9));
    centerRows(block);
    expect([...block.rows.data]).toEqual([-1, -2, -1, 1, 2, 1]);
  });

  it("names the file, the row of the file and the column of what is no number", () => {
    const bad = fromRows([[10], [-Infinity]]);
    expect(() => blockOf([x, bad], placing, new Float64Array(9))).toThrow(
      /y\.npy must be finite everywhere.*-Infinity at row 4001, column 0/,
    );
  });
});

describe("the shift", () => {
  it("is the mean of the first rows, also of numbers whose sum is none", () => {
    expect([...shiftOf([x, y])]).toEqual([2, 4, 20]);
    expect([...shiftOf([fromRows([[1.5e308], [1.5e308]])])]).toEqual([1.5e308]);
  });
});
