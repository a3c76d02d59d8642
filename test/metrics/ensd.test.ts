import { describe, expect, it } from "vitest";
import { metricById } from "../../metrics/registry/index.ts";
import { gramNorm, squaredSize } from "../../representation/spectral.ts";
import { compare, fromArray, pairOf, times } from "../support/data.ts";
import { expectGradient, expectScaleFree } from "../support/gradient-cases.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("ensd");

describe("ensd", () => {
  it("is the participation ratio with itself: the number of dimensions of equal variance", () => {
    // Three orthogonal contrasts of equal size.
    const x = fromArray([
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ]);
    expect(compare(metric, x, x)).toBeCloseTo(3, 14);
    // And one shared of three against one.
    expect(compare(metric, x, fromArray([[1], [1], [-1], [-1]]))).toBeCloseTo(1, 14);
  });

  it("is CKA·√(R_X·R_Y), so that its published angle is that of CKA", async () => {
    const [x, y] = pairOf(1);
    const [rx, ry] = [x, y].map((side) => (squaredSize(side) / gramNorm(side)) ** 2);
    expect(compare(metric, x, y)).toBeCloseTo(
      compare(await metricById("cka-linear"), x, y) * Math.sqrt(rx! * ry!),
      12,
    );
    const angle = Math.acos(
      Math.min(1, compare(metric, x, y) / Math.sqrt(compare(metric, x, x) * compare(metric, y, y))),
    );
    expect(angle).toBeCloseTo(compare(await metricById("cka-angular"), x, y), 12);
  });

  it("does not overflow at scales of 1e±150", () => {
    const [x, y] = pairOf(1);
    expect(compare(metric, times(x, 1e150), times(y, 1e-150))).toBeCloseTo(compare(metric, x, y), 10);
  });

  it("has the gradient that central differences give", () => {
    expectGradient(
      (x, y) => compare(metric, x, y),
      (x, y) => metric.gradient!(x, y),
    );
    expectScaleFree((x, y) => metric.gradient!(x, y));
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(metric);
  });
});
