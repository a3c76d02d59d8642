import { describe, expect, it } from "vitest";
import { distanceFeature } from "../../../metrics/families/distance-features.ts";
import { bothFeatures, cosine } from "../../../metrics/families/feature.ts";
import {
  distanceCorrelationGradient,
  distanceCosineGradient,
} from "../../../metrics/gradients/distance-correlation.ts";
import { representation } from "../../../representation/create.ts";
import type { Representation } from "../../../core/representation.ts";
import { gradientError } from "../../support/central-differences.ts";
import { gaussian, pairOf, times } from "../../support/data.ts";

const score = (x: Representation, y: Representation, centering: "biased" | "debiased"): number =>
  cosine(...bothFeatures(x, y, (side) => distanceFeature(side, centering)));

describe.each(["biased", "debiased"] as const)("distanceCosineGradient, %s", (centering) => {
  it("agrees with differences, also near the optimum", () => {
    const [x, y] = pairOf(1, { n: 9, p1: 3, p2: 4 });
    expect(
      gradientError((z) => score(x, z, centering), distanceCosineGradient(x, y, centering), y),
    ).toBeLessThan(1e-7);
    const noise = gaussian(9, 3, "noise").data;
    const near = representation({ ...x.values, data: x.values.data.map((v, k) => v + 0.003 * noise[k]!) });
    const error = gradientError(
      (z) => score(x, z, centering),
      distanceCosineGradient(x, near, centering),
      near,
      { step: 2e-4 },
    );
    expect(error).toBeLessThan(1e-6);
  });
});

describe("distanceCorrelationGradient", () => {
  const [x, y] = pairOf(2, { n: 9, p1: 3, p2: 4 });

  it("is that of the root", () => {
    expect(
      gradientError((z) => Math.sqrt(score(x, z, "biased")), distanceCorrelationGradient(x, y), y),
    ).toBeLessThan(1e-7);
  });

  it("goes with one over the scale", () => {
    const [one, large] = [
      distanceCorrelationGradient(x, y),
      distanceCorrelationGradient(x, times(y, 2 ** 400)),
    ];
    expect(large.data.map((v) => v * 2 ** 400)).toEqual(one.data);
  });
});
