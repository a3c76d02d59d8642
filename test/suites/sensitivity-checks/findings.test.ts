import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../core/outcome.ts";
import { failed, notApplicable, ok } from "../../../core/outcome.ts";
import { chancePrecision } from "../../../suites/sensitivity-checks/average-precision.ts";
import { meanDPrime } from "../../../suites/sensitivity-checks/discriminability.ts";
import { DOSE_FAMILIES } from "../../../suites/sensitivity-checks/doses.ts";
import { familyFindings } from "../../../suites/sensitivity-checks/findings.ts";
import { cellsOf, distance, expectedDPrime, FALLING, PAIRS, similarity, withOutcome } from "./support.ts";

const [noise, , , rotated] = DOSE_FAMILIES;

const valueOf = (found: readonly { id: string; outcome: Outcome }[], id: string): unknown => {
  const outcome = found.find((finding) => finding.id === id)?.outcome;
  return outcome?.status === "ok" ? outcome.value : outcome?.status;
};

describe("familyFindings", () => {
  it("give a score that falls at every step 1, and its mean curve", () => {
    const found = familyFindings(similarity, noise!, cellsOf(FALLING, PAIRS));
    expect(found.map(({ id }) => id)).toEqual([
      "spearman/noise",
      "d-prime/noise",
      "separation/noise",
      "dose/noise",
    ]);
    expect(valueOf(found, "spearman/noise")).toBeCloseTo(1, 12);
    expect(valueOf(found, "separation/noise")).toBeCloseTo(1, 12);
    expect(found[2]!.chance).toBeCloseTo(chancePrecision(4, 10), 12);
    expect(valueOf(found, "d-prime/noise")).toBeCloseTo(meanDPrime(expectedDPrime(0.2)).mean, 9);
    // Mean over three data sets of the mean of two draws: + 0.01·(1 + 2 + 3)/6.
    expect(valueOf(found, "dose/noise")).toBeCloseTo(0.1 + 0.01, 12);
    expect(found.every(({ cells }) => cells === 3)).toBe(true);
  });

  it("say at which step d′ is worst, and keep intervals of correlations and shares inside their range", () => {
    const found = familyFindings(similarity, noise!, cellsOf([0.9, 0.7, 0.65, 0.3, 0.1], PAIRS));
    const worst = found.find(({ id }) => id === "d-prime/noise")!;
    expect(worst.note).toBe("between doses 0.146 and 0.5");
    expect(worst.outcome.status === "ok" && worst.outcome.value).toBeCloseTo(
      meanDPrime(expectedDPrime(0.05)).mean,
      9,
    );
    const mixed = [
      ...cellsOf(FALLING, PAIRS).slice(1),
      ...cellsOf([0.9, 0.7, 0.3, 0.5, 0.1], PAIRS).slice(2),
    ];
    const order = familyFindings(similarity, noise!, mixed).find(({ id }) => id === "spearman/noise")!;
    expect(order.outcome.status === "ok" && order.outcome.value).toBeCloseTo((1 + 1 + 0.9) / 3, 12);
    expect(order.interval!.high).toBe(1);
  });

  it("turn a distance around, but for its curve", () => {
    const rising = FALLING.map((score) => 1 - score);
    const far = PAIRS.map((score) => 1 - score);
    const found = familyFindings(distance, noise!, cellsOf(rising, far));
    expect(valueOf(found, "spearman/noise")).toBeCloseTo(1, 12);
    expect(valueOf(found, "separation/noise")).toBeCloseTo(1, 12);
    expect(valueOf(found, "dose/noise")).toBeCloseTo(0.91, 12);
    const wrong = familyFindings(similarity, noise!, cellsOf(rising, far));
    expect(valueOf(wrong, "spearman/noise")).toBeCloseTo(-1, 12);
  });

  it("are qualities for a real change and descriptions for another", () => {
    const roles = (k: number): unknown[] =>
      familyFindings(similarity, DOSE_FAMILIES[k]!, cellsOf(FALLING, PAIRS)).map(({ role }) => role);
    expect(roles(0)).toEqual(["quality", "quality", "quality", "description"]);
    expect(new Set(roles(DOSE_FAMILIES.indexOf(rotated!)))).toEqual(new Set(["description"]));
  });

  it("pass on why there is no number, and say nothing of what was not asked", () => {
    const missing = familyFindings(similarity, noise!, [
      ...cellsOf(FALLING, PAIRS),
      ...withOutcome(ok({ series: [[0.9, "no variance"]], pairs: [] })),
    ]);
    expect(missing.map(({ outcome }) => outcome)).toContainEqual({
      status: "undefined",
      reason: "no variance",
    });
    const broken = familyFindings(similarity, noise!, withOutcome(failed("metric/threw", "no")));
    expect(new Set(broken.map(({ outcome }) => outcome.status))).toEqual(new Set(["error"]));
    expect(familyFindings(similarity, noise!, withOutcome(notApplicable("costly")))).toEqual([]);
  });
});
