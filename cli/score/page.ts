import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { sharedSubspace } from "../../representation/shared-subspace.ts";
import type { ScorePage, ScoreSide } from "../../reports/score-page/types.ts";
import type { Card } from "./card.ts";
import type { Inputs, Side } from "./inputs.ts";
import { comparisonSentence, sentenceOf } from "./sentences.ts";
import { cellsOf, columnsOf } from "./text.ts";

const shapeOf = ({ n, p }: Representation): string => `${n} stimuli × ${p} units`;

/** Nothing where a side has no variance. */
function subspaceOf(x: Representation, y: Representation): Pick<ScoreSide, "subspace"> {
  try {
    return { subspace: sharedSubspace(x, y) };
  } catch (thrown) {
    if (thrown instanceof Undefined) return {};
    throw thrown;
  }
}

/** The sentence for a methods section. */
function methodsOf({ x, groups }: Inputs, card: Card, version: string, seed: number): string {
  const ids = [...new Set(card.entries.map(({ metric }) => metric.id))];
  const named =
    ids.length > 8
      ? `${ids.length} measures`
      : ids.length === 1
        ? ids[0]!
        : `${ids.slice(0, -1).join(", ")} and ${ids.at(-1)!}`;
  const draws = [...new Set(card.entries.flatMap(({ calibration }) => calibration?.draws ?? []))].sort(
    (a, b) => a - b,
  );
  const shuffles =
    draws.length === 0
      ? ""
      : ` Scores were compared with those after ${draws.length === 1 ? String(draws[0]) : `${draws[0]!} to ${draws.at(-1)!}`} random permutations of the ${groups === undefined ? "rows" : "groups of rows"} of Y (p = (1 + b)/(1 + B)); the calibrated score is max(0, (s − τ)/(s_max − τ)) with τ the 95 % point of these.`;
  const halves = card.entries.some(({ interval }) => interval !== undefined)
    ? " Intervals are value ± t·s with s the standard deviation over random halves of the rows, drawn without replacement."
    : "";
  return `Similarity was measured by ${named} as defined by Etalon ${version} on ${x.representation.n} stimuli.${shuffles}${halves} Seed ${seed}.`;
}

/** What the page shows, made from what was found. */
export function pageOf(inputs: Inputs, card: Card, version: string, seed: number): ScorePage {
  const calibrated = card.entries.some((entry) => "calibration" in entry || "uncalibrated" in entry);
  const { x, ys, notes } = inputs;
  return {
    x: { file: x.file, shape: shapeOf(x.representation) },
    columns: columnsOf(calibrated),
    sides: ys.map((side: Side, y) => ({
      file: side.file,
      shape: shapeOf(side.representation),
      rows: card.entries
        .filter((entry) => entry.y === y)
        .map((entry) => ({
          id: entry.metric.id,
          title: entry.metric.title,
          cells: cellsOf(entry, calibrated),
          sentence: sentenceOf(entry),
          cite: entry.metric.cite,
        })),
      ...subspaceOf(x.representation, side.representation),
    })),
    comparisons: card.comparisons.map((one) =>
      comparisonSentence(one, ys[one.closer]!.file, ys[one.other]!.file),
    ),
    notes,
    ...(card.assumption === undefined ? {} : { assumption: card.assumption }),
    methods: methodsOf(inputs, card, version, seed),
    provenance: `etalon ${version} score, seed ${seed}`,
  };
}
