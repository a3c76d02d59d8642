import type { Finding } from "../../core/finding.ts";
import type { Result } from "../../core/result.ts";
import type { FindingView } from "./finding.ts";
import { betterText, findingView, missingFinding } from "./finding.ts";
import type { FindingIndex } from "./finding-index.ts";
import { idsOf } from "./finding-index.ts";
import { formatValue } from "./format.ts";
import { groupBy } from "./group-by.ts";
import type { Domain } from "./scale.ts";
import { domainOf } from "./scale.ts";

/** A column of findings with the same id. */
export interface Column {
  readonly suite: string;
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** The unit where it stands in the head of the column and not with each value, else `""`. */
  readonly unitNote: string;
  /** The whole title where `title` is short for it, else `""`. */
  readonly hint: string;
  readonly better: string;
  /** The chance level where it is the same in every row, else `""`. */
  readonly chance: string;
  readonly domain: Domain;
  /** Whether the first click on the column's head sorts downwards: best first. */
  readonly descendingFirst: boolean;
  /** Sorted by number; else there is nothing to sort by. */
  readonly sortable: boolean;
}

/** The columns of one suite. */
export interface ColumnGroup {
  readonly suite: string;
  readonly title: string;
  /** What all columns' titles begin with, said once; `""` where they have nothing in common. */
  readonly lead: string;
  readonly columns: readonly Column[];
}

/**
 * The findings of the known suites that the leaderboard opens with, one or two a suite; the others stand in the suite's
 * own table, from where the page's column chooser fetches them.
 */
const SUMMARIES: ReadonlyMap<string, (id: string) => boolean> = new Map([
  ["invariance", (id: string) => id === "mismatches"],
  ["identities", (id: string) => id === "largest-deviation"],
  ["layers", (id: string) => id.startsWith("accuracy/") && id !== "accuracy/cnn-untrained"],
  ["axioms", (id: string) => id === "holds/triangle"],
  ["null-bias", (id: string) => id === "bias" || id.startsWith("power/")],
  ["sensitivity", (id: string) => id === "signal" || id === "d-prime/shared-subspace"],
  ["pc-variance", (id: string) => id === "exponent"],
  ["grounding", (id: string) => id === "accuracy-difference/label-noise" || id === "groups/label-noise"],
  ["robustness", (id: string) => id === "share-passed"],
  ["width", (id: string) => id.startsWith("contrast-wide/")],
  ["cost", (id: string) => id === "seconds/standard"],
]);

/** Heads of the leaderboard's columns where the finding's own title is too long for one; it is said when pointed at. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["layers accuracy/cnn-pooled", "channel means (units ≪ stimuli)"],
  ["layers accuracy/cnn-flat", "all features (units ≫ stimuli)"],
  ["layers accuracy/attention", "attention (units ≪ stimuli, one width)"],
  ["axioms holds/triangle", "Triangle inequality"],
  ["grounding accuracy-difference/label-noise", "More alike where accuracies are closer"],
  ["grounding groups/label-noise", "Networks of one group stand first"],
  ["null-bias bias", "Unrelated pairs: mean distance from 0"],
  ["null-bias power/40", "Related pairs told from unrelated"],
  ["pc-variance exponent", "Exponent of a component's variance"],
  ["sensitivity d-prime/shared-subspace", "d′ of the worst step, shared subspace"],
  ["sensitivity signal", "Signal"],
  ["width contrast-wide/40", "Told apart at p ≥ n"],
  ["cost seconds/standard", "One pair of 500×64"],
]);

/** The letters of the longest unit that is said with every value; a longer one is said in the head of the column. */
const LONGEST_UNIT = 4;

function unitNoteOf(findings: readonly Finding[], { unit }: Finding): string {
  const isLong = unit.length > LONGEST_UNIT && unit !== "fraction" && unit !== "radian";
  return isLong && findings.every((finding) => finding.unit === unit) ? unit : "";
}

