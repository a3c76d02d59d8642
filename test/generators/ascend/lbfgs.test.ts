import { describe, expect, it } from "vitest";
import { matrix, type Matrix } from "../../../core/matrix.ts";
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

  it("tells every point that it accepts, each higher than the last", async () => {
    const scores: number[] = [];
    const result = await ascendByLbfgs(matrix(1, 2, Float64Array.of(-1.2, 1)), ridge, {
      target: -1e-12,
      observe: (step, score) => {
        expect(step).toBe(scores.length);
        scores.push(score);
      },
    });
    expect(scores).toHaveLength(result.steps + 1);
    expect(scores.at(-1)).toBe(result.score);
    scores.slice(1).forEach((score, k) => expect(score).toBeGreaterThan(scores[k]!));
  });

  it("finds the top that a subspace has: on the line through 0 and (3, 1)", async () => {
    const length = Math.hypot(3, 1);
    const [a, b] = [3 / length, 1 / length];
    const onto = (y: Matrix): Matrix => {
      const along = a * y.data[0]! + b * y.data[1]!;
      return matrix(1, 2, Float64Array.of(along * a, along * b));
    };
    // −(y₀ − 1)² − 4(y₁ − 2)² at t·(3, 1): 9t − 3 + 4t − 8 = 0.
    const bowl: Objective = ({ data: [p = 0, q = 0] }) => ({
      score: -((p - 1) ** 2) - 4 * (q - 2) ** 2,
      gradient: matrix(1, 2, Float64Array.of(-2 * (p - 1), -8 * (q - 2))),
    });
    const { y } = await ascendByLbfgs(matrix(1, 2, Float64Array.of(5, -7)), bowl, {
      target: Infinity,
      flat: 1e-9,
      project: onto,
    });
    expect(y.data[0]).toBeCloseTo((3 * 11) / 13, 6);
    expect(y.data[1]).toBeCloseTo(11 / 13, 6);
  });

  it("ends where the gradient is zero", async () => {
    const result = await ascendByLbfgs(matrix(1, 2, Float64Array.of(1, 1)), ridge, { target: 1 });
    expect(result).toMatchObject({ end: "stationary", steps: 0 });
  });
});
