import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellId, cellIds, type CellSpec } from "../../core/cell.ts";

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

describe("cellIds", () => {
  it("are those of cellId, whatever the other fields hold", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('"metric":""', '\\"metric":""', ',"metric":"",'));
    const shared = fc.record({
      suite: text,
      case: text,
      params: fc.oneof(text, fc.dictionary(fc.constantFrom("metric", "case", "zeta"), text)),
      replicate: fc.nat(9),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(shared, text, (rest, metric) => {
        expect(cellIds(rest)(metric)).toBe(cellId({ ...rest, metric }));
      }),
    );
  });
});
