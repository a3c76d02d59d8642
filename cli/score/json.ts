import type { Card, Comparison, Entry } from "./card.ts";
import type { Inputs, Side } from "./inputs.ts";

const sideOf = ({ file, representation: { n, p } }: Side): object => ({ file, n, p });

/** One entry of the published shape: `id` and the outcome's own fields, then what helps to read them. */
const entryOf = ({ ys }: Inputs, { metric, y, outcome, ...rest }: Entry): object => ({
  id: metric.id,
  y: ys[y]!.file,
  ...outcome,
  version: metric.version,
  direction: metric.direction,
  ...rest,
});

const comparisonOf = ({ ys }: Inputs, { metric, closer, other, ...rest }: Comparison): object => ({
  id: metric.id,
  closer: ys[closer]!.file,
  other: ys[other]!.file,
  ...rest,
});

/** What `--json` prints. */
export function cardJson(inputs: Inputs, { entries, comparisons, assumption }: Card): object {
  return {
    x: sideOf(inputs.x),
    ys: inputs.ys.map(sideOf),
    metrics: entries.map((entry) => entryOf(inputs, entry)),
    comparisons: comparisons.map((one) => comparisonOf(inputs, one)),
    ...(assumption === undefined ? {} : { assumption }),
    notes: inputs.notes,
  };
}
