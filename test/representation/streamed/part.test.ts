import { describe, expect, it } from "vitest";
import { fromRows, type Matrix } from "../../../core/matrix.ts";
import { backend } from "../../../linalg/index.ts";
import type { Folding } from "../../../representation/streamed/folding.ts";
import { joined, part, type Summary } from "../../../representation/streamed/part.ts";
import { KEEPINGS } from "../../support/streams.ts";

/** One column: n rows with this mean, whose squares about it add up to `square`. */
const summary = (n: number, mean: number, square: number): Summary => ({
  n,
  mean: Float64Array.of(mean),
  factor: fromRows([[Math.sqrt(square)]]),
});

describe("parts", () => {
  it.each(KEEPINGS)("together are as if they had been one (%s)", (keeping) => {
    // 0, 2 | 5 | 1, 1, 4: mean 13/6, squares about it 47 − 169/6.
    const { n, mean, factor } = joined([summary(2, 1, 2), summary(1, 5, 0), summary(3, 2, 6)], keeping);
    expect(n).toBe(6);
    expect(mean[0]).toBeCloseTo(13 / 6, 14);
    expect(backend().gram(factor).data[0]).toBeCloseTo(47 - 169 / 6, 12);
  });

  it("hand on each block with what is between it and those before", () => {
    const seen: number[] = [];
    const folding: Folding = {
      add: (_, between) => void seen.push(between[0]!),
      factor: (): Matrix => fromRows([[7]]),
    };
    const own = part(1, folding);
    expect(own.summary()).toBeUndefined();
    for (const [rows, mean] of [
      [4, 3],
      [12, 7],
    ] as const) {
      own.add({
        rows: { rows, cols: 1, data: new Float64Array(rows) },
        mean: Float64Array.of(mean),
        room: new Float64Array(0),
      });
    }
    // √(4·12/16)·(7 − 3).
    expect(seen[0]).toBe(0);
    expect(seen[1]).toBeCloseTo(Math.sqrt(3) * 4, 14);
    expect(own.summary()).toEqual({ n: 16, mean: Float64Array.of(6), factor: fromRows([[7]]) });
  });
});
