import { describe, expect, it } from "vitest";
import { backend } from "../../linalg/index.ts";
import { raw, rawCompact, rawCross, rawSpectrum, rawSquaredSize } from "../../representation/raw.ts";
import { representation } from "../../representation/create.ts";
import { fromArray, gaussian, times } from "../support/data.ts";

describe("the uncentred quantities", () => {
  it("keep the mean: a constant column is a direction", () => {
    const x = fromArray([
      [3, 0],
      [3, 1],
      [3, 5],
    ]);
    expect(rawSpectrum(x).rank).toBe(2);
    expect(rawSpectrum(fromArray([[3], [3], [3]])).rank).toBe(1);
    expect(rawSquaredSize(x)).toBeCloseTo((27 + 26) / 64, 14);
  });

  it("do not change with a power of two: not one bit", () => {
    const x = representation(gaussian(8, 3, "raw"));
    expect(raw(times(x, 2 ** 500))).toEqual(raw(x));
    expect(rawCross(times(x, 2 ** -500), x)).toEqual(rawCross(x, x));
  });

  it("have a compact form with the same Gram matrix and at most n columns", () => {
    const x = representation(gaussian(5, 9, "wide"));
    expect(rawCompact(x).cols).toBe(5);
    const [full, small] = [backend().gram(raw(x), false), backend().gram(rawCompact(x), false)];
    full.data.forEach((value, k) => expect(small.data[k]).toBeCloseTo(value, 13));
  });

  it("are cut to the rank", () => {
    const x = fromArray([
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
    expect(rawSpectrum(x).rank).toBe(1);
    expect(rawSpectrum(x).u.cols).toBe(1);
  });
});
