import { describe, expect, it } from "vitest";
import { failed, ok } from "../../../core/outcome.ts";
import { dPrime } from "../../../suites/sensitivity-checks/discriminability.ts";
import { isOutcome, measureAll, neighbouring } from "../../../suites/sensitivity-checks/measured.ts";
import { cellsOf, distance, expectedDPrime, FALLING, PAIRS, similarity, withOutcome } from "./support.ts";

describe("neighbouring", () => {
  it("lists the pairs (0,1), (0,2), (1,2)", () => {
    expect(neighbouring(3)).toEqual([true, false, true]);
  });
});

describe("measureAll", () => {
  it("measures each data set on its own", () => {
    const measured = measureAll(similarity, cellsOf(FALLING, PAIRS));
    if (isOutcome(measured)) throw new Error(measured.status);
    measured.forEach(({ order, apart, halves, precision, curve }, k) => {
      expect([order, precision]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
      expect(apart).toHaveLength(4);
      for (const d of apart) expect(d).toBeCloseTo(expectedDPrime(0.2)[k]!, 9);
      // From no dose to the third of five, and from there to the last: twice the step.
      for (const d of halves) expect(d).toBeCloseTo(expectedDPrime(0.4)[k]!, 9);
      curve.forEach((score, dose) => expect(score).toBeCloseTo(FALLING[dose]! + 0.005 * (k + 1), 12));
    });
  });

  it("takes a falling distance for a rise in similarity", () => {
    const measured = measureAll(distance, cellsOf(FALLING, PAIRS));
    if (isOutcome(measured)) throw new Error(measured.status);
    expect(measured.map(({ order }) => order)).toEqual(
      [-1, -1, -1].map((r) => expect.closeTo(r, 12) as number),
    );
  });

  it("has no precision where no pairs were compared, and takes four doses by their middle", () => {
    const measured = measureAll(
      similarity,
      withOutcome(
        ok({
          series: [
            [8, 5, 3, 0],
            [6, 5, 1, 0],
          ],
          pairs: [],
        }),
      ),
    );
    if (isOutcome(measured)) throw new Error(measured.status);
    expect(measured[0]!.precision).toBeUndefined();
    expect(measured[0]!.halves).toEqual([dPrime([8, 6], [5, 5]), dPrime([5, 5], [0, 0])]);
  });

  it("gives the first reason why a number is missing", () => {
    const cells = [
      ...cellsOf(FALLING, PAIRS),
      ...withOutcome(ok({ series: [[0.9, "no variance"]], pairs: [["infinite"]] })),
    ];
    expect(measureAll(similarity, cells)).toEqual({ status: "undefined", reason: "no variance" });
    const broken = failed("metric/threw", "no");
    expect(measureAll(similarity, withOutcome(broken))).toEqual(broken);
  });
});
