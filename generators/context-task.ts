import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { combine } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { representation } from "../representation/create.ts";
import { haar } from "./haar.ts";

/** What the subject knows or decides, in the order of the columns of `variables` and `axes`. */
export const TASK_VARIABLES = ["motion", "colour", "context", "choice"] as const;

export type TaskVariable = (typeof TASK_VARIABLES)[number];

/** Size of the population and of its noise. */
export interface ContextTaskParams {
  readonly [name: string]: number;
  /** Units; at least four. */
  readonly p: number;
  /** Time steps of a trial. */
  readonly steps: number;
  /** Standard deviation of each unit's noise; the largest value of each variable moves the population by √p. */
  readonly noise: number;
}

export interface ContextTaskTruth {
  /** n×4, the noise-free variables; n = 72·steps, condition slowest, then time. */
  readonly variables: Matrix;
  /** p×4, orthonormal: variable k lies along column k, and the population along no other task direction. */
  readonly axes: Matrix;
  /** Condition (0 … 71) and time step of each row. */
  readonly condition: Int32Array;
  readonly step: Int32Array;
  /** Share of the variance along its own axis that each variable makes up in the population: 1 without noise. */
  readonly decodable: Readonly<Record<TaskVariable, number>>;
}

const COHERENCES = [-0.5, -0.25, -0.08, 0.08, 0.25, 0.5] as const;

/** Motion × colour × context, and the right choice: what the attended evidence says. */
const CONDITIONS = COHERENCES.flatMap((motion) =>
  COHERENCES.flatMap((colour) =>
    [-1, 1].map((context) => ({
      motion,
      colour,
      context,
      choice: Math.sign(context < 0 ? motion : colour),
    })),
  ),
);

/** The evidence so far, the context from the start, and the choice growing over the second half of the trial. */
function variablesAt(
  { motion, colour, context, choice }: (typeof CONDITIONS)[number],
  time: number,
): number[] {
  return [2 * motion * time, 2 * colour * time, context, choice * Math.max(0, 2 * time - 1)];
}

/** The variance of one column. */
function columnVariance(a: Matrix, j: number): number {
  let [mean, square] = [0, 0];
  for (let i = 0; i < a.rows; i++) {
    const value = a.data[i * a.cols + j]!;
    mean += value / a.rows;
    square += value ** 2 / a.rows;
  }
  return square - mean ** 2;
}

/**
 * A population in a context-dependent decision: motion and colour are seen, the context says which one counts, and
 * the choice follows. X = √p·V·Wᵀ + noise, with the variables V over conditions and time and orthonormal axes W.
 */
const contextTask: Generator<ContextTaskParams, ContextTaskTruth> = {
  id: "context-task",
  version: 1,
  title: "A context-dependent decision",
  cite: "Mante, Sussillo, Shenoy and Newsome 2013, Nature 503, 78-84 (the task)",
  generate({ p, steps, noise }, random): Generated<ContextTaskTruth> {
    const n = CONDITIONS.length * steps;
    const variables = matrix(n, TASK_VARIABLES.length);
    const [condition, step] = [new Int32Array(n), new Int32Array(n)];
    for (let i = 0; i < n; i++) {
      condition[i] = Math.floor(i / steps);
      step[i] = i % steps;
      const which = CONDITIONS[condition[i]!]!;
      variables.data.set(variablesAt(which, (step[i]! + 1) / steps), i * TASK_VARIABLES.length);
    }
    const axes = haar(p, TASK_VARIABLES.length, random.child("axes"));
    const signal = backend().multiply(variables, axes, { transposeB: true });
    const values = combine(Math.sqrt(p), signal, noise, random.child("noise").gaussianMatrix(n, p));
    const decodable = Object.fromEntries(
      TASK_VARIABLES.map((name, k) => {
        const power = p * columnVariance(variables, k);
        return [name, power / (power + noise ** 2)];
      }),
    ) as Record<TaskVariable, number>;
    return {
      representations: [representation(values, "X")],
      truth: { variables, axes, condition, step, decodable },
    };
  },
};

export default contextTask;
