import type { Cell } from "./cell.ts";

/** Losses up to here are rounding, or nothing: they have no logarithm worth having. */
const MEASURABLE = 1e-9;

/** A straight line through ln loss against ln variance. */
export interface PowerLaw {
  /** b of loss ∝ λᵇ. */
  readonly exponent: number;
  /** Standard deviation of ln loss about the lines: 0 for an exact power law. */
  readonly scatter: number;
  /** Share of the components whose loss is above 1e-9; the others are left out. */
  readonly measurable: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/**
 * The exponent of a component's loss, when it is replaced, in its variance: the common slope of the least-squares lines
 * of ln loss on ln λ, with an intercept for each spectrum. A flat spectrum says nothing about it.
 *
 * @returns undefined where fewer than half of the components have a measurable loss.
 */
export function powerLaw(cells: readonly Cell[]): PowerLaw | undefined {
  let [products, squares, deviations, points, asked, lines] = [0, 0, 0, 0, 0, 0];
  for (const cell of cells.filter(({ spectrum }) => spectrum !== "flat")) {
    const known = cell
      .of("replace")
      .map(({ question, loss }) => ({ lambda: cell.lambda[question.which]!, loss }));
    asked += known.length;
    const kept = known.flatMap(({ lambda, loss }) =>
      loss !== undefined && loss > MEASURABLE ? [{ x: Math.log(lambda), y: Math.log(loss) }] : [],
    );
    if (kept.length === 0) continue;
    const [centerX, centerY] = [mean(kept.map(({ x }) => x)), mean(kept.map(({ y }) => y))];
    for (const { x, y } of kept) {
      products += (x - centerX) * (y - centerY);
      squares += (x - centerX) ** 2;
      deviations += (y - centerY) ** 2;
    }
    points += kept.length;
    lines++;
  }
  if (squares === 0 || points < asked / 2) return undefined;
  const exponent = products / squares;
  const left = Math.max(0, deviations - exponent * products);
  return { exponent, scatter: Math.sqrt(left / Math.max(1, points - lines - 1)), measurable: points / asked };
}
