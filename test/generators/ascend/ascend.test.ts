import { describe, expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { Undefined } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import { ascend, type Objective, towards, withoutSpan } from "../../../generators/ascend/index.ts";
import { squaredNorm } from "../../../linalg/elementwise.ts";
import { centeredBasis } from "../../../generators/components.ts";
import { backend } from "../../../linalg/index.ts";

/** 1 − ‖Y − B‖²/2: its only maximum is B. */
const bowl =
  (b: number): Objective =>
  (y) => ({
    score: 1 - y.data.reduce((sum, value) => sum + (value - b) ** 2, 0) / 2,
    gradient: { ...y, data: y.data.map((value) => b - value) },
  });

const start = randomFrom("ascend").gaussianMatrix(6, 3);

describe("ascend", () => {
  it("stops at the first score above the target and leaves the start as it was", async () => {
    const before = start.data.slice();
    const scores: number[] = [];
    const result = await ascend(start, bowl(2), { observe: (_, score) => void scores.push(score) });
    expect(result.end).toBe("target");
    expect(scores.at(-1)).toBe(result.score);
    expect(scores.slice(0, -1).every((score) => score <= 0.99)).toBe(true);
    expect(scores).toHaveLength(result.steps + 1);
    expect(start.data).toEqual(before);
  });

  it("moves every number by the rate in its first step, uphill, as Adam does", async () => {
    const { y } = await ascend(start, bowl(50), { steps: 1, rate: 0.1 });
    y.data.forEach((value, k) => expect(value - start.data[k]!).toBeCloseTo(0.1, 8));
  });

  it("goes the same way with an objective that writes the gradient to the memory it is offered", async () => {
    const writing: Objective = async (y, into) => {
      const { score, gradient } = await bowl(2)(y);
      into!.data.set(gradient.data);
      return { score, gradient: into! };
    };
    expect(await ascend(start, writing)).toEqual(await ascend(start, bowl(2)));
  });

  it("says where there is no gradient, and where it is zero, and invents none", async () => {
    const singular = await ascend(start, () => {
      throw new Undefined("no gradient here");
    });
    expect(singular).toMatchObject({ end: "singular", reason: "no gradient here", steps: 0 });
    const flat = await ascend(start, (y) => ({ score: 0.3, gradient: matrix(y.rows, y.cols) }));
    expect(flat).toMatchObject({ end: "stationary", steps: 0, score: 0.3 });
    expect(flat.y.data).toEqual(start.data);
  });

  it("hands on a fault of the objective", async () => {
    await expect(
      ascend(start, () => {
        throw new Error("broken");
      }),
    ).rejects.toThrow("broken");
  });

  it("stays in a subspace although Adam scales every number by itself", async () => {
    const q = centeredBasis(6, 2, randomFrom("subspace"));
    const { y } = await ascend(start, bowl(2), { steps: 40, project: withoutSpan(q) });
    expect(squaredNorm(backend().multiply(q, y, { transposeA: true }))).toBeLessThan(1e-24);
    expect(squaredNorm(y)).toBeGreaterThan(1);
  });
});

describe("towards", () => {
  it("brings two scores to their targets at once", async () => {
    const first: Objective = (y) => ({
      score: y.data[0]!,
      gradient: { ...y, data: y.data.map((_, k) => Number(k === 0)) },
    });
    const second: Objective = (y) => ({
      score: y.data[1]!,
      gradient: { ...y, data: y.data.map((_, k) => Number(k === 1)) },
    });
    const told: (readonly number[])[] = [];
    const result = await ascend(
      start,
      towards(
        [
          { of: first, target: 0.7 },
          { of: second, target: -0.4 },
        ],
        (scores) => void told.push(scores),
      ),
      { rate: 0.01, target: -0.01 },
    );
    expect(result.end).toBe("target");
    expect(told.at(-1)![0]).toBeCloseTo(0.7, 1);
    expect(told.at(-1)![1]).toBeCloseTo(-0.4, 1);
  });
});
