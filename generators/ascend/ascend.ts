import type { Matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import { adam } from "./adam.ts";
import type { Objective, Slope } from "./objective.ts";
import type { Projection } from "./subspace.ts";

/** How far an ascent goes. The defaults are those of Cloos et al. 2025 (arxiv:2407.07059). */
export interface AscentOptions {
  /** @defaultValue 0.1 */
  readonly rate?: number;
  /** @defaultValue 1000 */
  readonly steps?: number;
  /** The score that is high enough. @defaultValue 0.99 */
  readonly target?: number;
  /** Keeps Y among the allowed matrices. @defaultValue all are */
  readonly project?: Projection;
  /** Told every score with its Y, which must be read at once: the matrix is written again. */
  readonly observe?: (step: number, score: number, y: Matrix) => void | Promise<void>;
}

/**
 * How an ascent ended: at the target, after all its steps, where the gradient is exactly zero (`stationary`), or where
 * there is none (`singular`, with the reason).
 */
export type AscentEnd = "target" | "steps" | "stationary" | "singular";

export interface Ascent {
  readonly end: AscentEnd;
  readonly reason?: string;
  /** Number of updates of Y. */
  readonly steps: number;
  /** Of the last Y that has one. */
  readonly score: number;
  /** The highest score on the way. */
  readonly best: number;
  readonly y: Matrix;
}

/** The defaults of {@link AscentOptions}. */
export const PROTOCOL = { rate: 0.1, steps: 1000, target: 0.99 } as const;

const flat = ({ data }: Matrix): boolean => data.every((slope) => slope === 0);

/**
 * Y ascends a score by Adam, from `start` (n×p2, not changed) until the score exceeds the target.
 *
 * Where the score has no gradient the ascent ends and says so; nothing is added to Y to get it going again.
 *
 * @throws What the objective throws, but for `Undefined`.
 */
export async function ascend(
  start: Matrix,
  objective: Objective,
  options: AscentOptions = {},
): Promise<Ascent> {
  const { rate, steps: most, target } = { ...PROTOCOL, ...options };
  const { project, observe } = options;
  let y: Matrix = { ...start, data: start.data.slice() };
  if (project !== undefined) y = project(y);
  const update = adam(y.data.length, rate);
  const room: Matrix = { ...y, data: new Float64Array(y.data.length) };
  let [score, best] = [-Infinity, -Infinity];
  for (let step = 0; ; step++) {
    let slope: Slope;
    try {
      slope = await objective(y, room);
    } catch (thrown) {
      if (!(thrown instanceof Undefined)) throw thrown;
      return { end: "singular", reason: thrown.message, steps: step, score, best, y };
    }
    score = slope.score;
    best = Math.max(best, score);
    await observe?.(step, score, y);
    if (score > target) return { end: "target", steps: step, score, best, y };
    if (step === most) return { end: "steps", steps: step, score, best, y };
    const gradient = project === undefined ? slope.gradient : project(slope.gradient);
    if (flat(gradient)) return { end: "stationary", steps: step, score, best, y };
    update(y.data, gradient.data);
    if (project !== undefined) y = project(y);
  }
}
