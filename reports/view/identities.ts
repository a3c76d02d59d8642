import type { Finding } from "../../core/finding.ts";
import { readIdentity } from "./detail.ts";
import type { FindingIndex } from "./finding-index.ts";
import type { FindingView } from "./finding.ts";
import { findingView, missingFinding } from "./finding.ts";
import { formatNumber } from "./format.ts";
import type { MakeRows, RowGroup, RowHead } from "./heads.ts";
import type { ValueView } from "./outcome.ts";
import { outcomeView } from "./outcome.ts";
import { columnOf } from "./columns.ts";

/** One exact relation, as it came out for one metric. */
export interface IdentityView {
  readonly title: string;
  readonly value: ValueView;
  readonly deviation: string;
  readonly tolerance: string;
  readonly note: string;
}

/** One metric's exact relations. */
export interface IdentitiesRow {
  readonly head: RowHead;
  readonly largest: FindingView;
  /** `7 of 7`. */
  readonly held: string;
  readonly failed: readonly IdentityView[];
}

/** All metrics for which some exact relation was checked. */
export interface IdentitiesView {
  readonly bodies: readonly RowGroup<IdentitiesRow>[];
}

/** An identity finding, whatever its detail holds. */
export function identityView(finding: Finding): IdentityView {
  const detail = readIdentity(finding);
  return {
    title: detail?.title ?? finding.title,
    value: outcomeView(finding.outcome, finding.unit),
    deviation: detail?.deviation === undefined ? "" : formatNumber(detail.deviation),
    tolerance: detail === undefined ? "" : formatNumber(detail.tolerance),
    // The usual note repeats the deviation.
    note: detail?.deviation === undefined ? (finding.note ?? "") : "",
  };
}

/** Whether a finding is one exact relation. */
export function isIdentity(finding: Finding): boolean {
  return finding.id.startsWith("identity/");
}

/** The table of exact relations; `undefined` where a suite has none. */
export function identitiesView(
  suite: string,
  index: FindingIndex,
  makeRows: MakeRows,
): IdentitiesView | undefined {
  const findings = index.suite(suite);
  if (!findings.some(isIdentity)) return undefined;
  const largest = findings.filter(({ id }) => id === "largest-deviation");
  const domain = largest.length === 0 ? undefined : columnOf(largest).domain;
  const bodies = makeRows((metric) => {
    const own = index.of(metric.id, suite).filter(isIdentity).map(identityView);
    if (own.length === 0) return undefined;
    const deviation = index.find(metric.id, suite, "largest-deviation");
    const answered = own.filter(({ value }) => value.tone === "pass" || value.tone === "fail");
    const passed = answered.filter(({ value }) => value.tone === "pass");
    return {
      largest:
        deviation === undefined
          ? missingFinding("largest-deviation", index.coverage(metric.id, suite))
          : findingView(deviation, domain),
      held: answered.length === 0 ? "none apply" : `${passed.length} of ${answered.length}`,
      failed: own.filter(({ value }) => value.tone === "fail" || value.tone === "trouble"),
    };
  });
  return { bodies };
}
