import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchors } from "../../../reports/view/anchor.ts";

describe("anchors", () => {
  it("keeps what is safe and replaces the rest", () => {
    expect(anchors("metric", ["cka-rbf-0.4@angular"]).get("cka-rbf-0.4@angular")).toBe(
      "metric-cka-rbf-0.4-angular",
    );
  });

  it("is different for different names, and safe in an attribute and an address, whatever the names", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), (names) => {
        const made = [...anchors("p", names).values()];
        expect(made).toHaveLength(names.length);
        expect(new Set(made).size).toBe(names.length);
        for (const anchor of made) expect(anchor).toMatch(/^p-[a-z0-9.-]*$/);
      }),
    );
  });

  it("numbers names that look alike", () => {
    expect([...anchors("p", ["A b", "a-b", "a b"]).values()]).toEqual(["p-a-b", "p-a-b-2", "p-a-b-3"]);
  });
});
