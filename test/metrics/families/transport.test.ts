import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { inner } from "../../../linalg/elementwise.ts";
import { maximumAssignment } from "../../../metrics/families/assignment.ts";
import { transportPlan } from "../../../metrics/families/transport.ts";
import { gaussian } from "../../support/data.ts";

/** The best of all whole-numbered flows with row sums `supply` and column sums `demand`: vertices are among them. */
function bruteForce(gain: Matrix, supply: number, demand: number): number {
  const { rows, cols, data } = gain;
  const room = Array<number>(cols).fill(demand);
  const search = (cell: number, left: number): number => {
    const [row, column] = [Math.floor(cell / cols), cell % cols];
    if (row === rows) return 0;
    if (column === cols - 1) {
      if (left > room[column]!) return -Infinity;
      room[column]! -= left;
      const value = left * data[cell]! + search(cell + 1, supply);
      room[column]! += left;
      return value;
    }
    let best = -Infinity;
    for (let units = 0; units <= Math.min(left, room[column]!); units++) {
      room[column]! -= units;
      best = Math.max(best, units * data[cell]! + search(cell + 1, left - units));
      room[column]! += units;
    }
    return best;
  };
  return search(0, supply);
}

const sizes = fc.constantFrom(
  [2, 3],
  [3, 2],
  [2, 4],
  [4, 2],
  [3, 4],
  [4, 3],
  [1, 5],
  [5, 1],
  [4, 6],
) as fc.Arbitrary<[number, number]>;

describe("transportPlan", () => {
  it("has uniform marginals and the greatest gain of all plans", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 1e6 }), ([rows, cols], seed) => {
        const gain = gaussian(rows, cols, "gain", seed);
        const plan = transportPlan(gain);
        for (let i = 0; i < rows; i++) {
          let total = 0;
          for (let j = 0; j < cols; j++) {
            expect(plan.data[i * cols + j]).toBeGreaterThanOrEqual(0);
            total += plan.data[i * cols + j]!;
          }
          expect(total).toBeCloseTo(1 / rows, 14);
        }
        for (let j = 0; j < cols; j++) {
          let total = 0;
          for (let i = 0; i < rows; i++) total += plan.data[i * cols + j]!;
          expect(total).toBeCloseTo(1 / cols, 14);
        }
        const divisor = [6, 4, 3, 2, 1].find((d) => rows % d === 0 && cols % d === 0)!;
        const best = bruteForce(gain, cols / divisor, rows / divisor) / ((rows * cols) / divisor);
        expect(inner(plan.data, gain.data)).toBeCloseTo(best, 12);
      }),
      { numRuns: 40 },
    );
  });

  it("is the assignment over n for as many rows as columns", () => {
    const gain = gaussian(7, 7, "square");
    const plan = transportPlan(gain);
    maximumAssignment(gain).forEach((column, row) => expect(plan.data[row * 7 + column]).toBe(1 / 7));
    expect(
      inner(
        plan.data,
        Float64Array.from(plan.data, () => 1),
      ),
    ).toBeCloseTo(1, 14);
  });

  it("is optimal with ties and with gains all alike", () => {
    const flat = { rows: 3, cols: 5, data: new Float64Array(15).fill(2) };
    expect(inner(transportPlan(flat).data, flat.data)).toBeCloseTo(2, 14);
    const ties = { rows: 2, cols: 3, data: Float64Array.of(1, 0, 1, 0, 1, 1) };
    expect(inner(transportPlan(ties).data, ties.data)).toBeCloseTo(1, 14);
  });

  it("does not depend on which side is called the rows, at a size where paths are long", () => {
    const gain = gaussian(30, 21, "large");
    const turned = { rows: 21, cols: 30, data: new Float64Array(630) };
    for (let i = 0; i < 30; i++)
      for (let j = 0; j < 21; j++) turned.data[j * 30 + i] = gain.data[i * 21 + j]!;
    expect(inner(transportPlan(gain).data, gain.data)).toBeCloseTo(
      inner(transportPlan(turned).data, turned.data),
      12,
    );
  });
});
