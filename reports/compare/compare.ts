import type { Finding } from "../../core/finding.ts";
import type { MetricEntry, Result } from "../../core/result.ts";
import { breachesOf } from "./breaches.ts";
import type { Budget, CompareConfig } from "./config.ts";
import { budgetsOf, isAbout } from "./config.ts";
import type { Draft } from "./entry.ts";
import type { Spread } from "./difference.ts";
import { draftOf, isLarge, leastEffect, turned } from "./entry.ts";
import { holm } from "./holm.ts";
import { obstaclesBetween, renewal } from "./obstacles.ts";
import { criticalT } from "./tail.ts";
import type { Comparison, Entry, Level, Mode, State } from "./types.ts";

/** The probability that chance alone makes any finding of a comparison a regression, at most. */
export const FAMILY_ALPHA = 0.01;

/**
 * A difference of the detectable size is missed with this probability where the error is Student's. Half of the twentieth
 * that is promised: intervals of bounded statistics (a correlation close to 1) are not Student's, and miss more.
 */
const MISSED = 0.025;

interface Pair {
  readonly metric: string;
  readonly renamedFrom: string;
  readonly finding: Finding;
  readonly base: Finding | undefined;
  readonly head: Finding | undefined;
  readonly volatile: boolean;
  readonly draft: Draft;
}

const keyOf = (metric: string, suite: string, id: string): string => JSON.stringify([metric, suite, id]);

/** Ids of the head by ids of the base: the same, or one that names the other as an alias. */
function renames(base: readonly MetricEntry[], head: readonly MetricEntry[]): Map<string, string> {
  const ids = new Set(head.map(({ id }) => id));
  const gone = base.filter(({ id }) => !ids.has(id));
  const baseIds = new Set(base.map(({ id }) => id));
  const added = head.filter(({ id }) => !baseIds.has(id));
  return new Map(
    gone.flatMap((old) => {
      const heir = added.find(({ id, aliases }) => aliases.includes(old.id) || old.aliases.includes(id));
      return heir === undefined ? [] : [[old.id, heir.id] as const];
    }),
  );
}

/** Versions by id, to see which metrics and suites are something else by their own account. */
const versions = (
  entries: readonly { readonly id: string; readonly version: number }[],
): Map<string, number> => new Map(entries.map(({ id, version }) => [id, version]));

function pairsOf(base: Result, head: Result, mode: Mode, config: CompareConfig, blocked: boolean): Pair[] {
  const renamed = renames(base.metrics, head.metrics);
  const formerly = new Map([...renamed].map(([old, now]) => [now, old]));
  const [baseMetrics, headMetrics] = [versions(base.metrics), versions(head.metrics)];
  const [baseSuites, headSuites] = [versions(base.suites), versions(head.suites)];
  const pairUp = (before: readonly Finding[], after: readonly Finding[], volatile: boolean): Pair[] => {
    const old = new Map(
      before.map((finding) => [
        keyOf(renamed.get(finding.metric) ?? finding.metric, finding.suite, finding.id),
        finding,
      ]),
    );
    const common = (metric: string): string => formerly.get(metric) ?? "";
    const pairs = after.map((finding): Pair => {
      const { metric, suite, id } = finding;
      const key = keyOf(metric, suite, id);
      const was = old.get(key);
      old.delete(key);
      const renamedFrom = common(metric);
      const rest = { metric, renamedFrom, finding, base: was, head: finding, volatile };
      const plain = (state: State, note: string): Pair => ({
        ...rest,
        draft: { state, difference: null, test: null, note },
      });
      if (was === undefined) return plain("new", "");
      if (blocked) return plain("incomparable", "");
      const [v, w] = [baseMetrics.get(was.metric), headMetrics.get(metric)];
      if (v !== w) return plain("incomparable", `version ${v} of the metric became ${w}`);
      const [s, t] = [baseSuites.get(suite), headSuites.get(suite)];
      if (s !== t) return plain("incomparable", `version ${s} of the suite became ${t}`);
      const draft = draftOf(was, finding, volatile ? "other data" : mode, config);
      return { ...rest, draft };
    });
    const lost = [...old.values()].map((finding): Pair => ({
      metric: renamed.get(finding.metric) ?? finding.metric,
      renamedFrom: "",
      finding,
      base: finding,
      head: undefined,
      volatile,
      draft: { state: blocked ? "incomparable" : "missing", difference: null, test: null, note: "" },
    }));
    return [...pairs, ...lost];
  };
  return [
    ...pairUp(base.findings, head.findings, false),
    ...pairUp(base.volatile.findings ?? [], head.volatile.findings ?? [], true),
  ];
}

const numberOf = (finding: Finding | undefined): number =>
  finding?.outcome.status === "ok" && typeof finding.outcome.value === "number" ? finding.outcome.value : 0;

