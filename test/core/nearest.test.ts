import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../core/nearest.ts";

describe("editDistance", () => {
  it("is a metric", () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });

  it("counts edits", () => expect(editDistance("kitten", "sitting")).toBe(3));
});

describe("nearest", () => {
  it("finds what was meant and nothing far away", () => {
    expect(nearest("cka-liner", ["cca-mean", "cka-linear"])).toBe("cka-linear");
    expect(nearest("zzzz", ["cca-mean", "cka-linear"])).toBeUndefined();
  });
});
