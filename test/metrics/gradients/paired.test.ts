import { describe, expect, it } from "vitest";
import { iscGradient } from "../../../metrics/gradients/paired.ts";
import type { Representation } from "../../../core/representation.ts";
import { matrix } from "../../../core/matrix.ts";
import { beside, leadingColumns } from "../../../linalg/elementwise.ts";
import { representation } from "../../../representation/create.ts";
import { pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf } from "../../support/gradient-cases.ts";

describe("the gradient of inter-subject correlation", () => {
  it("is what central differences give, also near the optimum", async () => {
    await expectMetricGradient("isc", [
      [30, 5, 5],
      [12, 20, 20],
    ]);
  });

  it("leaves out units that are constant on a side", () => {
    const [x, y] = pairOf(1, { p1: 3, p2: 3 });
    const flat = { ...x.values, data: x.values.data.map((value, k) => (k % 3 === 1 ? 2 : value)) };
    const [some, all] = [iscGradient(representation(flat), y), iscGradient(x, y)];
    some.data.forEach((value, k) => expect(value).toBeCloseTo(k % 3 === 1 ? 0 : all.data[k]! * 1.5, 14));
  });

  it("has the unit of 1/Y at any scale, and does not exist for other numbers of units", async () => {
    const gradient = await gradientOf("isc");
    const narrow = (y: Representation, p: number): Representation =>
      representation(leadingColumns(y.values, p));
    expectScaleFree((x, y) => beside(iscGradient(x, narrow(y, x.p)), matrix(y.n, y.p - x.p)));
    expect(() => gradient(...pairOf(1))).toThrow(/same units/);
  });
});
