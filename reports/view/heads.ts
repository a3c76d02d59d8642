import type { MetricEntry, Result } from "../../core/result.ts";
import { anchors } from "./anchor.ts";
import { groupBy } from "./group-by.ts";

/** What stands at the left of a metric's row in every table. */
export interface RowHead {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  /** Id of the metric's section. */
  readonly anchor: string;
  /** Whether the row is the first of its family, so that the family need be shown only there. */
  readonly opensFamily: boolean;
  readonly control: boolean;
  /** Lower-case text that a search looks in. */
  readonly search: string;
}

/** The rows of a table: first the metrics, then the controls. */
export interface RowGroup<Row> {
  readonly controls: boolean;
  readonly rows: readonly Row[];
}

/** Makes a table's rows; a metric for which `rowOf` gives `undefined` has none. */
export type MakeRows = <Row>(
  rowOf: (metric: MetricEntry, head: RowHead) => Row | undefined,
) => readonly RowGroup<Row & { readonly head: RowHead }>[];

/** Metrics by family, in order of first appearance. */
function byFamily(metrics: readonly MetricEntry[]): MetricEntry[] {
  return [...groupBy(metrics, (metric) => metric.family).values()].flat();
}

/** The ids of the metrics' sections. */
export function metricAnchors(result: Result): ReadonlyMap<string, string> {
  return anchors(
    "metric",
    result.metrics.map((metric) => metric.id),
  );
}

/** The metrics in the default order of every table: by family, controls at the end. */
export function inOrder(result: Result): MetricEntry[] {
  return [
    ...byFamily(result.metrics.filter((metric) => !metric.control)),
    ...byFamily(result.metrics.filter((metric) => metric.control)),
  ];
}

function searchText(metric: MetricEntry): string {
  return [metric.id, metric.title, metric.family, ...metric.aliases].join(" ").toLowerCase();
}

/** The maker of all tables' rows, so that every table has the same order and the same row heads. */
export function rowMaker(result: Result): MakeRows {
  const links = metricAnchors(result);
  const ordered = inOrder(result);
  return (rowOf) =>
    [false, true].flatMap((controls) => {
      const rows = [];
      let family: string | undefined;
      for (const metric of ordered.filter((candidate) => candidate.control === controls)) {
        const head = {
          id: metric.id,
          title: metric.title,
          family: metric.family,
          anchor: links.get(metric.id) ?? "",
          opensFamily: metric.family !== family,
          control: controls,
          search: searchText(metric),
        };
        const row = rowOf(metric, head);
        if (row === undefined) continue;
        family = metric.family;
        rows.push({ ...row, head });
      }
      return rows.length === 0 ? [] : [{ controls, rows }];
    });
}
