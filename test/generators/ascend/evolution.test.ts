import { expect, it } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { evolutionStrategy } from "../../../generators/ascend/index.ts";

it("estimates the gradient of a linear score without bias", async () => {
  const slope = [2, -1, 0.5, 0];
  const score = (y: { data: Float64Array }): number =>
    slope.reduce((sum, value, k) => sum + value * y.data[k]!, 0);
  const objective = evolutionStrategy(score, randomFrom("evolution"), { pairs: 4000 });
  const { gradient } = await objective(matrix(2, 2, Float64Array.of(1, 1, 1, 1)));
  // Standard error of a component: about ‖slope‖/√4000 = 0.04.
  slope.forEach((value, k) => expect(Math.abs(gradient.data[k]! - value)).toBeLessThan(0.16));
});
