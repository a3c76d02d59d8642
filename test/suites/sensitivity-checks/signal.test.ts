import { describe, expect, it } from "vitest";
import { failed, notApplicable, ok } from "../../../core/outcome.ts";
import { DOSE_FAMILIES } from "../../../suites/sensitivity-checks/doses.ts";
import { signalFinding } from "../../../suites/sensitivity-checks/signal.ts";
import { cellsOf, FALLING, PAIRS, similarity, withOutcome } from "./support.ts";

const [noise, , swapped] = DOSE_FAMILIES;

describe("signalFinding", () => {
  const good = cellsOf(FALLING, PAIRS);
  /** Does not fall from half of the dose to all of it. */
  const blind = cellsOf([0.9, 0.7, 0.5, 0.5, 0.5], PAIRS);

  it("passes where the worst d′ of every real change is above zero, and fails where one is not", () => {
    const passed = signalFinding(similarity, [
      [noise!, good],
      [swapped!, good],
    ]);
    expect(passed).toMatchObject({ id: "signal", role: "contract", outcome: ok("passed"), cells: 6 });
    const lacking = signalFinding(similarity, [
      [noise!, good],
      [swapped!, blind],
    ]);
    expect(lacking.outcome).toEqual(ok("failed"));
    expect(lacking.note).toMatch(/^worst for swapped/);
  });

  it("does not ask that every small step is seen", () => {
    const coarse = cellsOf([0.9, 0.9, 0.5, 0.5, 0.1], PAIRS);
    expect(signalFinding(similarity, [[noise!, coarse]]).outcome).toEqual(ok("passed"));
  });

  it("says nothing about one data set alone", () => {
    expect(signalFinding(similarity, [[noise!, good.slice(1)]]).outcome.status).toBe("ok");
    expect(signalFinding(similarity, [[noise!, good.slice(2)]]).outcome.status).toBe("undefined");
  });

  it("fails where the score falls in one data set and rises in another", () => {
    const cells = [
      ...good.slice(0, 2),
      ...cellsOf(
        FALLING.map((score) => 1 - score),
        PAIRS,
      ).slice(2),
    ];
    expect(signalFinding(similarity, [[noise!, cells]]).outcome).toEqual(ok("failed"));
  });

  it("judges the changes that apply; a broken cell is no pass", () => {
    const skipped = withOutcome(notApplicable("ignores stimuli"));
    expect(
      signalFinding(similarity, [
        [noise!, good],
        [swapped!, skipped],
      ]).outcome,
    ).toEqual(ok("passed"));
    expect(signalFinding(similarity, [[swapped!, skipped]]).outcome).toEqual(
      notApplicable("ignores stimuli"),
    );
    const broken = failed("metric/not-a-number", "NaN");
    expect(
      signalFinding(similarity, [
        [noise!, good],
        [swapped!, withOutcome(broken)],
      ]).outcome,
    ).toEqual(broken);
  });
});
