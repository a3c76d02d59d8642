import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";

/** One kind of trial of the context-dependent decision task. */
export interface Condition {
  /** Signed strength of the motion and of the colour evidence. */
  readonly motion: number;
  readonly colour: number;
  /** Which of the two decides: 0 motion, 1 colour. */
  readonly context: 0 | 1;
  /** The correct answer: the sign of the evidence that decides. */
  readonly choice: -1 | 1;
}

const COHERENCES = [-0.5, -0.25, -0.08, 0.08, 0.25, 0.5] as const;

/** Time steps of a trial. */
export const STEPS = 20;

/** Motion, colour, and one line for each context. */
export const INPUTS = 4;

/** Standard deviation of the evidence at each step: at ±0.08 the sum over a trial is still wrong one time in four. */
const NOISE = 0.5;

/** All 72 conditions: motion slowest, then colour, then context. */
export const CONDITIONS: readonly Condition[] = COHERENCES.flatMap((motion) =>
  COHERENCES.flatMap((colour) =>
    ([0, 1] as const).map((context): Condition => ({
      motion,
      colour,
      context,
      choice: (context === 0 ? motion : colour) > 0 ? 1 : -1,
    })),
  ),
);

/**
 * Noisy inputs of one trial a row, trials×(steps·4), as in Mante et al. 2013: both kinds of evidence are always there,
 * and the context says which one counts.
 */
export function trialInputs(conditions: readonly Condition[], random: Random): Matrix {
  const result = matrix(conditions.length, STEPS * INPUTS);
  conditions.forEach(({ motion, colour, context }, trial) => {
    for (let step = 0; step < STEPS; step++) {
      const at = (trial * STEPS + step) * INPUTS;
      result.data[at] = motion + NOISE * random.gaussian();
      result.data[at + 1] = colour + NOISE * random.gaussian();
      result.data[at + 2 + context] = 1;
    }
  });
  return result;
}
