import { describe, expect, it } from "vitest";
import { ok } from "../../../core/outcome.ts";
import { indexFindings } from "../../../reports/view/finding-index.ts";
import { rowMaker } from "../../../reports/view/heads.ts";
import { suiteView, suitesInOrder } from "../../../reports/view/suite.ts";
import type { SuiteView } from "../../../reports/view/suite.ts";
import { makeFinding, makeResult } from "../make.ts";

const suite = (id: string): ReturnType<typeof makeResult>["suites"][number] => ({
  id,
  version: 1,
  title: id,
  question: "?",
});

function view(findings: ReturnType<typeof makeFinding>[]): SuiteView {
  const result = makeResult({ findings });
  return suiteView(suite("s"), "suite-s", indexFindings(result), rowMaker(result));
}

describe("suitesInOrder", () => {
  it("puts invariance, layers and identities first and keeps the order of the others", () => {
    const result = makeResult({ suites: ["z", "identities", "a", "layers", "invariance"].map(suite) });
    expect(suitesInOrder(result).map(({ id }) => id)).toEqual([
      "invariance",
      "layers",
      "identities",
      "z",
      "a",
    ]);
  });
});

describe("suiteView", () => {
  it("shows an unknown suite as a plain table", () => {
    const made = view([makeFinding()]);
    expect(made).toMatchObject({ invariance: null, layers: [], identities: null });
    expect(made.other?.columns.map(({ id }) => id)).toEqual(["f"]);
  });

  it("keeps out of the plain table what a drawing shows, and nothing else", () => {
    const made = view([
      makeFinding({
        id: "verdict/affine/x",
        outcome: ok("passed"),
        detail: { declared: true, measured: "invariant" },
      }),
      makeFinding({ id: "effect/affine/x" }),
      makeFinding({ id: "mismatches", outcome: ok("passed") }),
      makeFinding({ id: "dose/d", detail: { dose: [0, 1], effect: [0, 1], unit: "", label: "" } }),
      makeFinding({ id: "extra" }),
    ]);
    expect(made.invariance).not.toBeNull();
    expect(made.other?.columns.map(({ id }) => id)).toEqual(["extra"]);
  });

  it("draws pictures only where the page is brief about each metric, and of six metrics at most", () => {
    const plots = [{ title: "t", x: "x", y: "y", series: [{ name: "a", x: [0, 1], y: [0, 1] }] }];
    const findings = Array.from({ length: 8 }, (_, i) => makeFinding({ metric: `m${i}`, detail: { plots } }));
    const result = makeResult({ findings });
    const made = (brief: boolean): SuiteView =>
      suiteView(suite("s"), "suite-s", indexFindings(result), rowMaker(result), brief);
    expect(made(false).pictures).toEqual([]);
    expect(made(true).pictures.map(({ title }) => title)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `m${i}: t`));
  });

  it("does not lose a finding whose name only looks like a known one", () => {
    const made = view([
      makeFinding({ id: "mismatches" }),
      makeFinding({ id: "accuracy/x" }),
      makeFinding({ id: "largest-deviation" }),
    ]);
    expect(made.other?.columns.map(({ id }) => id)).toEqual([
      "mismatches",
      "accuracy/x",
      "largest-deviation",
    ]);
  });
});
