import type { Result } from "../../core/result.ts";
import type { Badge } from "./badges.ts";
import { badgesOf } from "./badges.ts";
import type { ColumnGroup } from "./columns.ts";
import { cellOf, leaderboardColumns } from "./columns.ts";
import type { CoverageView } from "./coverage.ts";
import { coverageView } from "./coverage.ts";
import type { FindingIndex } from "./finding-index.ts";
import type { FindingView } from "./finding.ts";
import { formatRange } from "./format.ts";
import type { MakeRows, RowGroup, RowHead } from "./heads.ts";
import type { Ranking } from "../ranking/rank.ts";
import { unrankedWord } from "./ranking.ts";
import { PROPERTIES, tagsOf } from "./properties.ts";
import type { Property } from "./properties.ts";

/** One metric in the leaderboard. */
export interface LeaderboardRow {
  readonly head: RowHead;
  readonly version: number;
  readonly badges: readonly Badge[];
  /** `similarity ↑` or `distance ↓`. */
  readonly direction: string;
  readonly range: string;
  readonly cells: readonly FindingView[];
  readonly coverage: CoverageView;
  /** Words that the filter of properties knows, separated by spaces. */
  readonly tags: string;
  /** Why it has no place in an overall order, a word or two; `""` if it has one. */
  readonly unranked: string;
}

/** The table that the page opens with: no column sums up the others. */
export interface LeaderboardView {
  readonly groups: readonly ColumnGroup[];
  /** What the rows can be filtered by. */
  readonly properties: readonly Property[];
  /** Number of columns, for a cell that spans all. */
  readonly width: number;
  readonly bodies: readonly RowGroup<LeaderboardRow>[];
}

/** Columns before and after those of the suites: family, metric, value; coverage. */
const FIXED_COLUMNS = 4;

/** The leaderboard of a result. */
export function leaderboardView(
  result: Result,
  index: FindingIndex,
  makeRows: MakeRows,
  ranking: Ranking,
): LeaderboardView {
  const groups = leaderboardColumns(result, index);
  const columns = groups.flatMap((group) => group.columns);
  return {
    groups,
    properties: PROPERTIES.map(({ tag, title }) => ({ tag, title })),
    width: columns.length + FIXED_COLUMNS,
    bodies: makeRows((metric) => ({
      version: metric.version,
      badges: badgesOf(metric),
      tags: tagsOf(metric).join(" "),
      direction: metric.direction === "similarity" ? "similarity ↑" : "distance ↓",
      range: formatRange(metric.range, metric.unit),
      cells: columns.map((column) => cellOf(index, metric.id, column)),
      coverage: coverageView(result.coverage.filter((entry) => entry.metric === metric.id)),
      unranked: unrankedWord(ranking, metric.id),
    })),
  };
}
