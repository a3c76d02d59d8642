import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellHeap } from "../../../metrics/families/cell-heap.ts";

describe("CellHeap", () => {
  it("gives back the cells that were put there an odd number of times, by radius and then number", () => {
    const heap = new CellHeap();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3000 }), (cells) => {
        heap.clear();
        // A cell has one radius; several cells share it.
        const radius = (cell: number): number => (cell * 7) % 5;
        for (const cell of cells) heap.push(radius(cell), cell);
        const found: number[] = [];
        for (let next = heap.takeFirst(); next !== undefined; next = heap.takeFirst()) {
          expect(next.value).toBe(radius(next.cell));
          found.push(next.cell);
        }
        const wanted = [...new Set(cells)]
          .filter((cell) => cells.filter((other) => other === cell).length % 2 === 1)
          .sort((a, b) => radius(a) - radius(b) || a - b);
        expect(found).toEqual(wanted);
      }),
      { numRuns: 50 },
    );
  });
});
