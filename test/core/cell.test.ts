import { describe, expect, it } from "vitest";
import { cellId, type CellSpec } from "../../core/cell.ts";

const spec: CellSpec = {
  metric: "cka-linear@1",
  suite: "invariance@1",
  case: "x-narrower",
  params: { n: 10 },
  replicate: 0,
  seed: 1,
};

describe("cellId", () => {
  it("does not depend on the order of keys", () => {
    expect(cellId(Object.fromEntries(Object.entries(spec).reverse()) as CellSpec)).toBe(cellId(spec));
  });

  it.each([
    { metric: "cka-linear@2" },
    { suite: "invariance@2" },
    { case: "other" },
    { params: { n: 11 } },
    { replicate: 1 },
    { seed: 2 },
  ])("changes with %j", (change) => expect(cellId({ ...spec, ...change })).not.toBe(cellId(spec)));
});
