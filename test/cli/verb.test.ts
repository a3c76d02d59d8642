import { describe, expect, it } from "vitest";
import { exampleText } from "../../cli/verb.ts";

describe("exampleText", () => {
  it("aligns what the lines mean", () => {
    expect(
      exampleText([
        ["etalon a", "first"],
        ["etalon ab c", "second"],
      ]),
    ).toBe("Examples:\n  $ etalon a     first\n  $ etalon ab c  second\n");
  });
});
