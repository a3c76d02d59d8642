import { describe, expect, it } from "vitest";
import { crossBarcodeLengths } from "../../metrics/families/cross-barcode.ts";
import { RTD_ROWS } from "../../metrics/rtd.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("rtd");

/** Distances over their 0.9 quantile, linearly interpolated over the pairs. */
function normalized(x: ReturnType<typeof representation>): Float64Array {
  const d = Float64Array.from({ length: x.n ** 2 }, (_, k) => {
    const [i, j] = [Math.floor(k / x.n), k % x.n];
    return Math.hypot(
      ...Array.from({ length: x.p }, (__, c) => x.values.data[i * x.p + c]! - x.values.data[j * x.p + c]!),
    );
  });
  const pairs = [...d].filter((_, k) => Math.floor(k / x.n) > k % x.n).sort((a, b) => a - b);
  const place = 0.9 * (pairs.length - 1);
  const [low, high] = [pairs[Math.floor(place)]!, pairs[Math.ceil(place)]!];
  return d.map((value) => value / (low + (place - Math.floor(place)) * (high - low)));
}

describe("rtd", () => {
  it("is the mean of both directions over distances brought to one scale", () => {
    const [x, y] = pairOf(1, { n: 20 });
    const [w, v] = [normalized(x), normalized(y)];
    const [forth, back] = crossBarcodeLengths(w, v, 20);
    const wanted = (forth + back) / 2;
    expect(compare(metric, x, y)).toBeCloseTo(wanted, 10);
  });

  it("sees two clusters that the other side does not have", () => {
    // Pairs at 1 and gaps at 10 (two of six pairs): the quantile is 10. Against four points all alike: 1 each.
    const x = fromArray([
      [0, 0],
      [1, 0],
      [0, 10],
      [1, 10],
    ]);
    const y = fromArray([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    const w = normalized(x);
    // In x the pairs appear at 0.1; the clusters join at 10/unit, in y everything appears at 1.
    const gap = Math.min(1, w[2]!);
    expect(crossBarcodeLengths(normalized(y), w, 4)[0]).toBeGreaterThan(1);
    expect(compare(metric, x, y)).toBeGreaterThan(gap / 2);
  });

  it("is zero with itself and for a rotated, moved and resized copy", () => {
    const [x] = pairOf(2, { n: 25 });
    expect(compare(metric, x, x)).toBe(0);
    const copy = representation({ ...x.values, data: x.values.data.map((value) => 8 * value + 1) });
    expect(compare(metric, x, copy)).toBeLessThan(1e-10);
  });

  it("says that it is not computed for many stimuli", () => {
    const n = RTD_ROWS + 1;
    const [x, y] = [representation(gaussian(n, 2, "x")), representation(gaussian(n, 2, "y"))];
    expect(() => compare(metric, x, y)).toThrow(/at most 256 rows: X and Y have 257/);
  });

  it("has no value where most distances are zero", () => {
    const x = fromArray(Array.from({ length: 40 }, (_, i) => [i === 0 ? 1 : 0]));
    expect(() => compare(metric, x, x)).toThrow(/quantile of the distances is zero/);
  });

  it("is invariant to what it declares and to nothing else", () => {
    const pair = (seed: number): ReturnType<typeof pairOf> => pairOf(seed, { n: 20, p1: 4, p2: 6 });
    expectInvariances(metric, pair);
  });
});
