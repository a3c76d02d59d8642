import type { Matrix } from "../../core/matrix.ts";
import { inner } from "../../linalg/elementwise.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Ascent, AscentOptions } from "./ascend.ts";
import type { Objective, Slope } from "./objective.ts";
import type { Projection } from "./subspace.ts";

/** How far {@link ascendByLbfgs} goes. */
export interface LbfgsOptions extends Omit<AscentOptions, "rate"> {
  /** Pairs of steps and changes of the gradient that are remembered. @defaultValue 10 */
  readonly memory?: number;
  /** Ends as `stationary` once the largest slope is at most this. @defaultValue 0 */
  readonly flat?: number;
}

interface Pair {
  readonly step: Float64Array;
  /** Change of −gradient along the step. */
  readonly turn: Float64Array;
  /** ⟨step, turn⟩ */
  readonly along: number;
}

/** The two loops of Nocedal (1980): an uphill direction from a gradient and the pairs so far. */
function direction(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const d = gradient.slice();
  const weights: number[] = [];
  for (const { step, turn, along } of [...pairs].reverse()) {
    const weight = inner(step, d) / along;
    weights.push(weight);
    for (let k = 0; k < d.length; k++) d[k]! -= weight * turn[k]!;
  }
  const last = pairs.at(-1);
  const scale = last === undefined ? 1 / Math.sqrt(inner(d, d)) : last.along / inner(last.turn, last.turn);
  for (let k = 0; k < d.length; k++) d[k]! *= scale;
  pairs.forEach(({ step, turn, along }, i) => {
    const weight = weights[pairs.length - 1 - i]! - inner(turn, d) / along;
    for (let k = 0; k < d.length; k++) d[k]! += weight * step[k]!;
  });
  return d;
}

/** Share of the promised rise that a step must bring (Armijo), and halvings before it is given up. */
const [SHARE, HALVINGS] = [1e-4, 30];

/** The objective on the matrices that a projection allows, whose gradient lies among them, too. */
const within =
  (objective: Objective, project: Projection): Objective =>
  async (y) => {
    const { score, gradient } = await objective(y);
    return { score, gradient: project(gradient) };
  };

/** Ascent by L-BFGS with step halving; no step lowers the score. Deterministic. */
export async function ascendByLbfgs(
  start: Matrix,
  given: Objective,
  { steps = 1000, target = 0.99, memory = 10, flat = 0, project, observe }: LbfgsOptions = {},
): Promise<Ascent> {
  const objective = project === undefined ? given : within(given, project);
  let y: Matrix = project === undefined ? { ...start, data: start.data.slice() } : project(start);
  let slope: Slope;
  const pairs: Pair[] = [];
  const ended = (end: Ascent["end"], step: number, score: number, reason?: string): Ascent => ({
    end,
    steps: step,
    score,
    best: score,
    y,
    ...(reason === undefined ? {} : { reason }),
  });
  try {
    slope = await objective(y);
  } catch (thrown) {
    if (thrown instanceof Undefined) return ended("singular", 0, -Infinity, thrown.message);
    throw thrown;
  }
  for (let step = 0; ; step++) {
    const { score, gradient } = slope;
    await observe?.(step, score, y);
    if (score > target) return ended("target", step, score);
    if (step === steps) return ended("steps", step, score);
    if (gradient.data.every((value) => Math.abs(value) <= flat)) return ended("stationary", step, score);
    let way = direction(gradient.data, pairs);
    let rise = inner(way, gradient.data);
    if (!(rise > 0)) {
      pairs.length = 0;
      way = direction(gradient.data, pairs);
      rise = inner(way, gradient.data);
    }
    const found = await lineSearch(y, slope, way, rise, objective);
    if (found === undefined) return ended("stationary", step, score, "no step along the gradient rises");
    const moved = found.y.data.map((value, k) => value - y.data[k]!);
    const turn = gradient.data.map((value, k) => value - found.slope.gradient.data[k]!);
    const along = inner(moved, turn);
    if (along > 1e-12 * inner(turn, turn)) pairs.push({ step: moved, turn, along });
    if (pairs.length > memory) pairs.shift();
    ({ y, slope } = found);
  }
}

/** The first of the lengths 1, ½, ¼, … with a large enough rise. */
async function lineSearch(
  y: Matrix,
  { score }: Slope,
  way: Float64Array,
  rise: number,
  objective: Objective,
): Promise<{ y: Matrix; slope: Slope } | undefined> {
  for (let halving = 0, length = 1; halving < HALVINGS; halving++, length /= 2) {
    const tried: Matrix = { ...y, data: y.data.map((value, k) => value + length * way[k]!) };
    try {
      const slope = await objective(tried);
      if (slope.score >= score + SHARE * length * rise) return { y: tried, slope };
    } catch (thrown) {
      // A step onto a singular point is too long.
      if (!(thrown instanceof Undefined)) throw thrown;
    }
  }
  return undefined;
}
