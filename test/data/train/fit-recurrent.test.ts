import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { clip, decisionAccuracy, fitRecurrent } from "../../../data/train/fit-recurrent.ts";
import { recurrentJob } from "../../../data/train/job.ts";
import { initialRecurrentParameters } from "../../../generators/networks/recurrent.ts";

describe("fitRecurrent", () => {
  it("learns the task, the same way every time", () => {
    const job = { ...recurrentJob(0), steps: 200, batch: 32 };
    const losses: number[] = [];
    const network = fitRecurrent(job, (_, loss) => losses.push(loss));
    expect(losses).toHaveLength(2);
    expect(losses[1]).toBeLessThan(losses[0]!);
    expect(decisionAccuracy(network, 1000, randomFrom("test"))).toBeGreaterThan(0.75);
    const short = { ...job, steps: 3 };
    expect(fitRecurrent(short)).toEqual(fitRecurrent(short));
    expect(fitRecurrent({ ...short, seed: 1 })).not.toEqual(fitRecurrent(short));
  });
});

it("decisionAccuracy is at chance before training, on the whole", () => {
  const mean = [0, 1, 2, 3].reduce(
    (sum, seed) =>
      sum + decisionAccuracy(initialRecurrentParameters(seed), 500, randomFrom("test", seed)) / 4,
    0,
  );
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.2);
});

describe("clip", () => {
  const parameters = (): { values: Float64Array; gradient: Float64Array; decays: boolean }[] =>
    [3, 4].map((g) => ({ values: new Float64Array(1), gradient: Float64Array.of(g), decays: false }));

  it("scales all gradients together to the largest norm", () => {
    const list = parameters();
    clip(list, 1);
    expect(list[0]!.gradient[0]).toBeCloseTo(0.6, 12);
    expect(list[1]!.gradient[0]).toBeCloseTo(0.8, 12);
  });

  it("leaves small gradients alone", () => {
    const list = parameters();
    clip(list, 5.1);
    expect(list.map(({ gradient }) => gradient[0])).toEqual([3, 4]);
  });
});
