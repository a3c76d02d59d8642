import { describe, expect, it } from "vitest";
import { buresCovarianceGradient } from "../../../metrics/gradients/bures.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { compare, fromArray } from "../../support/data.ts";
import { expectGradient, expectSlopes, nearly } from "../../support/gradient-cases.ts";

describe("the gradient of the Bures distance of covariances", () => {
  it("is what central differences give, also near the optimum", async () => {
    const metric = await metricById("bures-covariance");
    expectGradient((x, y) => compare(metric, x, y), buresCovarianceGradient, [
      [30, 5, 5],
      [12, 3, 3],
    ]);
    for (const noise of [0.3, 0.03]) {
      expectSlopes((x, y) => compare(metric, x, y), buresCovarianceGradient, ...nearly(noise));
    }
  });

  it("is zero at the optimum, where the distance has a kink", () => {
    const x = fromArray([[1], [2], [6]]);
    expect([...buresCovarianceGradient(x, x).data]).toEqual([0, 0, 0]);
  });
});
