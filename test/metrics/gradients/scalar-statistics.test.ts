import { describe, expect, it } from "vitest";
import {
  concentricityGradient,
  magnitudeGradient,
  uniformityGradient,
} from "../../../metrics/gradients/scalar-statistics.ts";
import { representation } from "../../../representation/create.ts";
import { fromArray, gaussian, pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf } from "../../support/gradient-cases.ts";

describe.each([
  "magnitude-difference",
  "uniformity-difference",
  "uniformity-difference-t-0.3-rows-raw",
  "concentricity-difference",
])("the gradient of %s", (id) => {
  it("is what central differences give, whichever side has more", async () => {
    await expectMetricGradient(id);
  });

  it("is zero at the kink", async () => {
    const [x] = pairOf(1);
    expect((await gradientOf(id))(x, x).data.every((value) => value === 0)).toBe(true);
  });
});

describe("the gradients of scalar statistics", () => {
  it("have the unit of 1/Y at any scale where the statistic has none", async () => {
    for (const id of ["uniformity-difference", "concentricity-difference"])
      expectScaleFree(await gradientOf(id));
  });

  it("do not exist where a mean has no direction, or a row", () => {
    const values = gaussian(4, 2, "row");
    const balanced = fromArray([
      [1, 2],
      [-1, -2],
    ]);
    expect(() => magnitudeGradient(balanced)).toThrow(/no direction/);
    expect(() => concentricityGradient(balanced)).toThrow(/no direction/);
    const zeroRow = representation({ ...values, data: values.data.map((v, k) => (k < 2 ? 0 : v)) });
    expect(() => uniformityGradient(zeroRow, 2, "unit")).toThrow(/^Y has a zero row/);
    expect(uniformityGradient(zeroRow, 2, "raw").data.every(Number.isFinite)).toBe(true);
  });
});
