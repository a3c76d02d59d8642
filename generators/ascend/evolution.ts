import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import type { Objective } from "./objective.ts";

/** The budget of an evolution strategy. */
export interface EvolutionOptions {
  /** Pairs of opposite steps that are tried for one estimate; each costs two scores. @defaultValue 32 */
  readonly pairs?: number;
  /** Size of a tried step in each number of Y. @defaultValue 0.05 */
  readonly sigma?: number;
}

/**
 * An objective for a score without a gradient: the estimate of Salimans et al. 2017 (arxiv:1703.03864),
 * Σ (s(Y + σE) − s(Y − σE))·E / (2σ·pairs) over Gaussian E. In n·p dimensions the estimate is mostly noise: what it
 * does not reach says something about the optimiser, not about the score.
 */
export function evolutionStrategy(
  score: (y: Matrix) => number | Promise<number>,
  random: Random,
  { pairs = 32, sigma = 0.05 }: EvolutionOptions = {},
): Objective {
  return async (y) => {
    const gradient = new Float64Array(y.data.length);
    for (let pair = 0; pair < pairs; pair++) {
      const { data: step } = random.gaussianMatrix(y.rows, y.cols);
      const tried = (sign: number): Matrix => ({
        ...y,
        data: y.data.map((value, k) => value + sign * sigma * step[k]!),
      });
      const rise = (await score(tried(1))) - (await score(tried(-1)));
      for (let k = 0; k < step.length; k++) gradient[k]! += (rise * step[k]!) / (2 * sigma * pairs);
    }
    return { score: await score(y), gradient: { ...y, data: gradient } };
  };
}
