import { describe, expect, it } from "vitest";
import { notApplicable, ok } from "../../../core/outcome.ts";
import { indexFindings } from "../../../reports/view/finding-index.ts";
import { rowMaker } from "../../../reports/view/heads.ts";
import { identitiesView, identityView } from "../../../reports/view/identities.ts";
import { makeFinding, makeMetric, makeResult } from "../make.ts";

const detail = { deviation: 3e-4, tolerance: 1e-10, title: "equals the other form" };
const holds = makeFinding({ metric: "a", id: "identity/1", outcome: ok("passed"), detail });
const fails = makeFinding({ metric: "a", id: "identity/2", outcome: ok("failed"), detail });
const none = makeFinding({ metric: "b", id: "identity/1", outcome: notApplicable("why") });
const largest = makeFinding({ metric: "a", id: "largest-deviation", outcome: ok(3e-4) });

describe("identityView", () => {
  it("takes title and numbers from the detail, else what the finding says of itself", () => {
    expect(identityView(fails)).toMatchObject({
      title: "equals the other form",
      deviation: "3.0\u202f×\u202f10⁻⁴",
      tolerance: "10⁻¹⁰",
    });
    expect(identityView(none)).toMatchObject({ title: "a finding", deviation: "", tolerance: "" });
  });
});

describe("identitiesView", () => {
  const result = makeResult({
    metrics: ["a", "b", "c"].map((id) => makeMetric({ id })),
    findings: [holds, fails, none, largest],
  });

  it("counts what holds among what was answered and names what does not", () => {
    const rows = identitiesView("s", indexFindings(result), rowMaker(result))?.bodies[0]?.rows ?? [];
    expect(rows.map(({ head, held, failed }) => [head.id, held, failed.length])).toEqual([
      ["a", "1 of 2", 1],
      ["b", "none apply", 0],
    ]);
    expect(rows.map((row) => row.largest.value.text)).toEqual(["3.0\u202f×\u202f10⁻⁴", "not run"]);
  });

  it("is not there for a suite without identities", () => {
    const other = makeResult({ findings: [makeFinding()] });
    expect(identitiesView("s", indexFindings(other), rowMaker(other))).toBeUndefined();
  });
});
