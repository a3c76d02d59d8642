import { availableParallelism, hostname } from "node:os";
import path from "node:path";
import { EtalonError } from "../core/errors.ts";
import type { Finding } from "../core/finding.ts";
import { type Manifest, RESULT_SCHEMA, type Result } from "../core/result.ts";
import type { Profile, Suite } from "../core/suite.ts";
import { backend as activeBackend } from "../linalg/index.ts";
import { BUILT_IN_CATALOGUE, type Catalogue } from "./catalogue.ts";
import { seconds, timestamp } from "./clock.ts";
import { codeIdentity } from "./code-identity.ts";
import { runInline } from "./host/inline.ts";
import { derivedBudget } from "./host/memory.ts";
import { type OnOutcome, runPool } from "./host/pool.ts";
import { makeHeader, makeManifest } from "./manifest.ts";
import { metricEntry } from "./metric-entry.ts";
import { type Batch, byCost, makePlan, type Plan } from "./plan.ts";
import { createProgress, type Progress } from "./progress.ts";
import { checkedResult, RESULT_FILE, resultText } from "./result-file.ts";
import { CELLS_FILE, isLasting, openStore, type Store } from "./store.ts";
import { writeAtomically } from "./store/atomic.ts";
import { isSubmitted } from "./submission/spec.ts";
import { summarise } from "./summarise.ts";

/** What is run, where to, and how. */
export interface RunOptions extends Catalogue {
  readonly profile: Profile;
  readonly seed: number;
  /** The folder for `cells.jsonl` and `result.json`; it is made if need be. */
  readonly out: string;
  /** Number of worker processes; 0 runs everything in this one. @defaultValue one for each processor */
  readonly workers?: number;
  /** Address of the module from which workers load the same metrics and suites. @defaultValue the built-in one */
  readonly catalogue?: string;
  /** Set aside what is stored and begin anew. @defaultValue false */
  readonly fresh?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Writes what is made of the result, such as its pages, while the folder still belongs to this run. */
  readonly publish?: (result: Result) => void;
  /** Told whatever a user must know, one sentence each. */
  readonly say?: (sentence: string) => void;
  /** Stops the run; what is stored stays. */
  readonly signal?: AbortSignal;
}

/** A finished run. */
export interface Run {
  readonly result: Result;
  /** Cells that the harness left without an answer: crashed, out of time or memory, or a fault of the suite. */
  readonly unanswered: number;
  /** The path of `result.json`. */
  readonly resultFile: string;
  /** The path of `cells.jsonl`. */
  readonly cellsFile: string;
}

/** @throws EtalonError `run/workers` for anything but a non-negative integer. */
function requireWorkers(workers: number): number {
  if (Number.isSafeInteger(workers) && workers >= 0) return workers;
  throw new EtalonError("run/workers", "runBenchmark: workers must be a non-negative integer", {
    got: String(workers),
  });
}

/** @throws EtalonError `run/seed` for anything but an integer. */
function requireSeed(seed: number): void {
  if (Number.isSafeInteger(seed)) return;
  throw new EtalonError("run/seed", "runBenchmark: the seed must be an integer", { got: String(seed) });
}

/** A batch without the cells that are stored already. */
function remaining(plan: Plan, store: Store): Batch[] {
  return plan.batches
    .map((batch) => ({ ...batch, cells: batch.cells.filter(({ id }) => !store.outcomes.has(id)) }))
    .filter(({ cells }) => cells.length > 0);
}

/** Findings that another run of the same plan would make again, and those of suites that measure the machine. */
function byPermanence(
  findings: readonly Finding[],
  suites: readonly Suite[],
): { readonly lasting: Finding[]; readonly volatile: Finding[] } {
  const ids = new Set(suites.filter(({ volatile = false }) => volatile).map(({ id }) => id));
  return {
    lasting: findings.filter(({ suite }) => !ids.has(suite)),
    volatile: findings.filter(({ suite }) => ids.has(suite)),
  };
}

/** Runs what is left of the plan. */
async function complete(
  plan: Plan,
  store: Store,
  { backend }: Manifest,
  workers: number,
  options: RunOptions,
): Promise<Progress> {
  const { metrics, suites, profile, seed, signal = new AbortController().signal } = options;
  for (const record of plan.notApplicable) if (!store.outcomes.has(record.cell)) store.append(record);
  const batches = byCost(remaining(plan, store));
  const left = batches.reduce((sum, { cells }) => sum + cells.length, 0);
  const progress = createProgress(batches, plan.cells.length - plan.notApplicable.length - left);
  options.onProgress?.(progress.now());
  const onOutcome: OnOutcome = (cell, outcome, took) => {
    store.append({ cell: cell.id, spec: cell.spec, outcome, volatile: { seconds: took } });
    const now = progress.after(cell.id, took);
    options.onProgress?.(now);
  };
  if (workers === 0) {
    await runInline(batches, { metrics, suites }, { profile, seed }, signal, onOutcome);
  } else {
    const submissions = metrics.filter(isSubmitted);
    const ids = {
      metrics: metrics.filter((metric) => !isSubmitted(metric)).map(({ id }) => id),
      submissions,
      suites: suites.map(({ id }) => id),
    };
    const catalogue = options.catalogue ?? BUILT_IN_CATALOGUE;
    const budget = derivedBudget(workers);
    const open = { type: "open", catalogue, ...ids, profile, seed, budget } as const;
    await runPool(batches, { workers, open, backend, signal }, onOutcome);
  }
  return progress.now();
}

/**
 * Runs the benchmark: plans, runs what is not stored yet, folds outcomes into findings and writes `result.json`.
 *
 * The same plan, seed and code give the same result outside `volatile`, whatever the order and number of workers and
 * however often the run was stopped and started again.
 *
 * @throws EtalonError `plan/…`, `store/…`, `engine/…` and `result/…` for faults of the harness, or what `signal` was
 * aborted with. A metric's faults are results.
 */
export async function runBenchmark(options: RunOptions): Promise<Run> {
  const start = seconds();
  const { metrics, suites, out, seed, fresh = false, say = () => undefined } = options;
  requireSeed(seed);
  const workers = requireWorkers(options.workers ?? availableParallelism());
  const plan = makePlan(options);
  const { name, description } = activeBackend();
  const manifest = makeManifest(plan, codeIdentity(), { name, description });
  const store = openStore({ folder: out, header: makeHeader(manifest), fresh, say });
  try {
    const { run, resumed } = await complete(plan, store, manifest, workers, options);
    const outcomes = plan.cells.map(({ id }) => store.outcomes.get(id)!);
    const { coverage, findings } = summarise(plan, options, (cell) => store.outcomes.get(cell)!);
    const { lasting, volatile } = byPermanence(findings, suites);
    const result = checkedResult({
      schema: RESULT_SCHEMA,
      manifest,
      metrics: metrics.map(metricEntry),
      suites: suites.map(({ id, version, title, question }) => ({ id, version, title, question })),
      coverage,
      findings: lasting,
      volatile: {
        finishedAt: timestamp(),
        seconds: seconds() - start,
        host: hostname(),
        workers: Math.max(1, workers),
        cellsRun: run,
        cellsResumed: resumed,
        ...(volatile.length === 0 ? {} : { findings: volatile }),
      },
    });
    const resultFile = path.join(out, RESULT_FILE);
    writeAtomically(resultFile, resultText(result));
    options.publish?.(result);
    const unanswered = outcomes.filter((outcome) => !isLasting(outcome)).length;
    return { result, unanswered, resultFile, cellsFile: path.join(out, CELLS_FILE) };
  } finally {
    store.close();
  }
}
