import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignRows } from "../../../cli/score/align.ts";

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });

describe("alignRows", () => {
  it("gives every side the same names in the first one's order, and nothing that all share is lost", () => {
    fc.assert(
      fc.property(names, names, names, (a, b, c) => {
        const sides = [a, b, c];
        const shared = a.filter((id) => b.includes(id) && c.includes(id));
        if (shared.length === 0) {
          expect(() => alignRows(["a", "b", "c"], sides)).toThrow(/no stimulus is in all files/);
          return;
        }
        const { ids, rows, dropped } = alignRows(["a", "b", "c"], sides);
        expect(ids).toEqual(shared);
        rows.forEach((own, k) => expect(Array.from(own, (row) => sides[k]![row])).toEqual(shared));
        expect(dropped).toEqual(sides.map((side) => side.length - shared.length));
      }),
    );
  });

  it("refuses a name that is there twice, with both places", () => {
    expect(() =>
      alignRows(
        ["x.npy", "y.npy"],
        [
          ["a", "b"],
          ["a", "b", "a"],
        ],
      ),
    ).toThrow('y.npy: two rows have one name (got "a" in rows 1 and 3)');
  });
});
