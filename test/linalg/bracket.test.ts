import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bracket } from "../../linalg/bracket.ts";

const few = fc.integer({ min: -3, max: 3 });

describe("bracket", () => {
  it("counts and collects as a filter does, also over several groups", () => {
    fc.assert(
      fc.property(
        fc.array(few, { maxLength: 9 }),
        fc.integer({ min: 0, max: 900 }),
        few,
        few,
        (own, by, a, b) => {
          const values = Float64Array.from({ length: own.length * by }, (_, k) => own[k % own.length]!);
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const room = new Float64Array(values.length);
          const found = bracket(values, low, high, room)!;
          const count = (test: (value: number) => boolean): number => values.filter(test).length;
          expect({ ...found, inside: [...found.inside] }).toEqual({
            belowLow: count((value) => value < low),
            atMostLow: count((value) => value <= low),
            belowHigh: count((value) => value < high),
            atMostHigh: count((value) => value <= high),
            inside: [...values.filter((value) => value > low && value < high)],
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it("gives up where there is no room for what lies between", () => {
    const values = Float64Array.of(1, 2, 3, 4, 5);
    expect(bracket(values, 1, 5, new Float64Array(2))).toBeUndefined();
    expect([...bracket(values, 1, 5, new Float64Array(3))!.inside]).toEqual([2, 3, 4]);
  });
});
