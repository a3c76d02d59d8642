import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { loadMetrics, metricById } from "../../metrics/registry/index.ts";
import { compare, fromArray, pairOf, times } from "../support/data.ts";

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

  it("sign-flipped is linear CKA, negated", async () => {
    const [flipped, plain] = [await metricById("sign-flipped"), await metricById("cka-linear")];
    expect(compare(flipped, x, y)).toBe(-compare(plain, x, y));
  });
});

describe("hostile controls", () => {
  const HOSTILE = ["returns-nan", "non-deterministic", "input-mutating", "slow", "peeking"];

  it("are there by name and never by default", async () => {
    const listed = (await loadMetrics()).map(({ id }) => id);
    for (const id of HOSTILE) {
      expect((await metricById(id)).control).toBe(true);
      expect(listed).not.toContain(id);
    }
  });

  it("returns-nan has no number", async () => {
    expect(compare(await metricById("returns-nan"), x, y)).toBeNaN();
  });

  it("non-deterministic says something else under the same seed", async () => {
    const metric = await metricById("non-deterministic");
    expect(compare(metric, x, y)).not.toBe(compare(metric, x, y));
  });

  it("input-mutating leaves X centred, and Y alone", async () => {
    const [a, b] = [fromArray([[1], [2], [6]]), fromArray([[1], [0], [2]])];
    compare(await metricById("input-mutating"), a, b);
    expect([...a.values.data]).toEqual([-2, -1, 3]);
    expect([...b.values.data]).toEqual([1, 0, 2]);
  });

  it("slow is linear CKA, in the end", async () => {
    expect(compare(await metricById("slow"), x, y)).toBe(compare(await metricById("cka-linear"), x, y));
  });
});
