import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { ascendByLbfgs, type Objective } from "../../../generators/ascend/index.ts";

/** −Rosenbrock: a bent ridge whose top, 0, is at (1, 1). */
const ridge: Objective = (y) => {
  const [a, b] = [y.data[0]!, y.data[1]!];
  return {
    score: -((1 - a) ** 2) - 100 * (b - a * a) ** 2,
    gradient: matrix(1, 2, Float64Array.of(2 * (1 - a) + 400 * a * (b - a * a), -200 * (b - a * a))),
  };
};

describe("ascendByLbfgs", () => {
  it("finds the top of a bent ridge in fewer than a hundred steps", async () => {
    const result = await ascendByLbfgs(matrix(1, 2, Float64Array.of(-1.2, 1)), ridge, { target: -1e-12 });
    expect(result.end).toBe("target");
    expect(result.steps).toBeLessThan(100);
    expect(result.y.data[0]).toBeCloseTo(1, 5);
    expect(result.y.data[1]).toBeCloseTo(1, 5);
  });

  it("ends where the gradient is zero", async () => {
    const result = await ascendByLbfgs(matrix(1, 2, Float64Array.of(1, 1)), ridge, { target: 1 });
    expect(result).toMatchObject({ end: "stationary", steps: 0 });
  });
});
