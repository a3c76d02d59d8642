import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { INPUTS, STEPS } from "../../../generators/networks/decision-task.ts";
import {
  UNITS,
  conditionMeans,
  initialRecurrentParameters,
  recurrentParametersFrom,
  recurrentValues,
  runRecurrent,
} from "../../../generators/networks/recurrent.ts";
import { loadZoo } from "../../../generators/networks/zoo.ts";

const parameters = initialRecurrentParameters(2);

describe("runRecurrent", () => {
  it("is h ← tanh(x·W + b + h·R) from h = 0", () => {
    const inputs = randomFrom("test", "run").gaussianMatrix(2, STEPS * INPUTS);
    const states = runRecurrent(parameters, inputs);
    let state = new Float64Array(UNITS);
    for (let step = 0; step < 3; step++) {
      state = Float64Array.from({ length: UNITS }, (_, j) => {
        let sum = parameters.input.bias[j]!;
        for (let i = 0; i < INPUTS; i++) {
          sum += inputs.data[(STEPS + step) * INPUTS + i]! * parameters.input.weights.data[i * UNITS + j]!;
        }
        for (let i = 0; i < UNITS; i++) sum += state[i]! * parameters.recurrent.data[i * UNITS + j]!;
        return Math.tanh(sum);
      });
      // The second trial.
      state.forEach((value, j) => expect(states[step]!.data[UNITS + j]).toBeCloseTo(value, 11));
    }
  });
});

it("writes and reads back its parameters, and refuses another number of them", () => {
  const values = recurrentValues(parameters);
  expect(recurrentParametersFrom(values)).toEqual(parameters);
  expect(() => recurrentParametersFrom(values.subarray(1))).toThrow(
    expect.objectContaining({ code: "zoo/format" }),
  );
});

describe("conditionMeans", () => {
  const network = loadZoo().recurrent()[0]!;
  const { conditions, steps } = conditionMeans(network, randomFrom("test", "means"), 10);

  it("has 72 conditions × 20 steps × 64 units, all within (−1, 1)", () => {
    expect(conditions).toHaveLength(72);
    expect(steps.map(({ rows, cols }) => `${rows}×${cols}`)).toEqual(new Array(20).fill("72×64"));
    expect(steps.every(({ data }) => data.every((value) => Math.abs(value) < 1))).toBe(true);
  });

  it("is the mean over trials: the same trials give the same means, more trials come nearer to each other", () => {
    expect(conditionMeans(network, randomFrom("test", "means"), 10).steps).toEqual(steps);
    const distance = (trials: number): number => {
      const [a, b] = [1, 2].map(
        (i) => conditionMeans(network, randomFrom("test", trials, i), trials).steps[19]!,
      );
      return a!.data.reduce((sum, value, i) => sum + (value - b!.data[i]!) ** 2, 0);
    };
    expect(distance(16)).toBeLessThan(distance(1) / 4);
  });

  it("ends in states whose readout gives the choice", () => {
    const { readout } = network.parameters;
    const last = steps[19]!;
    const right = conditions.filter(({ choice }, i) => {
      let sum = readout.bias[0]!;
      for (let j = 0; j < UNITS; j++) sum += last.data[i * UNITS + j]! * readout.weights.data[j]!;
      return sum * choice > 0;
    });
    expect(right.length / 72).toBeGreaterThan(0.85);
  });
});