/** What the family of all tests found; for other data only, where nothing else tells a change from chance. */
function judged(pairs: readonly Pair[], config: CompareConfig): Map<Pair, State> {
  const states = new Map<Pair, State>();
  for (const isQuality of [true, false]) {
    const family = pairs.filter(
      ({ draft, finding, volatile }) =>
        draft.test !== null && !volatile && (finding.role === "quality") === isQuality,
    );
    const found = holm(
      family.map(({ draft }) => draft.test?.p ?? 1),
      FAMILY_ALPHA,
    );
    family.forEach((pair, i) => {
      const { test } = pair.draft;
      const { unit } = pair.base ?? pair.finding;
      const before = numberOf(pair.base);
      if (found[i] !== true || test === null || !isLarge(test.value, before, unit, config)) return;
      states.set(pair, turned(pair.finding, test.value));
    });
  }
  return states;
}

/**
 * The change for the worse that is found in nineteen of twenty comparisons at least: beyond what the family of tests needs, and
 * beyond the least effect, by as much as chance may take away from it. The larger one where neither way is worse.
 */
function detectableOf(
  { draft: { test }, finding, base }: Pair,
  tests: number,
  config: CompareConfig,
): number | null {
  if (test === null) return null;
  const least = leastEffect(numberOf(base), finding.unit, config);
  const of = ({ error, freedom }: Spread): number =>
    Math.max(error * criticalT(FAMILY_ALPHA / Math.max(1, tests), freedom), least) +
    error * criticalT(2 * MISSED, freedom);
  const [up, down] = [of(test.increase), of(test.decrease)];
  if (finding.better === undefined) return Math.max(up, down);
  return finding.better === "lower" ? up : down;
}

const FAILING: ReadonlySet<State> = new Set(["regressed", "missing", "ok→error"]);

/** Whether an entry is a reason to fail. */
export const fails = ({ state, level, volatile }: Entry): boolean =>
  FAILING.has(state) && level === "error" && !volatile;

function levelOf(budgets: readonly Budget[], pair: Pair): Level {
  const { suite, id } = pair.finding;
  const about = budgets.filter((budget) => isAbout(budget, { suite, id, metric: pair.metric }));
  // The strictest of those that speak of it.
  return (
    (["error", "warn", "off"] as const).find((level) => about.some((one) => one.level === level)) ?? "error"
  );
}

/**
 * Two results of the benchmark, finding by finding: a pure function.
 *
 * With one seed the data are the same, and whatever moves by more than the tolerance was moved by the code; where a
 * finding is estimated from a sample it must move by the minimum effect to count. With different seeds a difference
 * counts where the family of all tests, at {@link FAMILY_ALPHA} by Holm's procedure, finds it.
 *
 * @throws EtalonError `config/unknown-suite`.
 */
export function compareResults(base: Result, head: Result, config: CompareConfig): Comparison {
  const obstacles = obstaclesBetween(base.manifest, head.manifest);
  const mode: Mode = base.manifest.seed === head.manifest.seed ? "same data" : "other data";
  const budgets = budgetsOf(
    config,
    [...base.suites, ...head.suites].map(({ id }) => id),
  );
  const pairs = pairsOf(base, head, mode, config, obstacles.length > 0);
  const states = mode === "other data" ? judged(pairs, config) : new Map<Pair, State>();
  const tests = pairs.filter(
    ({ draft, finding }) => draft.test !== null && finding.role === "quality",
  ).length;
  const entries = pairs.map((pair): Entry => {
    const { metric, renamedFrom, finding, volatile, draft } = pair;
    const { suite, id, title, role, unit } = finding;
    const found = states.get(pair) ?? draft.state;
    const state: State = volatile && found !== "same" && draft.difference !== null ? "changed" : found;
    return {
      metric,
      renamedFrom,
      suite,
      id,
      title,
      role,
      unit,
      state: state === "same" && renamedFrom !== "" ? "renamed" : state,
      base: pair.base?.outcome ?? null,
      head: pair.head?.outcome ?? null,
      difference: draft.difference,
      // It is the interval for other data: with the same data the difference itself is exact.
      interval: mode === "other data" || volatile ? (draft.test?.interval ?? null) : null,
      detectable: mode === "other data" ? detectableOf(pair, tests, config) : null,
      volatile,
      level: levelOf(budgets, pair),
      note: states.has(pair) ? "" : draft.note,
    };
  });
  const before = new Map(pairs.map((pair) => [pair.head, pair.base]));
  const breaches = breachesOf(
    budgets,
    [...head.findings, ...(head.volatile.findings ?? [])],
    // What cannot be compared still has to keep its absolute bounds.
    (finding) => (obstacles.length > 0 ? undefined : before.get(finding)),
  );
  const failed = entries.some(fails) || breaches.some(({ level }) => level === "error");
  const incomparable = obstacles.length > 0 || entries.some(({ state }) => state === "incomparable");
  return {
    mode,
    entries,
    breaches,
    obstacles,
    renew: incomparable ? renewal(head.manifest, head.metrics) : "",
    verdict: failed ? "failed" : incomparable ? "incomparable" : "passed",
  };
}
