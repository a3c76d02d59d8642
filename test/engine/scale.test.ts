import { describe, expect, it } from "vitest";
import { fromRows } from "../../core/matrix.ts";
import { isExtreme } from "../../engine/scale.ts";
import { representation } from "../../representation/create.ts";

describe("isExtreme", () => {
  it.each([
    [1e80, true],
    [-1e80, true],
    [1e-80, true],
    [1e70, false],
    [1e-70, false],
    [0, false],
  ])("of a representation whose largest value is %d is %s", (value, expected) => {
    expect(isExtreme(representation(fromRows([[value], [0]])))).toBe(expected);
  });

  it("goes by the largest value", () => {
    expect(isExtreme(representation(fromRows([[1e-80], [1]])))).toBe(false);
  });
});
