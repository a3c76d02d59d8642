import { describe, expect, it } from "vitest";
import { failed, notApplicable, ok, type Outcome } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import robustness from "../../suites/robustness.ts";
import { metric } from "../engine/support/metrics.ts";

const cases = robustness.cases("quick");
const half = metric("half", () => 0.5);

/** The findings for outcomes given by line. */
const findings = (outcomeOf: (line: string) => Outcome): Map<string, SuiteFinding> =>
  new Map(
    robustness
      .summarise(
        half,
        cases.map((which) => ({ case: which, replicate: 0, outcome: outcomeOf(which.params) })),
      )
      .map((finding) => [finding.id, finding]),
  );

const passed = ok({ verdict: "passed", words: "" });

describe("the robustness suite", () => {
  it("has a case and a contract for each line, and one share", () => {
    const found = findings(() => passed);
    expect([...found.keys()]).toEqual([...cases.map(({ id }) => id), "share-passed"]);
    expect(found.get("share-passed")!.outcome).toEqual(ok(1));
    expect(found.get("nan")).toMatchObject({ role: "contract", outcome: ok("passed") });
  });

  it("counts what the metric itself keeps or breaks, and names what it breaks", () => {
    const own = cases.length - 6;
    const found = findings((line) =>
      line === "wide" || line === "nan" ? ok({ verdict: "NaN", words: "why" }) : passed,
    );
    expect(found.get("share-passed")).toMatchObject({ outcome: ok((own - 1) / own), note: "not: wide" });
    expect(found.get("wide")).toMatchObject({ outcome: ok("failed"), note: "NaN: why" });
  });

  it("takes a changed input and a dead process for failures of the metric, a fault of its own for none", () => {
    const spoilt = findings((line) => (line === "wide" ? failed("input-mutated", "it changed") : passed));
    expect(spoilt.get("wide")!.outcome).toEqual(ok("failed"));
    const dead = findings((line) => (line === "wide" ? { status: "crashed", message: "SIGSEGV" } : passed));
    expect(dead.get("wide")!.outcome).toEqual(ok("failed"));
    const fault = findings((line) => (line === "wide" ? failed("suite/threw", "bug") : passed));
    expect(fault.get("share-passed")!.outcome).toEqual(failed("suite/threw", "bug"));
  });

  it("fails a line that fails for one data set, and leaves out what does not apply", () => {
    const which = cases.find(({ id }) => id === "wide")!;
    const twice = [passed, ok({ verdict: "crash", words: "" })].map((outcome, replicate) => ({
      case: which,
      replicate,
      outcome,
    }));
    const found = robustness.summarise(half, twice);
    expect(found.find(({ id }) => id === "wide")).toMatchObject({ outcome: ok("failed"), cells: 2 });
    expect(findings(() => notApplicable("no")).get("share-passed")!.outcome.status).toBe("not-applicable");
  });
});
