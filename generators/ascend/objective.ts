import type { Matrix } from "../../core/matrix.ts";
import { combine } from "../../linalg/elementwise.ts";

/** A score of Y and the direction in which it rises. */
export interface Slope {
  readonly score: number;
  /** ∂ score / ∂ Y, of Y's shape. */
  readonly gradient: Matrix;
}

/**
 * A differentiable score of a matrix Y. It may write the gradient to `into`, a matrix of Y's shape that the asker offers.
 *
 * @throws Undefined where the score or its gradient does not exist.
 */
export type Objective = (y: Matrix, into?: Matrix) => Slope | Promise<Slope>;

/** A score that is to take a value. */
export interface Goal {
  readonly of: Objective;
  readonly target: number;
  /** @defaultValue 1 */
  readonly weight?: number;
}

/**
 * −Σ wₖ·|sₖ − tₖ|, of several scores that are to take values at once: 0 where all do. `told` is told the scores.
 *
 * The absolute loss pulls with the same force however near the target is; where sₖ = tₖ exactly it has a kink, and the
 * subgradient 0 is taken.
 */
export function towards(goals: readonly Goal[], told?: (scores: readonly number[]) => void): Objective {
  return async (y) => {
    let score = 0;
    let gradient: Matrix = { ...y, data: new Float64Array(y.data.length) };
    const scores: number[] = [];
    for (const { of, target, weight = 1 } of goals) {
      const slope = await of(y);
      scores.push(slope.score);
      score -= weight * Math.abs(slope.score - target);
      gradient = combine(1, gradient, weight * Math.sign(target - slope.score), slope.gradient);
    }
    told?.(scores);
    return { score, gradient };
  };
}
