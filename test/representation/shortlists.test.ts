import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isClosed, offer, openShortlists, roomFor } from "../../representation/shortlists.ts";

/** What is on list 1 of three after all these have been offered, where they are within the limit. */
function afterOffering(
  distances: readonly number[],
  k: number,
  slack: number,
): ReturnType<typeof openShortlists> {
  const lists = openShortlists(3, k, { own: Float64Array.of(99, slack, 99), share: 0 });
  distances.forEach((far, j) => {
    if (far <= lists.limit[1]!) offer(lists, 1, j, far);
  });
  return lists;
}

describe("offer", () => {
  it("keeps the k nearest and what ties with the k-th, nearest first", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 5 }),
        (distances, k, slack) => {
          const lists = afterOffering(distances, k, slack);
          const sorted = distances.toSorted((a, b) => a - b);
          const wanted = sorted.filter((far) => far <= sorted[k - 1]! + slack);
          const kept = [...lists.who.subarray(lists.room, lists.room + lists.count[1]!)];
          expect(kept.map((j) => distances[j])).toEqual(wanted);
          expect([...lists.count]).toEqual([0, wanted.length, 0]);
          expect(lists.limit[1]).toBe(sorted[k - 1]! + slack);
        },
      ),
    );
  });

  it("closes a list when more tie than there is room for, and wants nothing more", () => {
    const most = roomFor(3) - 1;
    expect(isClosed(afterOffering(new Array<number>(most).fill(7), 3, 0), 1)).toBe(false);
    const closed = afterOffering(new Array<number>(most + 20).fill(7), 3, 0);
    expect(isClosed(closed, 1)).toBe(true);
    expect(closed.count[2]).toBe(0);
  });
});
