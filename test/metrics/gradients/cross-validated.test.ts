import { describe, expect, it } from "vitest";
import { beside } from "../../../linalg/elementwise.ts";
import type { Scheme } from "../../../metrics/families/ridge.ts";
import { crossValidatedGradient } from "../../../metrics/gradients/cross-validated.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { representation } from "../../../representation/create.ts";
import { compare, pairOf } from "../../support/data.ts";
import {
  expectGradient,
  expectScaleFree,
  expectSlopes,
  nearly,
  SHAPES,
} from "../../support/gradient-cases.ts";

const scheme: Scheme = { lambda: 0.5, unit: "trace", folds: "shuffled", aggregate: "pooled" };

const cases: readonly (readonly [string, Scheme])[] = [
  ["linear-regression-cv", { ...scheme, lambda: 0 }],
  [
    "linear-regression-cv-folds-contiguous-aggregate-fold-mean",
    { ...scheme, lambda: 0, folds: "contiguous", aggregate: "fold-mean" },
  ],
  ["ridge-cv", { ...scheme, lambda: "grid" }],
  ["ridge-cv-lambda-0.5", scheme],
  ["ridge-cv-lambda-0.5-unit-rows-aggregate-fold-mean", { ...scheme, unit: "rows", aggregate: "fold-mean" }],
  [
    "ridge-cv-lambda-0.5-unit-absolute-folds-contiguous",
    { ...scheme, unit: "absolute", folds: "contiguous" },
  ],
];

describe.each(cases)("the gradient of %s", (id, given) => {
  it.each(["x", "y"] as const)("is what central differences give, target %s", async (target) => {
    const metric = await metricById(`${id}-target-${target}`);
    const gradient = (
      x: Parameters<typeof crossValidatedGradient>[0],
      y: typeof x,
    ): ReturnType<typeof crossValidatedGradient> => crossValidatedGradient(x, y, given, target);
    expectGradient((x, y) => compare(metric, x, y), gradient, SHAPES);
    expectSlopes((x, y) => compare(metric, x, y), gradient, ...nearly(0.1));
  });
});

describe("the gradient of cross-validated R²", () => {
  it("has the unit of 1/Y at any scale", () => {
    for (const target of ["x", "y"] as const)
      expectScaleFree((x, y) => crossValidatedGradient(x, y, scheme, target));
  });

  it("does not exist for least squares on a Y that lost rank, and does for ridge", () => {
    const [x, y] = pairOf(3);
    const doubled = representation(beside(y.values, y.values));
    expect(() => crossValidatedGradient(x, doubled, { ...scheme, lambda: 0 }, "x")).toThrow(/lost rank/);
    for (const value of crossValidatedGradient(x, doubled, scheme, "x").data)
      expect(Number.isFinite(value)).toBe(true);
  });
});
