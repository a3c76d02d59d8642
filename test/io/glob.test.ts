import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isGlob, matchesGlob } from "../../io/glob.ts";

describe("matchesGlob", () => {
  it.each([
    ["layer*", "layer1", true],
    ["layer*", "layer", true],
    ["layer*", "xlayer1", false],
    ["*", "a/b.c", true],
    ["layer?", "layer1", true],
    ["layer?", "layer", false],
    ["layer?", "layer10", false],
    ["*.weight", "encoder.0.weight", true],
    ["*.weight", "encoder.0.weights", false],
    ["a*b*c", "aXXbYYbZc", true],
    ["a*b*c", "aXXcYYb", false],
    ["", "", true],
    ["", "a", false],
    ["**", "", true],
    ["a.c", "abc", false],
    ["[ab]", "a", false],
  ])("%j, %j: %s", (pattern, name, wanted) => {
    expect(matchesGlob(pattern, name)).toBe(wanted);
  });

  it("agrees with the regular expression that it stands for", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 }),
        letters,
        (pattern, name) => {
          const regular = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
          expect(matchesGlob(pattern, name)).toBe(regular.test(name));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("takes no more than pattern times name steps where a regular expression would never end", () => {
    expect(matchesGlob("*a".repeat(30) + "b", "a".repeat(2000))).toBe(false);
  });
});

describe("isGlob", () => {
  it("is true of names with a star or a question mark", () => {
    expect(["a*", "a?", "a", "[a]"].map(isGlob)).toEqual([true, true, false, false]);
  });
});
