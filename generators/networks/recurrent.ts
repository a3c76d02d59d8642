import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { backend } from "../../linalg/index.ts";
import type { Affine } from "./affine.ts";
import { cutter, initialAffine, joinValues } from "./affine.ts";
import type { Condition } from "./decision-task.ts";
import { CONDITIONS, INPUTS, STEPS, trialInputs } from "./decision-task.ts";
import { requireCount } from "./layout.ts";

/** Units of a recurrent network. */
export const UNITS = 64;

/** h ← tanh(x·W + b + h·R), from h = 0; the answer is the sign of the readout of the last h. */
export interface RecurrentParameters {
  readonly input: Affine;
  readonly recurrent: Matrix;
  readonly readout: Affine;
}

/** A network trained on the decision task. */
export interface RecurrentNetwork {
  readonly id: string;
  readonly seed: number;
  readonly parameters: RecurrentParameters;
}

/** The parameters from which training starts. */
export function initialRecurrentParameters(seed: number): RecurrentParameters {
  return {
    input: initialAffine(seed, "recurrent.input", INPUTS, UNITS, 1),
    recurrent: initialAffine(seed, "recurrent.recurrent", UNITS, UNITS, 1).weights,
    readout: initialAffine(seed, "recurrent.readout", UNITS, 1, 1),
  };
}

/** How many numbers a recurrent network's parameters are. */
export const RECURRENT_PARAMETERS = (INPUTS + 1) * UNITS + UNITS * UNITS + UNITS + 1;

/**
 * The layout in a file: input map, recurrent weights, readout.
 *
 * @throws EtalonError `zoo/format` when the number of numbers is another.
 */
export function recurrentParametersFrom(values: Float64Array): RecurrentParameters {
  requireCount("recurrentParametersFrom", RECURRENT_PARAMETERS, values);
  const cut = cutter(values);
  return {
    input: cut.affine(INPUTS, UNITS),
    recurrent: cut.matrix(UNITS, UNITS),
    readout: cut.affine(UNITS, 1),
  };
}

/** The inverse of {@link recurrentParametersFrom}. */
export function recurrentValues({ input, recurrent, readout }: RecurrentParameters): Float64Array {
  return joinValues([input, recurrent, readout]);
}

/** tanh(driven + bias + fed). */
function activated(driven: Matrix, bias: Float64Array, fed: Matrix): Matrix {
  const result = matrix(driven.rows, driven.cols);
  for (let i = 0, k = 0; i < driven.rows; i++)
    for (let j = 0; j < driven.cols; j++, k++)
      result.data[k] = Math.tanh(driven.data[k]! + bias[j]! + fed.data[k]!);
  return result;
}

/** The state after each step, trials×64 each. */
export function runRecurrent({ input, recurrent }: RecurrentParameters, inputs: Matrix): Matrix[] {
  const states: Matrix[] = [];
  let state = matrix(inputs.rows, UNITS);
  for (let step = 0; step < STEPS; step++) {
    const now = matrix(inputs.rows, INPUTS);
    for (let trial = 0; trial < inputs.rows; trial++) {
      const from = (trial * STEPS + step) * INPUTS;
      now.data.set(inputs.data.subarray(from, from + INPUTS), trial * INPUTS);
    }
    const driven = backend().multiply(now, input.weights);
    const fed = backend().multiply(state, recurrent);
    state = activated(driven, input.bias, fed);
    states.push(state);
  }
  return states;
}

/** Mean activity of every unit in every condition at every step. */
export interface ConditionMeans {
  /** What each row stands for. */
  readonly conditions: readonly Condition[];
  /** One 72×64 matrix a step. */
  readonly steps: readonly Matrix[];
}

/**
 * The data set with known task variables: 72 conditions × 20 steps × 64 units, each the mean over noisy trials.
 *
 * A network trained on a task, not neural data. Use the units at one step as features: whole trajectories of 72
 * samples decode anything.
 *
 * @defaultValue 50 trials of each condition
 */
export function conditionMeans(
  { parameters }: RecurrentNetwork,
  random: Random,
  trials = 50,
): ConditionMeans {
  const sums = Array.from({ length: STEPS }, () => matrix(CONDITIONS.length, UNITS));
  for (let trial = 0; trial < trials; trial++) {
    runRecurrent(parameters, trialInputs(CONDITIONS, random)).forEach((state, step) => {
      const { data } = sums[step]!;
      // A plain loop: a function called five million times would take longer than the network.
      for (let i = 0; i < data.length; i++) data[i]! += state.data[i]! / trials;
    });
  }
  return { conditions: CONDITIONS, steps: sums };
}
