import type { Finding } from "../../core/finding.ts";
import type { MetricEntry } from "../../core/result.ts";
import type { Badge } from "./badges.ts";
import { badgesOf } from "./badges.ts";
import type { ConfusionView } from "./confusion.ts";
import { confusionView } from "./confusion.ts";
import type { CoverageView } from "./coverage.ts";
import { coverageView } from "./coverage.ts";
import { readAccuracy, readDose } from "./detail.ts";
import type { DoseChart } from "./dose.ts";
import { doseCharts } from "./dose.ts";
import type { PlotView } from "./plot.ts";
import { plotsOf } from "./plot.ts";
import type { FindingView } from "./finding.ts";
import { findingView } from "./finding.ts";
import type { IdentityView } from "./identities.ts";
import { identityView, isIdentity } from "./identities.ts";
import type { TransformColumns } from "./invariance.ts";
import { transformColumns } from "./invariance.ts";
import type { Fact } from "./metric-facts.ts";
import { metricFacts } from "./metric-facts.ts";
import type { VerdictView } from "./verdict.ts";
import { SIDES, parseVerdictId, verdictView } from "./verdict.ts";
import type { Coverage, SuiteEntry } from "../../core/result.ts";

/** A metric's verdicts for one transform, in the order of {@link SIDES}; `null` where a side is not asked. */
export interface TransformRow {
  readonly label: string;
  readonly sides: readonly (VerdictView | null)[];
}

/** All findings of one suite about one metric. */
export interface MetricSuiteView {
  readonly title: string;
  readonly anchor: string;
  readonly coverage: CoverageView;
  readonly transforms: readonly TransformRow[];
  readonly charts: readonly DoseChart[];
  readonly plots: readonly PlotView[];
  readonly identities: readonly IdentityView[];
  readonly confusions: readonly { readonly title: string; readonly confusion: ConfusionView }[];
  /** What the parts above do not say. */
  readonly findings: readonly FindingView[];
  /** Whether any of these has an interval, or a chance level. */
  readonly withIntervals: boolean;
  readonly withChance: boolean;
}

/** A metric's section: what it is, and everything that was found out about it. */
export interface MetricView {
  readonly id: string;
  readonly anchor: string;
  readonly title: string;
  readonly family: string;
  readonly version: number;
  readonly formula: string;
  readonly badges: readonly Badge[];
  readonly caveats: readonly string[];
  /** What was found out about it in plain words, a sentence a suite. */
  readonly summary: readonly string[];
  readonly facts: readonly Fact[];
  readonly suites: readonly MetricSuiteView[];
  /** Address of the page with all about it, relative to this one; `""` where there is none. */
  readonly page: string;
}

function transformRows(findings: readonly Finding[]): TransformRow[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const row = ({ transform, label, sides }: TransformColumns): TransformRow => ({
    label,
    sides: SIDES.map((side) =>
      sides.some((asked) => asked.side === side)
        ? verdictView(byId.get(`verdict/${transform}/${side}`))
        : null,
    ),
  });
  return transformColumns(findings.map(({ id }) => id)).map(row);
}

/** A finding whose value stands in the verdicts, the curves or the table of identities. */
function isDrawn(finding: Finding, ids: ReadonlySet<string>): boolean {
  const parsed = parseVerdictId(finding.id);
  // An effect without its verdict would be lost; it stays in the table.
  if (parsed !== undefined) return ids.has(`verdict/${parsed.transform}/${parsed.side}`);
  return isIdentity(finding) || readDose(finding) !== undefined;
}

/** All findings of one suite about one metric. */
export function metricSuiteView(
  suite: SuiteEntry,
  anchor: string,
  findings: readonly Finding[],
  coverage: readonly Coverage[],
): MetricSuiteView {
  const ids = new Set(findings.map(({ id }) => id));
  const plain = findings.filter((finding) => !isDrawn(finding, ids)).map((finding) => findingView(finding));
  return {
    title: suite.title,
    anchor,
    coverage: coverageView(coverage),
    transforms: transformRows(findings),
    charts: doseCharts(findings),
    plots: plotsOf(findings),
    identities: findings.filter(isIdentity).map(identityView),
    confusions: findings.flatMap((finding) => {
      const detail = readAccuracy(finding);
      return detail === undefined ? [] : [{ title: finding.title, confusion: confusionView(detail) }];
    }),
    findings: plain,
    withIntervals: plain.some(({ interval }) => interval !== null),
    withChance: plain.some(({ chance }) => chance !== ""),
  };
}

const isTrouble = ({ value }: FindingView): boolean => value.tone === "fail" || value.tone === "trouble";

/** What went wrong in a suite: failed contracts, missing answers, wrong declarations; nothing where all is well. */
export function troublesOnly(view: MetricSuiteView): MetricSuiteView[] {
  const findings = view.findings.filter(isTrouble);
  const transforms = view.transforms.filter(({ sides }) => sides.some((side) => side?.wrong === true));
  const identities = view.identities.filter(({ value }) => value.tone === "fail" || value.tone === "trouble");
  if (findings.length + transforms.length + identities.length === 0) return [];
  return [
    {
      ...view,
      findings,
      transforms,
      identities,
      charts: [],
      plots: [],
      confusions: [],
      withIntervals: findings.some(({ interval }) => interval !== null),
      withChance: findings.some(({ chance }) => chance !== ""),
    },
  ];
}

/** A metric's section. */
export function metricView(
  metric: MetricEntry,
  anchor: string,
  suites: readonly MetricSuiteView[],
  summary: readonly string[],
  page = "",
  more: readonly Fact[] = [],
): MetricView {
  const { id, title, family, version, formula, caveats } = metric;
  const facts = [...metricFacts(metric), ...more];
  const badges = badgesOf(metric);
  return { id, anchor, title, family, version, formula, badges, caveats, summary, facts, suites, page };
}
