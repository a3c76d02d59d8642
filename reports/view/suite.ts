import type { Finding } from "../../core/finding.ts";
import type { Result, SuiteEntry } from "../../core/result.ts";
import { anchors } from "./anchor.ts";
import type { FindingIndex } from "./finding-index.ts";
import { groupBy } from "./group-by.ts";
import type { GenericView } from "./generic.ts";
import { genericView } from "./generic.ts";
import { readDose } from "./detail.ts";
import type { MakeRows } from "./heads.ts";
import type { IdentitiesView } from "./identities.ts";
import { identitiesView, isIdentity } from "./identities.ts";
import type { InvarianceView } from "./invariance.ts";
import { invarianceView } from "./invariance.ts";
import type { LayerSetView } from "./layers.ts";
import { isAccuracy, layersView } from "./layers.ts";
import type { PlotView } from "./plot.ts";
import { plotsOf } from "./plot.ts";
import { parseVerdictId } from "./verdict.ts";

/** One suite's section. What is drawn depends on what the findings hold; the rest goes into a plain table. */
export interface SuiteView {
  readonly id: string;
  readonly anchor: string;
  readonly title: string;
  readonly question: string;
  readonly version: number;
  readonly invariance: InvarianceView | null;
  readonly layers: readonly LayerSetView[];
  readonly identities: IdentitiesView | null;
  readonly other: GenericView | null;
  /** Pictures of some metrics, where the page is brief about each of them. */
  readonly pictures: readonly PlotView[];
}

/** The suites that open the page, in this order; others follow in the order of the result. */
const FIRST = ["invariance", "layers", "identities"];

/** Metrics whose pictures a brief page shows in the suite's section; those of the others are on their own pages. */
const PICTURED = 6;

function picturesOf(suite: string, index: FindingIndex): PlotView[] {
  const byMetric = groupBy(index.suite(suite), ({ metric }) => metric);
  return [...byMetric]
    .map(([metric, findings]) =>
      plotsOf(findings).map((plot) => ({ ...plot, title: `${metric}: ${plot.title}` })),
    )
    .filter((plots) => plots.length > 0)
    .slice(0, PICTURED)
    .flat();
}

/** The suites in the order of the page. */
export function suitesInOrder(result: Result): SuiteEntry[] {
  const rank = (suite: SuiteEntry): number => {
    const place = FIRST.indexOf(suite.id);
    return place < 0 ? FIRST.length : place;
  };
  return [...result.suites].sort((a, b) => rank(a) - rank(b));
}

/** The ids of the suites' sections. */
export function suiteAnchors(result: Result): ReadonlyMap<string, string> {
  return anchors(
    "suite",
    result.suites.map((suite) => suite.id),
  );
}

/** One suite's section. */
export function suiteView(
  suite: SuiteEntry,
  anchor: string,
  index: FindingIndex,
  makeRows: MakeRows,
  brief = false,
): SuiteView {
  const invariance = invarianceView(suite.id, index, makeRows) ?? null;
  // Briefly, one set of networks is drawn; the matrices of all are on the metrics' own pages.
  const layers = layersView(suite.id, index, makeRows).map((set, i) =>
    brief && i > 0 ? { ...set, maps: [] } : set,
  );
  const identities = identitiesView(suite.id, index, makeRows) ?? null;
  const isShownElsewhere = (finding: Finding): boolean =>
    (invariance !== null && (parseVerdictId(finding.id) !== undefined || finding.id === "mismatches")) ||
    (layers.length > 0 && isAccuracy(finding)) ||
    (identities !== null && (isIdentity(finding) || finding.id === "largest-deviation")) ||
    // A curve is shown in the metric's own section.
    readDose(finding) !== undefined;
  const other = genericView(suite.id, index, makeRows, isShownElsewhere) ?? null;
  const pictures = brief ? picturesOf(suite.id, index) : [];
  const { id, title, question, version } = suite;
  return { id, anchor, title, question, version, invariance, layers, identities, other, pictures };
}
