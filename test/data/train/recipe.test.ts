import { describe, expect, it } from "vitest";
import { convJob } from "../../../data/train/job.ts";
import { chooseRecipe } from "../../../data/train/recipe.ts";
import type { Trained } from "../../../data/train/run-job.ts";

const trained = (weightDecay: number, seed: number, validation: number, test: number): Trained => ({
  job: convJob({ seed, weightDecay }),
  scale: { mean: 0, deviation: 1 },
  state: new Float64Array(0),
  accuracy: { validation, test },
});

describe("chooseRecipe", () => {
  it("takes the best mean validation accuracy and does not look at test images", () => {
    const recipe = chooseRecipe([
      trained(0.1, 0, 0.7, 0.99),
      trained(0.01, 0, 0.8, 0.1),
      trained(0.01, 1, 0.9, 0.1),
      trained(0.1, 1, 0.95, 0.99),
    ]);
    expect(recipe.weightDecay).toBe(0.01);
    expect(recipe.sweep.map(({ weightDecay, validation }) => [weightDecay, validation])).toEqual([
      [0.01, [0.8, 0.9]],
      [0.1, [0.7, 0.95]],
    ]);
  });

  it("takes the smaller one in a tie", () => {
    expect(chooseRecipe([trained(0.1, 0, 0.8, 0), trained(0.01, 0, 0.8, 0)]).weightDecay).toBe(0.01);
  });
});
