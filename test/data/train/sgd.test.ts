import { describe, expect, it } from "vitest";
import { descend, oneCycle, still } from "../../../data/train/sgd.ts";

describe("descend", () => {
  it("does what Nesterov's formula says, decaying only what decays", () => {
    const values = Float64Array.of(2);
    const bias = Float64Array.of(2);
    const parameters = [
      { values, gradient: Float64Array.of(1), decays: true },
      { values: bias, gradient: Float64Array.of(1), decays: false },
    ];
    const velocities = still(parameters);
    const settings = { rate: 0.1, momentum: 0.9, weightDecay: 0.5 };
    descend(parameters, velocities, settings);
    // g = 1 + 0.5·2 = 2, v = 2, step 0.1·(2 + 0.9·2).
    expect(values[0]).toBeCloseTo(2 - 0.38, 12);
    expect(bias[0]).toBeCloseTo(2 - 0.19, 12);
    descend(parameters, velocities, settings);
    // g = 1 + 0.5·1.62 = 1.81, v = 0.9·2 + 1.81 = 3.61, step 0.1·(1.81 + 0.9·3.61).
    expect(values[0]).toBeCloseTo(1.62 - 0.5059, 12);
  });

  it("finds the minimum of a quadratic", () => {
    const values = Float64Array.of(5, -3);
    const gradient = new Float64Array(2);
    const parameters = [{ values, gradient, decays: true }];
    const velocities = still(parameters);
    for (let step = 0; step < 300; step++) {
      gradient[0] = values[0]! - 1;
      gradient[1] = 4 * (values[1]! - 2);
      descend(parameters, velocities, { rate: 0.05, momentum: 0.9, weightDecay: 0 });
    }
    expect(values[0]).toBeCloseTo(1, 6);
    expect(values[1]).toBeCloseTo(2, 6);
  });
});

describe("oneCycle", () => {
  const rates = Array.from({ length: 100 }, (_, step) => oneCycle(step, 100, 0.05));

  it("starts at a 25th of the peak, peaks at 30 %, ends near zero", () => {
    expect(rates[0]).toBeCloseTo(0.002, 12);
    expect(Math.max(...rates)).toBeCloseTo(0.05, 12);
    expect(rates.indexOf(Math.max(...rates))).toBe(30);
    expect(rates[99]).toBeCloseTo(2e-7, 12);
  });

  it("rises, then falls", () => {
    for (let step = 1; step <= 30; step++) expect(rates[step]).toBeGreaterThan(rates[step - 1]!);
    for (let step = 31; step < 100; step++) expect(rates[step]).toBeLessThan(rates[step - 1]!);
  });
});
