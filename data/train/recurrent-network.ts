import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { INPUTS, STEPS } from "../../generators/networks/decision-task.ts";
import type { RecurrentParameters } from "../../generators/networks/recurrent.ts";
import { UNITS } from "../../generators/networks/recurrent.ts";
import { linear, linearGradient } from "./linear.ts";
import { product } from "./product.ts";
import type { Parameter } from "./sgd.ts";

/** Inputs of all trials at one step, trials×4. */
function atStep(inputs: Matrix, step: number): Matrix {
  const result = matrix(inputs.rows, INPUTS);
  for (let trial = 0; trial < inputs.rows; trial++) {
    const from = (trial * STEPS + step) * INPUTS;
    result.data.set(inputs.data.subarray(from, from + INPUTS), trial * INPUTS);
  }
  return result;
}

/** The states from h = 0 on (one more than there are steps), and the readout of the last, trials×1. */
export function evaluateRecurrent(
  { input, recurrent, readout }: RecurrentParameters,
  inputs: Matrix,
): { states: Matrix[]; logits: Matrix } {
  const states = [matrix(inputs.rows, UNITS)];
  for (let step = 0; step < STEPS; step++) {
    const next = linear(atStep(inputs, step), input);
    const fed = product(states[step]!, recurrent);
    for (let i = 0; i < next.data.length; i++) next.data[i] = Math.tanh(next.data[i]! + fed.data[i]!);
    states.push(next);
  }
  return { states, logits: linear(states[STEPS]!, readout) };
}

/**
 * Mean logistic loss of the last step's readout and the gradient of every parameter, by backpropagation through time.
 *
 * @param choices - the right answers, −1 or 1.
 */
export function recurrentGradients(
  network: RecurrentParameters,
  inputs: Matrix,
  choices: readonly (-1 | 1)[],
): { loss: number; parameters: Parameter[] } {
  const { states, logits } = evaluateRecurrent(network, inputs);
  const ofLogits = matrix(inputs.rows, 1);
  let loss = 0;
  choices.forEach((choice, i) => {
    const margin = choice * logits.data[i]!;
    // log(1 + e^−m), written so that neither sign overflows.
    loss += (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin)) / inputs.rows;
    ofLogits.data[i] = -choice / (1 + Math.exp(margin)) / inputs.rows;
  });
  const readout = linearGradient(states[STEPS]!, network.readout, ofLogits);
  const weights = new Float64Array(network.input.weights.data.length);
  const bias = new Float64Array(network.input.bias.length);
  const recurrent = new Float64Array(network.recurrent.data.length);
  let gradient = readout.input;
  for (let step = STEPS - 1; step >= 0; step--) {
    const after = states[step + 1]!;
    for (let i = 0; i < gradient.data.length; i++)
      gradient.data[i] = gradient.data[i]! * (1 - after.data[i]! ** 2);
    const ofInput = linearGradient(atStep(inputs, step), network.input, gradient).parameters;
    addTo(weights, ofInput[0]!.gradient);
    addTo(bias, ofInput[1]!.gradient);
    addTo(recurrent, product(states[step]!, gradient, { transposeA: true }).data);
    gradient = product(gradient, network.recurrent, { transposeB: true });
  }
  return {
    loss,
    parameters: [
      ...readout.parameters,
      { values: network.input.weights.data, gradient: weights, decays: true },
      { values: network.input.bias, gradient: bias, decays: false },
      { values: network.recurrent.data, gradient: recurrent, decays: true },
    ],
  };
}

function addTo(a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! + b[i]!;
}
