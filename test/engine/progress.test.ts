import { describe, expect, it } from "vitest";
import { makePlan } from "../../engine/plan.ts";
import { createProgress } from "../../engine/progress.ts";
import { difference, thrower } from "./support/metrics.ts";
import { gridSuite, pairSuite } from "./support/suites.ts";

const { batches } = makePlan({
  metrics: [difference, thrower],
  suites: [pairSuite(), gridSuite],
  profile: "quick",
  seed: 1,
});
const [firstPair, secondPair] = batches[0]!.cells;
const pairs = batches.slice(0, 4).flatMap(({ cells }) => cells);
const grid = batches[4]!.cells;

describe("createProgress", () => {
  it("rises from 0 to exactly 1 where all cells cost the same", () => {
    const progress = createProgress(batches, 3);
    expect(progress.now()).toEqual({ total: 10, run: 0, resumed: 3, fraction: 0 });
    let before = 0;
    for (const { id } of pairs) {
      const { fraction } = progress.after(id, 0.1);
      expect(fraction).toBeGreaterThan(before);
      before = fraction;
    }
    for (const { id } of grid) progress.after(id, 0.1);
    expect(progress.now()).toEqual({ total: 10, run: 10, resumed: 3, fraction: 1 });
  });

  it("weighs cells by the time that their like took", () => {
    const progress = createProgress(batches, 0);
    progress.after(firstPair!.id, 1);
    const { fraction } = progress.after(grid[0]!.id, 12);
    // 8 cells of 1 s and 2 of 12 s, of which 13 s are done.
    expect(fraction).toBeCloseTo(13 / 32, 12);
  });

  it("takes a suite that it knows nothing of to cost what the others cost", () => {
    const progress = createProgress(batches, 0);
    progress.after(firstPair!.id, 1);
    expect(progress.after(secondPair!.id, 1).fraction).toBeCloseTo(2 / 16, 12);
  });

  it("tells cases of one suite apart once both were seen", () => {
    const progress = createProgress(batches.slice(0, 4), 0);
    progress.after(firstPair!.id, 1);
    const other = batches[2]!.cells[0]!;
    expect(other.spec.case).not.toBe(firstPair!.spec.case);
    expect(progress.after(other.id, 9).fraction).toBeCloseTo(10 / (4 * 1 + 4 * 9), 12);
  });

  it("is complete where there is nothing to do, and 1 at the end even if no time was measured", () => {
    expect(createProgress([], 7).now()).toEqual({ total: 0, run: 0, resumed: 7, fraction: 1 });
    const progress = createProgress(batches.slice(0, 1), 0);
    expect(progress.after(firstPair!.id, 0).fraction).toBe(0);
    expect(progress.after(secondPair!.id, 0).fraction).toBe(1);
  });
});
