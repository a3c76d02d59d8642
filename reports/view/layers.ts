import type { Finding } from "../../core/finding.ts";
import type { BehindView } from "./behind.ts";
import { behindBest } from "./behind.ts";
import type { Column } from "./columns.ts";
import { cellOf, columnsOf } from "./columns.ts";
import type { ConfusionView } from "./confusion.ts";
import { confusionView, diagonalOf } from "./confusion.ts";
import { readAccuracy } from "./detail.ts";
import type { FindingIndex } from "./finding-index.ts";
import type { FindingView } from "./finding.ts";
import type { MakeRows, RowGroup, RowHead } from "./heads.ts";
import type { HeatView } from "./heat.ts";
import { heatView } from "./heat.ts";

/** One metric on one set of networks. */
export interface LayersRow {
  readonly head: RowHead;
  readonly accuracy: FindingView;
  readonly saturated: boolean;
  readonly behind: BehindView;
  /** Accuracy of each layer; empty where there is none. */
  readonly perLayer: readonly HeatView[];
  readonly confusion: ConfusionView | null;
}

/** One set of networks: a table and a confusion map for each metric. */
export interface LayerSetView {
  readonly column: Column;
  readonly layers: readonly string[];
  /** How the intervals were made, as the first row that has one says it. */
  readonly intervalMethod: string;
  /** Columns of the table, for a cell that spans all. */
  readonly width: number;
  readonly bodies: readonly RowGroup<LayersRow>[];
  readonly maps: readonly LayersRow[];
  /** The outline of the maps' diagonal, drawn once, and its id. */
  readonly diagonal: string;
  readonly diagonalId: string;
}

/** Columns that are not layers: family, metric, accuracy, interval, behind the best. */
const FIXED_COLUMNS = 5;

/** Whether a finding is the accuracy on one set of networks. */
export function isAccuracy(finding: Finding): boolean {
  return finding.id.startsWith("accuracy/");
}

/** A view for each set of networks that has an `accuracy/<set>`; none where no finding says how its layers did. */
export function layersView(suite: string, index: FindingIndex, makeRows: MakeRows): LayerSetView[] {
  const findings = index.suite(suite).filter(isAccuracy);
  if (findings.every((finding) => readAccuracy(finding) === undefined)) return [];
  return columnsOf(findings).map((column, set) => {
    const layers =
      findings
        .filter(({ id }) => id === column.id)
        .map((finding) => readAccuracy(finding)?.layers)
        .find((names) => names !== undefined) ?? [];
    const controls = new Set<string>();
    makeRows(({ id, control }) => {
      if (control) controls.add(id);
      return undefined;
    });
    const behindOf = behindBest(
      findings.filter(({ id }) => id === column.id),
      ({ metric }) => !controls.has(metric),
    );
    const bodies = makeRows((metric) => {
      const finding = index.find(metric.id, suite, column.id);
      if (finding === undefined) return undefined;
      const detail = readAccuracy(finding);
      return {
        accuracy: cellOf(index, metric.id, column),
        saturated: detail?.saturated ?? false,
        behind: behindOf(finding),
        perLayer: detail?.layers.length === layers.length ? detail.perLayer.map(heatView) : [],
        confusion: detail === undefined ? null : confusionView(detail),
      };
    });
    const rows = bodies.flatMap((body) => body.rows);
    const intervalMethod =
      rows.find((row) => row.accuracy.interval !== null)?.accuracy.interval?.method ?? "";
    const maps = rows.filter((row) => row.confusion !== null);
    return {
      column,
      layers,
      intervalMethod,
      width: layers.length + FIXED_COLUMNS,
      bodies,
      maps,
      diagonal: diagonalOf(layers.length),
      diagonalId: `diagonal-${set}`,
    };
  });
}
