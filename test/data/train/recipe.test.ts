import { describe, expect, it } from "vitest";
import type { AttentionJob } from "../../../data/train/job.ts";
import { attentionJob } from "../../../data/train/job.ts";
import { chooseRecipe } from "../../../data/train/recipe.ts";
import type { Trained } from "../../../data/train/run-job.ts";

const trained = (
  peakRate: number,
  weightDecay: number,
  validation: number,
  test: number,
): Trained<AttentionJob> => ({
  job: attentionJob({ seed: 0, peakRate, weightDecay }),
  scale: { mean: 0, deviation: 1 },
  state: new Float64Array(0),
  accuracy: { validation, test },
});

describe("chooseRecipe", () => {
  it("takes the best mean validation accuracy and does not look at test images", () => {
    const recipe = chooseRecipe(
      [
        trained(0.01, 1, 0.7, 0.99),
        trained(0.01, 2, 0.8, 0.1),
        trained(0.01, 2, 0.9, 0.1),
        trained(0.01, 1, 0.95, 0.99),
        trained(0.02, 2, 0.1, 0.99),
      ],
      ["peakRate", "weightDecay"],
    );
    expect(recipe.job).toMatchObject({ peakRate: 0.01, weightDecay: 2 });
    expect(recipe.sweep.map(({ settings, validation }) => [settings, validation])).toEqual([
      [{ peakRate: 0.01, weightDecay: 1 }, [0.7, 0.95]],
      [{ peakRate: 0.01, weightDecay: 2 }, [0.8, 0.9]],
      [{ peakRate: 0.02, weightDecay: 2 }, [0.1]],
    ]);
  });

  it("takes the first one in a tie", () => {
    const recipe = chooseRecipe([trained(0.1, 1, 0.8, 0), trained(0.01, 1, 0.8, 0)], ["peakRate"]);
    expect(recipe.job.peakRate).toBe(0.1);
  });
});
