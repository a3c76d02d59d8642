import { describe, expect, it } from "vitest";
import { adamStep, initialMoments } from "../../../data/train/adam.ts";

describe("adamStep", () => {
  it("takes a first step of the rate's size, whatever the gradient's", () => {
    const values = Float64Array.of(1, 1);
    const parameters = [{ values, gradient: Float64Array.of(1e-3, -500), decays: false }];
    adamStep(parameters, initialMoments(parameters), { rate: 0.1, weightDecay: 9 });
    expect(values[0]).toBeCloseTo(0.9, 4);
    expect(values[1]).toBeCloseTo(1.1, 6);
  });

  it("does what the formula says in a second step", () => {
    const values = Float64Array.of(0);
    const gradient = Float64Array.of(1);
    const parameters = [{ values, gradient, decays: false }];
    const moments = initialMoments(parameters);
    adamStep(parameters, moments, { rate: 0.1, weightDecay: 0 });
    gradient[0] = 3;
    adamStep(parameters, moments, { rate: 0.1, weightDecay: 0 });
    // m = (0.9·0.1 + 0.1·3) / (1 − 0.81), v = (0.999·0.001 + 0.001·9) / (1 − 0.998001).
    const second = (0.1 * (0.39 / 0.19)) / Math.sqrt(0.009999 / 0.001999);
    expect(values[0]).toBeCloseTo(-0.1 - second, 8);
  });

  it("decays only what decays, apart from the gradient", () => {
    const weight = Float64Array.of(2);
    const bias = Float64Array.of(2);
    const parameters = [
      { values: weight, gradient: Float64Array.of(0), decays: true },
      { values: bias, gradient: Float64Array.of(0), decays: false },
    ];
    adamStep(parameters, initialMoments(parameters), { rate: 0.1, weightDecay: 0.5 });
    expect(weight[0]).toBeCloseTo(1.9, 12);
    expect(bias[0]).toBe(2);
  });
});
