import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Subject } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { representation } from "../../representation/create.ts";

/** Where the pairs come from whose score is the noise ceiling. */
export type Source = "repeated trials" | "random halves of the units";

/** Pairs of measurements of one thing: what separates them is noise. */
export interface Repeats {
  readonly source: Source;
  readonly pairs: readonly (readonly [Representation, Representation])[];
}

/** Halves of the units that are drawn. */
const HALVES = 10;

function columns(values: Matrix, chosen: Int32Array): Representation {
  const part = matrix(values.rows, chosen.length);
  for (let i = 0; i < part.rows; i++)
    chosen.forEach((unit, j) => (part.data[i * part.cols + j] = values.data[i * values.cols + unit]!));
  return representation(part);
}

/**
 * Random halves of the units of X, each with the other half; of an odd number one unit is left out. They stand in for
 * repeated trials where there are none: the rows are never halved, which would compare different stimuli.
 */
export function unitHalves({ p, values }: Representation, random: Random): Repeats {
  const size = Math.floor(p / 2);
  return {
    source: "random halves of the units",
    pairs: Array.from({ length: HALVES }, (_, draw) => {
      const order = random.child("half", draw).permutation(p);
      return [columns(values, order.slice(0, size)), columns(values, order.slice(size, 2 * size))] as const;
    }),
  };
}

/** The mean score of the pairs, or the first reason why there is none. */
export async function ceilingOf(
  subject: Subject,
  { pairs }: Repeats,
  of: (value: number) => number,
): Promise<NumberOutcome> {
  let total = 0;
  for (const [a, b] of pairs) {
    const outcome = await subject.compare(a, b);
    if (outcome.status !== "ok") return outcome;
    total += of(outcome.value) / pairs.length;
  }
  return { status: "ok", value: total };
}
