import type { MetricInfo } from "../../core/metric.ts";
import type { Value } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { ok } from "../../core/outcome.ts";
import { jackknifeInterval } from "../statistics/student.ts";
import { layerAccuracy, widthAccuracy, type LayerAccuracy, type WhichPairs } from "./accuracy.ts";
import type { Table } from "./stage.ts";

/** What is kept of a set of networks of one architecture. */
export interface SetResult extends LayerAccuracy {
  readonly layers: readonly string[];
  readonly widths: readonly number[];
  readonly networks: number;
  readonly rows: number;
  /** Mean score of each layer with each layer of another network; none where there is no value. */
  readonly similarity: readonly (readonly (number | string)[])[];
}

/** More than half of the best matches tied: the accuracy says nothing about the metric. */
const SATURATED = 0.5;

/** A metric's scores as they are read: distances are positive again, sums of two directions are means. */
export const asGiven = ({ direction, symmetric }: MetricInfo, value: number): number =>
  ((direction === "similarity" ? 1 : -1) * value) / (symmetric ? 1 : 2);

/** Means over ordered pairs of networks, by layer. */
export function meanScores({ members, values }: Table, counts: WhichPairs = () => true): number[][] {
  const layers = members[0]!.layers.length;
  const size = members.length * layers;
  return Array.from({ length: layers }, (_, i) =>
    Array.from({ length: layers }, (_unused, j) => {
      let [total, pairs] = [0, 0];
      for (let a = 0; a < members.length; a++) {
        for (let b = 0; b < members.length; b++) {
          if (a === b || !counts(a, b)) continue;
          total += values[(a * layers + i) * size + b * layers + j]!;
          pairs++;
        }
      }
      return total / pairs;
    }),
  );
}

/** JSON has no NaN. */
export const orNone = (value: number): number | string => (Number.isFinite(value) ? value : "none");

export function foldSet(info: MetricInfo, table: Table, counts?: WhichPairs): SetResult {
  const { members, widths, rows, values } = table;
  const { layers } = members[0]!;
  return {
    ...layerAccuracy({ networks: members.length, layers: layers.length, values }, counts),
    layers,
    widths: widths.slice(0, layers.length),
    networks: members.length,
    rows,
    similarity: meanScores(table, counts).map((row) => row.map((value) => orNone(asGiven(info, value)))),
  };
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** The finding of one set: the accuracy with its interval, chance, and what a look at the shapes alone would find. */
export function setFinding(
  head: Pick<SuiteFinding, "id" | "title" | "role">,
  result: SetResult,
  extraNote = "",
): SuiteFinding {
  const { accuracy, leftOut, layers, widths } = result;
  const saturated = result.tied > SATURATED;
  const byWidth = widthAccuracy(widths);
  const chance = 1 / layers.length;
  const notes = [
    ...(saturated ? ["saturated: most best matches are tied, and a tie counts as chance"] : []),
    ...(byWidth > chance ? [`who sees only how wide a layer is finds ${percent(byWidth)}`] : []),
    ...(extraNote === "" ? [] : [extraNote]),
  ];
  return {
    ...head,
    ...(head.role === "quality" ? { better: "higher" as const } : {}),
    unit: "fraction",
    cells: 1,
    chance,
    outcome: ok(accuracy),
    interval: jackknifeInterval(accuracy, leftOut, "networks", [0, 1]),
    ...(notes.length === 0 ? {} : { note: notes.join("; ") }),
    detail: {
      perLayer: result.perLayer,
      layers,
      confusion: result.confusion,
      tied: result.tied,
      undefinedShare: result.undefinedShare,
      saturated,
      leftOut,
      networks: result.networks,
      rows: result.rows,
      widths,
      widthChance: byWidth,
      similarity: result.similarity,
    } satisfies Record<string, Value>,
  };
}
