import { expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { evaluateRecurrent, recurrentGradients } from "../../../data/train/recurrent-network.ts";
import { CONDITIONS, trialInputs } from "../../../generators/networks/decision-task.ts";
import { initialRecurrentParameters, runRecurrent } from "../../../generators/networks/recurrent.ts";
import { numericalDerivative, relativeError, someOf } from "./differences.ts";

const network = initialRecurrentParameters(1);
const conditions = CONDITIONS.slice(10, 16);
const inputs = trialInputs(conditions, randomFrom("test", "recurrent"));

it("has the gradients that finite differences have, through all twenty steps", () => {
  const choices = conditions.map(({ choice }) => choice);
  const loss = (): number => recurrentGradients(network, inputs, choices).loss;
  const { parameters } = recurrentGradients(network, inputs, choices);
  expect(parameters).toHaveLength(5);
  for (const { values, gradient } of parameters) {
    const where = someOf(values.length);
    const numeric = where.map((index) => numericalDerivative(loss, values, index));
    expect(
      relativeError(
        where.map((index) => gradient[index]!),
        numeric,
      ),
    ).toBeLessThan(1e-7);
  }
});

it("passes through the states that the library computes", () => {
  const { states, logits } = evaluateRecurrent(network, inputs);
  const own = runRecurrent(network, inputs);
  expect([states.length, own.length, logits.rows]).toEqual([21, 20, 6]);
  own[19]!.data.forEach((value, i) => expect(value).toBeCloseTo(states[20]!.data[i]!, 12));
});
