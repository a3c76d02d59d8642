import { describe, expect, it } from "vitest";
import { codeOf } from "../../../core/errors.ts";
import { answersOf, membersOf } from "../../../generators/networks/shipped.ts";

describe("membersOf", () => {
  it("gives the same objects each time, so that their answers are computed once", () => {
    const [first] = membersOf({ group: "depth", first: 0, count: 1 });
    expect(membersOf({ group: "depth", first: 0, count: 1 })[0]).toBe(first);
    expect(answersOf(first!)).toBe(answersOf(first!));
    const beginners = { group: "untrained", first: 2, count: 2 };
    expect(membersOf(beginners).map(({ seed }) => seed)).toEqual([2, 3]);
    expect(membersOf(beginners)[0]).toBe(membersOf(beginners)[0]);
  });

  it("says when a group has fewer", () => {
    expect(() => membersOf({ group: "c6", first: 8, count: 3 })).toThrow(/10 networks/);
    try {
      membersOf({ group: "c6", first: 8, count: 3 });
    } catch (thrown) {
      expect(codeOf(thrown)).toBe("zoo/too-few");
    }
  });
});
