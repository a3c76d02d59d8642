import { describe, expect, it } from "vitest";
import { idsOf, indexFindings } from "../../../reports/view/finding-index.ts";
import { makeFinding, makeResult } from "../make.ts";

const FINDINGS = [
  makeFinding({ id: "b" }),
  makeFinding({ id: "a" }),
  makeFinding({ id: "a", metric: "other" }),
  makeFinding({ id: "__proto__", suite: "constructor" }),
];

describe("indexFindings", () => {
  const index = indexFindings(makeResult({ findings: FINDINGS }));

  it("finds by metric, suite and id", () => {
    expect(index.find("other", "s", "a")).toBe(FINDINGS[2]);
    expect(index.find("other", "s", "b")).toBeUndefined();
    expect(index.find("m", "constructor", "__proto__")).toBe(FINDINGS[3]);
    expect(index.find("m", "toString", "a")).toBeUndefined();
  });

  it("finds coverage by metric and suite", () => {
    const entry = { metric: "m", suite: "s", planned: 1, ok: 1, undefined: 0, notApplicable: 0, failed: 0 };
    const own = indexFindings(makeResult({ coverage: [entry] }));
    expect(own.coverage("m", "s")).toEqual(entry);
    expect(own.coverage("m", "other")).toBeUndefined();
  });

  it("keeps the order of the result", () => {
    expect(index.of("m", "s").map(({ id }) => id)).toEqual(["b", "a"]);
    expect(idsOf(index.suite("s"))).toEqual(["b", "a"]);
    expect(index.suite("none")).toEqual([]);
  });
});
