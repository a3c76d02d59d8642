import type { Result } from "../../core/result.ts";
import { rankMetrics } from "../ranking/rank.ts";
import { summarise } from "../summary/index.ts";
import { indexFindings } from "./finding-index.ts";
import { inOrder, metricAnchors, rowMaker } from "./heads.ts";
import type { RangeView } from "./interval.ts";
import { rangeView } from "./interval.ts";
import type { LeaderboardView } from "./leaderboard.ts";
import { leaderboardView } from "./leaderboard.ts";
import type { MetricView } from "./metric.ts";
import { metricSuiteView, metricView, troublesOnly } from "./metric.ts";
import { groupBy } from "./group-by.ts";
import type { RankingView } from "./ranking.ts";
import { rankingView } from "./ranking.ts";
import type { ProvenanceView } from "./provenance.ts";
import { provenanceView } from "./provenance.ts";
import { versionFacts } from "./versions.ts";
import type { SuiteView } from "./suite.ts";
import { suiteAnchors, suiteView, suitesInOrder } from "./suite.ts";

/** All that the page shows, in its order. Every field is present, so that a template can be strict. */
export interface PageView {
  readonly provenance: ProvenanceView;
  /** The drawing in the explanation. */
  readonly legend: RangeView;
  /** Whether the metrics' sections leave out what is in the suites' tables. */
  readonly brief: boolean;
  readonly families: readonly string[];
  readonly leaderboard: LeaderboardView;
  /** The overall order on request; `null` where no metric has a place in it. */
  readonly ranking: RankingView | null;
  readonly suites: readonly SuiteView[];
  readonly metrics: readonly MetricView[];
}

/** How much the page says about each metric, and where the rest is. */
export interface PageOptions {
  /** Metrics' sections say only what went wrong; every other finding is in the suites' tables. @defaultValue false */
  readonly brief?: boolean;
  /** A folder beside the page with a page for each metric; `""` where there is none. @defaultValue "" */
  readonly pages?: string;
}

/** The page of a result: a pure function, the only place where reports decide what is said. */
export function pageView(given: Result, { brief = false, pages = "" }: PageOptions = {}): PageView {
  // What was measured of this machine is shown like the rest; that it is volatile is said with it.
  const result = { ...given, findings: [...given.findings, ...(given.volatile.findings ?? [])] };
  const index = indexFindings(result);
  const makeRows = rowMaker(result);
  const suites = suitesInOrder(result);
  const [metricLinks, suiteLinks] = [metricAnchors(result), suiteAnchors(result)];
  const ordered = inOrder(result);
  const ranking = rankMetrics(given);
  const heads = new Map(makeRows(() => ({})).flatMap(({ rows }) => rows.map(({ head }) => [head.id, head])));
  const versions = versionFacts(result.metrics);
  const findingsOf = groupBy(result.findings, ({ metric }) => metric);
  return {
    provenance: provenanceView(result),
    legend: rangeView(
      { kind: "linear", low: 0, high: 1 },
      0.62,
      { low: 0.45, high: 0.8, level: 0.95, method: "" },
      0.15,
    ),
    brief,
    families: [...new Set(ordered.map((metric) => metric.family))],
    leaderboard: leaderboardView({ ...result, suites }, index, makeRows, ranking),
    ranking: rankingView(given, ranking, heads) ?? null,
    suites: suites.map((suite) => suiteView(suite, suiteLinks.get(suite.id) ?? "", index, makeRows, brief)),
    metrics: ordered.map((metric) => {
      const sections = suites.flatMap((suite) => {
        const findings = index.of(metric.id, suite.id);
        const coverage = result.coverage.filter(
          (entry) => entry.metric === metric.id && entry.suite === suite.id,
        );
        if (findings.length === 0 && coverage.length === 0) return [];
        const whole = metricSuiteView(suite, suiteLinks.get(suite.id) ?? "", findings, coverage);
        return brief ? troublesOnly(whole) : [whole];
      });
      return metricView(
        metric,
        metricLinks.get(metric.id) ?? "",
        sections,
        summarise(metric, findingsOf.get(metric.id) ?? []),
        pages === "" ? "" : `${pages}/${metricLinks.get(metric.id) ?? ""}.html`,
        [versions.get(metric.id) ?? []].flat(),
      );
    }),
  };
}
