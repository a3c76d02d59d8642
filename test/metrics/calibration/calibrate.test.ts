import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Subject } from "../../../core/metric.ts";
import { ok, undefinedBecause, type NumberOutcome } from "../../../core/outcome.ts";
import type { Representation } from "../../../core/representation.ts";
import { bestScore, calibrate } from "../../../metrics/calibration/calibrate.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { pairOf } from "../../support/data.ts";

const draws = Array.from({ length: 99 }, (_, k) => k / 100);
const up = { direction: "similarity", best: 1 } as const;

describe("calibration", () => {
  it("counts draws at least as alike, and itself: p is never below 1/(1 + B)", () => {
    expect(calibrate(0.5, draws, up).p).toBeCloseTo((1 + 49) / 100, 12);
    expect(calibrate(2, draws, up).p).toBe(0.01);
    expect(calibrate(-1, draws, up).p).toBe(1);
  });

  it("puts τ where p reaches 0.05, and scales what is left to identity", () => {
    const { threshold } = calibrate(0.9, draws, up);
    expect(threshold).toBe(0.94);
    expect(calibrate(0.94, draws, up)).toMatchObject({ p: 0.06, calibrated: 0 });
    expect(calibrate(0.945, draws, up).p).toBe(0.05);
    expect(calibrate(0.97, draws, up).calibrated).toBeCloseTo(0.5, 12);
    expect(calibrate(1, draws, up).calibrated).toBe(1);
  });

  it("treats a distance as the mirror image of a similarity", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 19, maxLength: 60 }),
        (score, values) => {
          const similar = calibrate(score, values, up);
          const mirrored = values.map((value) => -value);
          const distant = calibrate(-score, mirrored, { direction: "distance", best: -1 });
          expect(distant.p).toBe(similar.p);
          expect(distant.calibrated).toBe(similar.calibrated);
          expect(distant.threshold + similar.threshold).toBe(0);
          expect(similar.calibrated > 0 ? similar.p <= 0.05 + 1e-12 : true).toBe(true);
        },
      ),
    );
  });

  it("finds nothing in a constant, and nothing where chance reaches identity", () => {
    const same = Array<number>(39).fill(0.5);
    expect(calibrate(0.5, same, up)).toMatchObject({ p: 1, calibrated: 0 });
    expect(calibrate(0.5 + 1e-14, same, up).p).toBe(1);
    expect(calibrate(1, Array<number>(39).fill(1), up)).toMatchObject({ p: 1, calibrated: 0 });
  });

  it("needs nineteen draws", () => {
    expect(() => calibrate(1, draws.slice(0, 18), up)).toThrow(/19 draws.*18/);
    expect(calibrate(2, draws.slice(0, 19), up).p).toBe(0.05);
  });
});

describe("the best score", () => {
  const [x, y] = pairOf(1);
  const subject = async (
    id: string,
    ask: (a: Representation, b: Representation) => NumberOutcome,
  ): Promise<Subject> => ({
    info: await metricById(id),
    compare: ask,
    allPairs: () => [],
  });

  it("is the end of the range, or the better self-score where that is open", async () => {
    const never = (): NumberOutcome => {
      throw new Error("the range is enough");
    };
    expect(await bestScore(await subject("nbs", never), x, y)).toBe(1);
    expect(await bestScore(await subject("procrustes", never), x, y)).toBe(0);
    const selves = await subject("hsic-linear", (a, b) => (a === b ? ok(a === x ? 3 : 5) : ok(0)));
    expect(await bestScore(selves, x, y)).toBe(5);
    const none = await subject("hsic-linear", () => undefinedBecause("no"));
    expect(await bestScore(none, x, y)).toBeUndefined();
  });
});
