import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { compare, pairOf, times } from "../support/data.ts";

const [x, y] = pairOf(1);

describe("controls", () => {
  it("constant says the same of everything", async () => {
    const metric = await metricById("constant");
    expect(compare(metric, x, y)).toBe(compare(metric, y, x));
  });

  it("random follows its seed and nothing else", async () => {
    const metric = await metricById("random");
    const at = (seed: number): number => metric.compare(x, y, { random: randomFrom(seed) });
    expect(at(1)).toBe(metric.compare(y, y, { random: randomFrom(1) }));
    expect(at(1)).not.toBe(at(2));
  });

  it("norm-ratio sees size alone, at any scale", async () => {
    const metric = await metricById("norm-ratio");
    expect(compare(metric, x, times(x, 4))).toBeCloseTo(0.25, 12);
    expect(compare(metric, times(x, 1e150), times(x, 4e150))).toBeCloseTo(0.25, 12);
  });
});
