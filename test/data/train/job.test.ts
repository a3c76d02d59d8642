import { expect, it } from "vitest";
import { CONV_DEFAULTS, convJob } from "../../../data/train/job.ts";

it("a job is the default recipe but for what is said", () => {
  expect(convJob({ seed: 3, weightDecay: 0.01, epochs: 2 })).toEqual({
    ...CONV_DEFAULTS,
    seed: 3,
    weightDecay: 0.01,
    epochs: 2,
  });
});
