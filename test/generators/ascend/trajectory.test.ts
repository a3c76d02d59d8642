import { expect, it } from "vitest";
import { thinned } from "../../../generators/ascend/index.ts";

it("keeps at most so many points, evenly, from the first on, and the last", () => {
  const kept = thinned<number>(16);
  let made = 0;
  for (let step = 0; step < 1000; step++) {
    kept.add(step, () => {
      made++;
      return step;
    });
  }
  const { points } = kept;
  expect(points.length).toBeLessThanOrEqual(16);
  expect(points[0]).toBe(0);
  const gaps = new Set(points.slice(1).map((point, k) => point - points[k]!));
  expect(gaps.size).toBe(1);
  expect(points.at(-1)! + [...gaps][0]!).toBeGreaterThan(999);
  expect(made).toBeLessThan(100);
  kept.finish(999);
  expect(kept.points.at(-1)).toBe(999);
});
