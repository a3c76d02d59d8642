import type { MetricInfo } from "../../core/metric.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { rankCorrelation } from "../statistics/rank.ts";
import { foldSet, type SetResult } from "./set.ts";
import type { Table } from "./stage.ts";

/** One value of what is varied: what was found there. */
export interface Level {
  readonly at: number;
  readonly accuracy: number;
  readonly perLayer: readonly number[];
  readonly leftOut: readonly number[];
  readonly tied: number;
  /** Mean units per row, over layers. */
  readonly unitsPerRow: number;
  /** Mean score of corresponding layers, layer by layer, as the metric gives it. */
  readonly similarity: readonly (number | string)[];
}

/** What there is to say of each value at which the metric had one at all. */
export function foldLevels(info: MetricInfo, tables: readonly Table[]): Level[] {
  return tables.flatMap((table) => {
    const set: SetResult = foldSet(info, table);
    if (set.undefinedShare === 1) return [];
    const { accuracy, perLayer, leftOut, tied, widths, rows, similarity } = set;
    return {
      at: table.at,
      accuracy,
      perLayer,
      leftOut,
      tied,
      unitsPerRow: widths.reduce((total, width) => total + width / rows / widths.length, 0),
      similarity: similarity.map((row, i) => row[i]!),
    };
  });
}

const TITLES: Readonly<Record<string, string>> = {
  "weight-decay": "Corresponding layer found, mean over six weight decays",
  width: "Corresponding layer found, mean over half, the same and twice the channels",
  examples: "Corresponding layer found, mean over 50, 100, 200 and 500 images",
};

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/** The order of mean similarity with the level, by layer and averaged: 1 if it rises at every step in every layer. */
function rise(info: MetricInfo, levels: readonly Level[]): number {
  const sign = info.direction === "similarity" ? 1 : -1;
  const at = levels.map((level) => level.at);
  const layers = levels[0]!.similarity.map((_, layer) => levels.map(({ similarity }) => similarity[layer]!));
  const orders = layers.flatMap((values) =>
    values.every((value) => typeof value === "number")
      ? [
          rankCorrelation(
            at,
            values.map((value) => sign * value),
          ),
        ]
      : [],
  );
  return orders.length === 0 ? NaN : mean(orders);
}

/** The findings of a curve: accuracy against what is varied, and for widths how similarity goes with it. */
export function levelFindings(info: MetricInfo, id: string, levels: readonly Level[]): SuiteFinding[] {
  const what = TITLES[id] ?? id;
  const common = { role: "description", cells: 1 } as const;
  const layers = levels[0]?.perLayer.length;
  if (layers === undefined) {
    const outcome = undefinedBecause("no value at any level");
    return [{ ...common, id: `curve/${id}`, title: what, unit: "fraction", outcome }];
  }
  const x = levels.map(({ at }) => at);
  const accuracy: SuiteFinding = {
    ...common,
    id: `curve/${id}`,
    title: what,
    unit: "fraction",
    chance: 1 / layers,
    outcome: ok(mean(levels.map((level) => level.accuracy))),
    detail: {
      curves: [{ name: "accuracy", x, y: levels.map((level) => level.accuracy) }],
      levels: levels.map((level) => ({ ...level })),
    },
  };
  if (id !== "width") return [accuracy];
  const order = rise(info, levels);
  return [
    accuracy,
    {
      ...common,
      id: "similarity/width",
      title: "Corresponding layers become more alike with width: rank correlation, mean over layers",
      unit: "",
      chance: 0,
      outcome: Number.isNaN(order) ? undefinedBecause("no value at some width") : ok(order),
      detail: { widths: x, similarity: levels.map(({ similarity }) => similarity) },
    },
  ];
}
