import { describe, expect, it } from "vitest";
import { ok, undefinedBecause, type Outcome } from "../../../core/outcome.ts";
import { readCell } from "../../../suites/pc-variance-checks/cell.ts";
import { questionsOf } from "../../../suites/pc-variance-checks/questions.ts";
import { variancesOf } from "../../../suites/pc-variance-checks/spectra.ts";

const questions = questionsOf(variancesOf("flat"));
const observation = (
  outcome: Outcome,
): { case: { id: string; params: "flat"; replicates: number }; replicate: number; outcome: Outcome } => ({
  case: { id: "flat", params: "flat", replicates: 1 },
  replicate: 0,
  outcome,
});
/** Identity `same`, unrelated `unrelated`, everything else half-way. */
const halfway = (same: number, unrelated: number): Outcome =>
  ok(questions.map((_, k) => (k === 0 ? same : k === 1 ? unrelated : (same + unrelated) / 2)));

describe("readCell", () => {
  it("measures losses between identity and unrelated data, for similarities and distances alike", () => {
    for (const [direction, same, unrelated] of [
      ["similarity", 7, 3],
      ["distance", 0, 4],
    ] as const) {
      const cell = readCell({ direction }, observation(halfway(same, unrelated)));
      if ("reason" in cell) throw new Error(cell.reason);
      expect(cell.of("identity")[0]!.loss).toBeCloseTo(0, 15);
      expect(cell.of("unrelated")[0]!.loss).toBe(1);
      expect(cell.of("replace").map(({ loss }) => loss)).toEqual(Array(12).fill(0.5));
      expect(cell.shares[0]).toBeCloseTo(1 / 12, 14);
    }
  });

  it("calls a metric blind that says the same, or the reverse", () => {
    for (const outcome of [halfway(0.5, 0.5), halfway(0.2, 0.9), halfway(1, 1 - 1e-13)]) {
      expect(readCell({ direction: "similarity" }, observation(outcome))).toMatchObject({ blind: true });
    }
  });

  it("keeps the reason of what has no value", () => {
    const infinite = ok(questions.map((_, k) => (k === 0 ? "infinite" : 1)));
    expect(readCell({ direction: "similarity" }, observation(infinite))).toEqual({
      reason: "X with itself: infinite",
      blind: false,
    });
    expect(readCell({ direction: "similarity" }, observation(undefinedBecause("why")))).toEqual({
      reason: "why",
      blind: false,
    });
  });
});
