import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { maximumAssignment } from "../../../metrics/families/assignment.ts";

/** The best total over all one-to-one assignments, by trying them all. */
function bruteForce(gain: ReturnType<typeof matrix>, row = 0, taken = 0): number {
  if (row === gain.rows) return 0;
  let best = -Infinity;
  for (let j = 0; j < gain.cols; j++) {
    if ((taken >> j) & 1) continue;
    best = Math.max(best, gain.data[row * gain.cols + j]! + bruteForce(gain, row + 1, taken | (1 << j)));
  }
  return best;
}

describe("maximumAssignment", () => {
  it("is one-to-one and as good as the best of all assignments, with ties and negative gains", () => {
    const gains = fc
      .record({ rows: fc.integer({ min: 1, max: 5 }), more: fc.integer({ min: 0, max: 2 }) })
      .chain(({ rows, more }) =>
        fc
          .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1, max: 1, noNaN: true })), {
            minLength: rows * (rows + more),
            maxLength: rows * (rows + more),
          })
          .map((data) => matrix(rows, rows + more, Float64Array.from(data))),
      );
    fc.assert(
      fc.property(gains, (gain) => {
        const columns = [...maximumAssignment(gain)];
        expect(new Set(columns).size).toBe(gain.rows);
        const total = columns.reduce((sum, column, row) => sum + gain.data[row * gain.cols + column]!, 0);
        expect(total).toBeCloseTo(bruteForce(gain), 9);
      }),
      { numRuns: 300 },
    );
  });
});
