import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";
import { measureTriple, relativeExcess, type MeasuredTriple, type Ruler, type Triple } from "./triple.ts";

/** From this share of d(x,z) on, a violation is beyond doubt, and no larger one is looked for. */
export const CLEAR = 0.02;

/** First step, as a share of a matrix's root mean square. */
const FIRST_STEP = 0.5;

/** Largest step. */
const LAST_STEP = 2;

/** Largest root mean square: for measures with a scale, an excess must not be made large by large numbers. */
const LARGEST = 10;

const rootMeanSquare = (a: Matrix): number => frobenius(a) / Math.sqrt(a.data.length);

/** A copy with Gaussian noise of `step` times its root mean square. */
function moved({ n, p, values }: Representation, step: number, random: Random): Representation {
  const changed = combine(1, values, step * rootMeanSquare(values), random.gaussianMatrix(n, p));
  const size = rootMeanSquare(changed);
  return representation(size > LARGEST ? combine(LARGEST / size, changed, 0, changed) : changed);
}

/**
 * Looks for a violation of the triangle inequality near a triple: an evolution strategy with one parent and one child
 * (Rechenberg 1973) that maximises the excess as a share of d(x,z), needs no gradient and ends with the budget. A child
 * differs in one matrix, so that it takes two questions; the step grows by half after a success and shrinks by a tenth after a
 * failure, which balances at one success in five.
 *
 * @param budget Number of questions to the metric; the search ends before it would be exceeded, or at {@link CLEAR}.
 */
export async function searchNear(
  ruler: Ruler,
  start: MeasuredTriple,
  budget: number,
  random: Random,
): Promise<MeasuredTriple> {
  const until = ruler.asker.asked + budget;
  let best = start;
  let highest = relativeExcess(best, ruler);
  const steps: [number, number, number] = [FIRST_STEP, FIRST_STEP, FIRST_STEP];
  while (highest < CLEAR && ruler.asker.asked + 2 <= until) {
    const changed = random.integer(3) as 0 | 1 | 2;
    const triple = best.triple.map((side, k) =>
      k === changed ? moved(side, steps[changed], random) : side,
    ) as unknown as Triple;
    const child = await measureTriple(ruler, triple, { measured: best, changed });
    const reached = child === undefined ? -Infinity : relativeExcess(child, ruler);
    const success = reached > highest;
    steps[changed] = Math.min(LAST_STEP, Math.max(1e-6, steps[changed] * (success ? 1.5 : 0.9)));
    if (success) [best, highest] = [child!, reached];
  }
  return best;
}
