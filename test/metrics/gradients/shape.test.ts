import { describe, expect, it } from "vitest";
import { beside } from "../../../linalg/elementwise.ts";
import { shapeFilter } from "../../../metrics/families/shape.ts";
import { nbsGradient } from "../../../metrics/gradients/procrustes.ts";
import {
  shapeAngleGradient,
  shapeCosineGradient,
  shapeEuclideanGradient,
  shapeSquaredGradient,
} from "../../../metrics/gradients/shape.ts";
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

const recipes = [
  ["0", "linear"],
  [0.5, "linear"],
  [0.3, "linear-rows"],
  [0.5, "power"],
  [1, "linear"],
] as const;

describe.each(recipes)("the gradients of the shape metrics, α = %s, %s", (alpha, recipe) => {
  const filter = shapeFilter(alpha, recipe);
  const suffix = `${alpha}${recipe === "linear" ? "" : `-recipe-${recipe}`}`;
  // Whitened, a side that spans everything has nothing left to change.
  const shapes = alpha === "0" ? SHAPES.slice(0, 2) : SHAPES;

  it.each([
    ["shape-alpha", shapeAngleGradient],
    ["shape-cosine-alpha", shapeCosineGradient],
    ["shape-euclidean-alpha", shapeEuclideanGradient],
    ["shape-euclidean-squared-alpha", shapeSquaredGradient],
  ] as const)("%s is what central differences give, also near the optimum", async (name, gradient) => {
    const metric = await metricById(`${name}-${suffix}`);
    expectGradient(
      (x, y) => compare(metric, x, y),
      (x, y) => gradient(x, y, filter),
      shapes,
    );
    for (const noise of [0.3, 0.03]) {
      expectSlopes(
        (x, y) => compare(metric, x, y),
        (x, y) => gradient(x, y, filter),
        ...nearly(noise),
      );
    }
  });
});

describe("the gradient of the shape cosine", () => {
  it("at α = 1 is that of NBS, found in another way", () => {
    const [x, y] = pairOf(3);
    const [shape, nbs] = [shapeCosineGradient(x, y, shapeFilter(1, "power")), nbsGradient(x, y)];
    shape.data.forEach((value, k) => expect(value).toBeCloseTo(nbs.data[k]!, 13));
  });

  it("has the unit of 1/Y at any scale for the power recipe", () => {
    expectScaleFree((x, y) => shapeCosineGradient(x, y, shapeFilter(0.5, "power")));
  });

  it("does not exist where Y has lost rank, and says so", () => {
    const [x, y] = pairOf(3);
    const doubled = representation(beside(y.values, y.values));
    expect(() => shapeCosineGradient(x, doubled, shapeFilter(0.5, "linear"))).toThrow(/lost rank/);
  });
});
