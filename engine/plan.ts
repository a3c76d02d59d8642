import type { CellRecord, CellSpec } from "../core/cell.ts";
import { cellIds } from "../core/cell.ts";
import { EtalonError } from "../core/errors.ts";
import { textHash } from "../core/hash.ts";
import type { MetricInfo } from "../core/metric.ts";
import { notApplicable } from "../core/outcome.ts";
import type { Case, Profile, Suite } from "../core/suite.ts";

/** What is asked of one metric about one batch's data. */
export interface PlannedCell {
  /** Its content hash. */
  readonly id: string;
  readonly spec: CellSpec;
  /** The metric's id. */
  readonly metric: string;
}

/** The unit of work: all cells that need the same data, so that it is made once and its factors are shared. */
export interface Batch {
  /** The suite's id. */
  readonly suite: string;
  readonly case: Case;
  readonly replicate: number;
  readonly cells: readonly PlannedCell[];
  /** A guess of its cost, as a share of a suite's; it decides what is run first and nothing else. */
  readonly estimate: number;
}

/** Every cell of a run. */
export interface Plan {
  readonly profile: Profile;
  readonly seed: number;
  /** Hash of which cells there are, whatever their order. */
  readonly hash: string;
  /** Metric by metric within a batch, batches in the order of suites, cases and replicates. */
  readonly cells: readonly PlannedCell[];
  readonly batches: readonly Batch[];
  /** The outcomes known without running anything. */
  readonly notApplicable: readonly CellRecord[];
}

/** What a plan is made of. */
export interface PlanOptions {
  readonly metrics: readonly MetricInfo[];
  readonly suites: readonly Suite[];
  readonly profile: Profile;
  readonly seed: number;
}

/** How a specification names a metric or suite. */
export const versioned = ({ id, version }: { readonly id: string; readonly version: number }): string =>
  `${id}@${version}`;

/**
 * How a specification names a metric. A submission changes under one version while it is written: its content hash
 * belongs to what its outcomes depend on.
 */
export const metricName = (metric: {
  readonly id: string;
  readonly version: number;
  readonly submission?: { readonly hash: string } | undefined;
}): string =>
  metric.submission === undefined ? versioned(metric) : `${versioned(metric)}#${metric.submission.hash}`;

function requireDistinct(what: string, owner: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) {
      throw new EtalonError("plan/duplicate", `plan: ${owner} has two ${what} with one id`, {
        got: id,
        remedy: "give each an id of its own; seeds and results are named by it",
      });
    }
    seen.add(id);
  }
}

function requireReplicates(suite: Suite, { id, replicates }: Case): void {
  if (Number.isSafeInteger(replicates) && replicates > 0) return;
  throw new EtalonError(
    "plan/replicates",
    `plan: case "${id}" of suite "${suite.id}" must have at least 1 replicate`,
    {
      got: String(replicates),
    },
  );
}

/**
 * metrics × suites × cases × replicates as cells, and the cells as batches. Cells that do not apply to a metric get
 * their outcome here and are in no batch.
 *
 * @throws EtalonError `plan/duplicate` for two metrics, suites or cases with one id, `plan/replicates`.
 */
export function makePlan({ metrics, suites, profile, seed }: PlanOptions): Plan {
  requireDistinct(
    "metrics",
    "the run",
    metrics.map(({ id }) => id),
  );
  requireDistinct(
    "suites",
    "the run",
    suites.map(({ id }) => id),
  );
  const names = metrics.map(metricName);
  const cells: PlannedCell[] = [];
  const skipped: CellRecord[] = [];
  const batches: Batch[] = [];
  for (const suite of suites) {
    const own: Omit<Batch, "estimate">[] = [];
    const cases = suite.cases(profile);
    requireDistinct(
      "cases",
      `suite "${suite.id}"`,
      cases.map(({ id }) => id),
    );
    for (const which of cases) {
      requireReplicates(suite, which);
      const applicable = metrics.map((metric) => suite.applies?.(metric, which) ?? true);
      for (let replicate = 0; replicate < which.replicates; replicate++) {
        const asked: PlannedCell[] = [];
        const shared = { suite: versioned(suite), case: which.id, params: which.params, replicate, seed };
        const idOf = cellIds(shared);
        for (const [k, metric] of metrics.entries()) {
          const spec: CellSpec = { metric: names[k]!, ...shared };
          const cell: PlannedCell = { id: idOf(spec.metric), spec, metric: metric.id };
          const applies =
            applicable[k] === true ? isLight(metric, suite, profile, replicate) : applicable[k]!;
          cells.push(cell);
          if (applies === true) asked.push(cell);
          else
            skipped.push({ cell: cell.id, spec, outcome: notApplicable(applies), volatile: { seconds: 0 } });
        }
        if (asked.length > 0) own.push({ suite: suite.id, case: which, replicate, cells: asked });
      }
    }
    batches.push(
      ...own.map((batch) => ({
        ...batch,
        estimate: estimate(batch.cells.length, metrics.length, own.length),
      })),
    );
  }
  return { profile, seed, hash: planHash(profile, cells), cells, batches, notApplicable: skipped };
}

/** Whether a metric's effort allows the question; the reason if not. */
function isLight(
  { heavy }: MetricInfo,
  { heavyInQuick = false }: Suite,
  profile: Profile,
  replicate: number,
): true | string {
  if (profile === "full" || !heavy) return true;
  if (!heavyInQuick) return "a costly metric: asked in the full profile only";
  return replicate === 0 || "a costly metric: asked about one data set of each case in the quick profile";
}

/**
 * Before anything is run, suites are taken to cost about the same, so that a suite of few batches has large ones; and
 * within a suite a case that is not put to every metric is taken to be the costly one, that being the usual reason.
 */
const estimate = (asked: number, metrics: number, batches: number): number => (2 - asked / metrics) / batches;

/** The hash of which cells there are, whatever their order. */
export function planHash(profile: Profile, cells: readonly { readonly id: string }[]): string {
  // The canonical JSON of a list of texts, written at once.
  return textHash(JSON.stringify([profile, ...cells.map(({ id }) => id).sort()]));
}

/**
 * The order in which batches are run: the largest first, so that no worker is left with a large one at the end; but
 * right after the first one a small batch of every other suite, so that the time left can soon be told. Ties keep
 * their order.
 */
export function byCost(batches: readonly Batch[]): Batch[] {
  const [first, ...rest] = [...batches].sort((a, b) => b.estimate - a.estimate);
  if (first === undefined) return [];
  const samples = new Map<string, Batch>();
  for (const batch of rest) if (batch.suite !== first.suite) samples.set(batch.suite, batch);
  const early = new Set(samples.values());
  return [first, ...early, ...rest.filter((batch) => !early.has(batch))];
}
