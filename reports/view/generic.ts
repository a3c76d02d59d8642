import type { Finding } from "../../core/finding.ts";
import type { Column } from "./columns.ts";
import { cellOf, columnsOf } from "./columns.ts";
import type { FindingIndex } from "./finding-index.ts";
import type { FindingView } from "./finding.ts";
import type { MakeRows, RowGroup, RowHead } from "./heads.ts";

/** One metric's findings, one a column. */
export interface GenericRow {
  readonly head: RowHead;
  readonly cells: readonly FindingView[];
}

/** A table of findings of which nothing is known but what every finding says of itself. */
export interface GenericView {
  readonly columns: readonly Column[];
  readonly width: number;
  readonly bodies: readonly RowGroup<GenericRow>[];
}

/** Columns before those of the findings: family and metric. */
const FIXED_COLUMNS = 2;

/** The findings of a suite that `isShownElsewhere` does not take away; `undefined` where none are left. */
export function genericView(
  suite: string,
  index: FindingIndex,
  makeRows: MakeRows,
  isShownElsewhere: (finding: Finding) => boolean = () => false,
): GenericView | undefined {
  const findings = index.suite(suite).filter((finding) => !isShownElsewhere(finding));
  if (findings.length === 0) return undefined;
  const columns = columnsOf(findings);
  const present = new Set(findings.map(({ metric }) => metric));
  const bodies = makeRows((metric) =>
    present.has(metric.id) ? { cells: columns.map((column) => cellOf(index, metric.id, column)) } : undefined,
  );
  return { columns, width: columns.length + FIXED_COLUMNS, bodies };
}
