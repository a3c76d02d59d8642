import { describe, expect, it } from "vitest";
import { inner } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { rotatedOnto } from "../../metrics/gradients/procrustes.ts";
import { centered } from "../../representation/centered.ts";
import { compare, fromArray, pairOf } from "../support/data.ts";
import { nearly } from "../support/gradient-cases.ts";
import { goldenPairs } from "../support/golden.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const [root, squared, disparity, nbs] = await Promise.all(
  ["procrustes", "procrustes-squared", "procrustes-disparity", "nbs"].map(metricById),
);

describe("the published conventions of normalised Procrustes", () => {
  it("are four different numbers of one NBS", async () => {
    const { x, y } = (await goldenPairs()).get("gauss")!;
    const s = compare(nbs!, x, y);
    expect(compare(root!, x, y)).toBeCloseTo(Math.sqrt(2 - 2 * s), 13);
    expect(compare(squared!, x, y)).toBeCloseTo(2 - 2 * s, 13);
    expect(compare(disparity!, x, y)).toBeCloseTo(1 - s * s, 13);
    const all = [
      compare(root!, x, y),
      compare(squared!, x, y),
      compare(squared!, x, y) / 2,
      compare(disparity!, x, y),
    ];
    for (const a of all) for (const b of all) if (a !== b) expect(Math.abs(a - b)).toBeGreaterThan(0.04);
  });

  it("procrustes-disparity is the residual after the best rotation and the best scale", () => {
    const [x, y] = pairOf(2, { p1: 4, p2: 4 });
    const { rotated } = rotatedOnto(x, y);
    const target = centered(y);
    const scale = inner(rotated.data, target.data) / inner(rotated.data, rotated.data);
    const residual = target.data.reduce(
      (total, value, k) => total + (value - scale * rotated.data[k]!) ** 2,
      0,
    );
    expect(compare(disparity!, x, y)).toBeCloseTo(residual / inner(target.data, target.data), 12);
  });

  it("keep their digits near zero: half the square is 1 − NBS to 1e-20, where NBS itself is 1", () => {
    const values = [1e-3, 1e-6, 1e-9].map((noise) => compare(squared!, ...nearly(noise)));
    expect(values[1]! / values[0]!).toBeCloseTo(1e-6, 8);
    expect(values[2]! / values[1]!).toBeCloseTo(1e-6, 8);
    expect(compare(disparity!, ...nearly(1e-9))).toBeCloseTo(values[2]!, 30);
  });

  it("have no value where a side is constant", () => {
    expect(() => compare(squared!, fromArray([[1], [2]]), fromArray([[3], [3]]))).toThrow(
      /Y has zero variance/,
    );
  });

  it.each([squared!, disparity!].map((metric) => [metric.id, metric] as const))(
    "%s is invariant to what it declares and to nothing else",
    (_id, metric) => {
      expectInvariances(metric);
    },
  );
});
