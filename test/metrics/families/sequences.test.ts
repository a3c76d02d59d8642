import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestCommonSubsequence, sequenceDistance } from "../../../metrics/families/sequences.ts";

const sequence = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 7 });

/** All subsequences of a short sequence, as text. */
function subsequences(of: readonly number[]): Set<string> {
  let found = new Set([""]);
  for (const v of of) found = new Set([...found, ...[...found].map((s) => s + String(v))]);
  return found;
}

describe("longestCommonSubsequence", () => {
  it("is the longest of all subsequences that both have", () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const [inA, inB] = [subsequences(a), subsequences(b)];
        const longest = Math.max(...[...inA].filter((s) => inB.has(s)).map((s) => s.length));
        expect(longestCommonSubsequence(a, b)).toBe(longest);
      }),
    );
  });

  it("allows gaps and keeps the order", () => {
    expect(longestCommonSubsequence([1, 2, 3, 4], [1, 9, 3, 8, 4])).toBe(3);
    expect(longestCommonSubsequence([1, 2, 3], [3, 2, 1])).toBe(1);
    expect(longestCommonSubsequence([], [1])).toBe(0);
  });
});

describe("sequenceDistance", () => {
  it.each([
    [[1, 2, 3], [1, 2, 3], 0],
    [[1, 2, 3], [2, 3, 4], 2],
    [[1, 2, 3], [1, 9, 3], 1],
    [[1, 2, 3], [3, 2, 1], 2],
    [[1, 2, 3], [4, 5, 6], 3],
    [[], [4, 5], 2],
  ])("from %j to %j is %i", (a, b, wanted) => {
    expect(sequenceDistance(a, b)).toBe(wanted);
  });

  it("is a metric, and for lists without a common element their length", () => {
    fc.assert(
      fc.property(sequence, sequence, sequence, (a, b, c) => {
        expect(sequenceDistance(a, b)).toBe(sequenceDistance(b, a));
        expect(sequenceDistance(a, c)).toBeLessThanOrEqual(sequenceDistance(a, b) + sequenceDistance(b, c));
        expect(sequenceDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(
          sequenceDistance(
            a,
            a.map((v) => v + 10),
          ),
        ).toBe(a.length);
      }),
    );
  });
});
