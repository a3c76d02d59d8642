import { describe, expect, it } from "vitest";
import { groupBy } from "../../../reports/view/group-by.ts";

describe("groupBy", () => {
  it("keeps keys and items in order of first appearance", () => {
    expect([...groupBy([3, 1, 4, 1, 5], (n) => n % 2)]).toEqual([
      [1, [3, 1, 1, 5]],
      [0, [4]],
    ]);
  });
});
