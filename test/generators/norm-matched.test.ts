import { describe, expect, it } from "vitest";
import { fromRows } from "../../core/matrix.ts";
import { centerColumns, normMatched } from "../../generators/norm-matched.ts";
import { frobenius } from "../../linalg/elementwise.ts";
import { gaussian } from "../support/data.ts";

describe("centerColumns", () => {
  it("takes the mean of each column away, in the units of the data", () => {
    const made = centerColumns(
      fromRows([
        [1, 10],
        [3, 30],
      ]),
    );
    expect([...made.data]).toEqual([-1, -10, 1, 10]);
  });
});

describe("normMatched", () => {
  it("gives any matrix the norm that was asked for and keeps its direction", () => {
    const a = gaussian(9, 3);
    const made = normMatched(a, 5);
    expect(frobenius(made)).toBeCloseTo(5, 12);
    const factor = 5 / frobenius(centerColumns(a));
    centerColumns(a).data.forEach((value, k) => expect(made.data[k]).toBeCloseTo(factor * value, 12));
  });

  it("leaves a constant at zero", () => {
    expect([...normMatched(fromRows([[2], [2]]), 5).data]).toEqual([0, 0]);
  });
});