function numbersOf(finding: Finding): number[] {
  const { outcome, interval, chance } = finding;
  if (outcome.status !== "ok" || typeof outcome.value !== "number") return [];
  const ends = interval === undefined ? [] : [interval.low, interval.high];
  return [outcome.value, ...ends, ...(chance === undefined ? [] : [chance])];
}

/** The findings' title if they agree on one, else what their id says: `largest-deviation` is `Largest deviation`. */
function titleOf(findings: readonly Finding[], { title, id }: Finding): string {
  if (findings.every((finding) => finding.title === title)) return title;
  const words = id.replaceAll(/[-/]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A column of findings that share an id; there is at least one. */
export function columnOf(findings: readonly Finding[]): Column {
  const [first] = findings;
  if (first === undefined) throw new RangeError("columnOf: a column needs at least one finding");
  const chances = new Set(findings.map((finding) => finding.chance));
  const [chance] = chances;
  const unitNote = unitNoteOf(findings, first);
  return {
    suite: first.suite,
    id: first.id,
    title: titleOf(findings, first),
    unit: first.unit,
    unitNote,
    hint: "",
    better: betterText(first.better),
    chance:
      chances.size === 1 && chance !== undefined
        ? formatValue(chance, unitNote === "" ? first.unit : "")
        : "",
    domain: domainOf(findings.flatMap(numbersOf), first.unit),
    descendingFirst: first.better === "higher",
    sortable: findings.some(
      ({ outcome }) =>
        outcome.status === "ok" &&
        (typeof outcome.value === "number" || outcome.value === "passed" || outcome.value === "failed"),
    ),
  };
}

/** A column for each different id, in order of first appearance. */
export function columnsOf(findings: readonly Finding[]): Column[] {
  return [...groupBy(findings, (finding) => finding.id).values()].map(columnOf);
}

/**
 * The columns of the leaderboard: of the known suites the findings that sum them up, of any other suite (and of a
 * known one that has none of these) its quality findings.
 */
export function leaderboardColumns(result: Result, index: FindingIndex): ColumnGroup[] {
  return result.suites.flatMap(({ id: suite, title }) => {
    const findings = index.suite(suite);
    const isSummary = SUMMARIES.get(suite);
    const summaries = new Set(idsOf(findings).filter((id) => isSummary?.(id) === true));
    const selected = findings.filter(({ id, role }) =>
      summaries.size > 0 ? summaries.has(id) : role === "quality",
    );
    const columns = columnsOf(selected);
    return columns.length === 0 ? [] : [{ suite, title, ...shortened(hoistLead(columns)) }];
  });
}

/** The group with the heads of known columns short. */
function shortened(group: Pick<ColumnGroup, "lead" | "columns">): Pick<ColumnGroup, "lead" | "columns"> {
  const columns = group.columns.map((column) => {
    const short = SHORT.get(`${column.suite} ${column.id}`);
    return short === undefined ? column : { ...column, title: short, hint: column.title };
  });
  return { lead: group.lead, columns };
}

/** Takes `Same words: ` from the front of the titles if there are several columns and all have it. */
function hoistLead(columns: readonly Column[]): Pick<ColumnGroup, "lead" | "columns"> {
  const lead = /^(.+?): /.exec(columns[0]?.title ?? "")?.[1] ?? "";
  const front = `${lead}: `;
  if (columns.length < 2 || !columns.every(({ title }) => title.startsWith(front)))
    return { lead: "", columns };
  return {
    lead,
    columns: columns.map((column) => {
      const rest = column.title.slice(front.length);
      return { ...column, title: rest.charAt(0).toUpperCase() + rest.slice(1) };
    }),
  };
}

/** A metric's finding in a column. */
export function cellOf(index: FindingIndex, metric: string, column: Column): FindingView {
  const finding = index.find(metric, column.suite, column.id);
  return finding === undefined
    ? missingFinding(column.id, index.coverage(metric, column.suite))
    : findingView(column.unitNote === "" ? finding : { ...finding, unit: "" }, column.domain, column.chance);
}
