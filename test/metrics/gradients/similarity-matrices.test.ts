import { describe, expect, it } from "vitest";
import { relationDifferenceGradient } from "../../../metrics/gradients/similarity-matrices.ts";
import { fromArray, pairOf } from "../../support/data.ts";
import { expectMetricGradient, expectScaleFree, gradientOf } from "../../support/gradient-cases.ts";

const IDS = ["euclidean", "cosine", "gram"].flatMap((similarity) =>
  ["frobenius", "spectral"].map((norm) => `rsm-norm-difference-similarity-${similarity}-norm-${norm}`),
);

describe.each(IDS)("the gradient of %s", (id) => {
  it("is what central differences give, also near the optimum", async () => {
    await expectMetricGradient(id);
  });

  it("is zero at the optimum, where the norm has a kink", async () => {
    const [x] = pairOf(1);
    expect((await gradientOf(id))(x, x).data.every((value) => value === 0)).toBe(true);
  });
});

describe("the gradient of the norm of a difference", () => {
  it("of cosines has the unit of 1/Y at any scale", () => {
    expectScaleFree((x, y) => relationDifferenceGradient(x, y, "cosine", "frobenius"));
  });

  it("does not exist where the spectral norm has two eigenvalues to choose from", () => {
    const [x, y] = [
      fromArray([
        [0, 0],
        [0, 0],
      ]),
      fromArray([
        [1, 0],
        [0, 1],
      ]),
    ];
    expect(() => relationDifferenceGradient(x, y, "gram", "spectral")).toThrow(/two eigenvalues/);
    expect(() => relationDifferenceGradient(y, x, "cosine", "frobenius")).toThrow(/^Y has a zero row/);
  });
});
