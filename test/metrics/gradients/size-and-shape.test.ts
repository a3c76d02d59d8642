import { describe, expect, it } from "vitest";
import {
  sizeAndShapeGradient,
  sizeAndShapeSquaredGradient,
} from "../../../metrics/gradients/size-and-shape.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { compare, fromArray, pairOf, times } from "../../support/data.ts";
import { expectGradient, expectSlopes, nearly } from "../../support/gradient-cases.ts";

const [distance, squared, perRow] = await Promise.all(
  [
    "procrustes-size-and-shape",
    "procrustes-size-and-shape-squared",
    "procrustes-size-and-shape-squared-per-rows",
  ].map(metricById),
);

describe("the gradient of the size-and-shape distance", () => {
  it("is what central differences give, also near the optimum", () => {
    expectGradient((x, y) => compare(distance!, x, y), sizeAndShapeGradient);
    expectSlopes((x, y) => compare(distance!, x, y), sizeAndShapeGradient, ...nearly(0.03));
  });

  it("has length 1: the distance changes by as much as Y moves away", () => {
    const [x, y] = pairOf(3);
    expect(Math.hypot(...sizeAndShapeGradient(x, y).data)).toBeCloseTo(1, 12);
  });

  it("is zero at the optimum, where the distance has a kink", () => {
    const x = fromArray([[1], [2], [6]]);
    expect([...sizeAndShapeGradient(x, x).data]).toEqual([0, 0, 0]);
  });

  it("keeps the two scales apart: X tiny beside Y, and both huge", () => {
    const [x, y] = pairOf(3);
    expectSlopes((a, b) => compare(distance!, a, b), sizeAndShapeGradient, times(x, 1e-9), y);
    expect(Math.hypot(...sizeAndShapeGradient(times(x, 1e150), times(y, 1e150)).data)).toBeCloseTo(1, 12);
  });
});

describe("the gradient of its square", () => {
  it("is what central differences give, with and without the division by n", () => {
    expectGradient(
      (x, y) => compare(squared!, x, y),
      (x, y) => sizeAndShapeSquaredGradient(x, y, 1),
    );
    expectGradient(
      (x, y) => compare(perRow!, x, y),
      (x, y) => sizeAndShapeSquaredGradient(x, y, x.n),
    );
  });
});
