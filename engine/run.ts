import { availableParallelism, hostname } from "node:os";
import path from "node:path";
import { EtalonError } from "../core/errors.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Manifest, Result } from "../core/result.ts";
import type { Profile } from "../core/suite.ts";
import { backend as activeBackend } from "../linalg/index.ts";
import type { Catalogue } from "./catalogue.ts";
import { seconds, timestamp } from "./clock.ts";
import { codeIdentity } from "./code-identity.ts";
import { complete, type Executor } from "./complete.ts";
import { foldResult } from "./fold.ts";
import type { OnOutcome } from "./host/slot.ts";
import { makeHeader, makeManifest } from "./manifest.ts";
import { type Batch, makePlan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { RESULT_FILE, resultText } from "./result-file.ts";
import { CELLS_FILE, isLasting, openStore } from "./store.ts";
import { writeAtomically } from "./store/atomic.ts";

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
  /** Has what is missing answered elsewhere, in place of `workers`; resolves to the number of workers that answered. */
  readonly elsewhere?: (task: Task, missing: readonly Batch[], onOutcome: OnOutcome) => Promise<number>;
}

/** A run as those who answer elsewhere must know it. */
export interface Task extends Catalogue {
  readonly manifest: Manifest;
  /** All batches of the plan, whole. */
  readonly batches: readonly Batch[];
  /** The folder that belongs to this run, as a full path. */
  readonly folder: string;
  /** Whether answers of an earlier run may not be used. */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
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

/** The number of workers. @throws EtalonError `run/workers` for anything but a non-negative integer. */
export function requireWorkers(workers: number): number {
  if (Number.isSafeInteger(workers) && workers >= 0) return workers;
  throw new EtalonError("run/workers", "runBenchmark: workers must be a non-negative integer", {
    got: String(workers),
  });
}

/** @throws EtalonError `run/seed` for anything but an integer. */
export function requireSeed(seed: number): void {
  if (Number.isSafeInteger(seed)) return;
  throw new EtalonError("run/seed", "runBenchmark: the seed must be an integer", { got: String(seed) });
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
  const { elsewhere, signal = new AbortController().signal } = options;
  const task = {
    metrics,
    suites,
    manifest,
    batches: plan.batches,
    folder: path.resolve(out),
    fresh,
    signal,
    say,
  };
  let hands = Math.max(1, workers);
  const executor: Executor = async (missing, onOutcome) => {
    hands = Math.max(1, (await elsewhere?.(task, missing, onOutcome)) ?? 0);
  };
  try {
    const { run, resumed } = await complete(plan, store, {
      ...options,
      workers,
      backend: { name, description },
      executor: elsewhere === undefined ? undefined : executor,
    });
    const outcomes = store.outcomes();
    const outcomeOf = (cell: string): Outcome => outcomes.get(cell)!;
    const result = foldResult(plan, {
      metrics,
      suites,
      manifest,
      outcomeOf,
      volatile: {
        finishedAt: timestamp(),
        seconds: seconds() - start,
        host: hostname(),
        workers: hands,
        cellsRun: run,
        cellsResumed: resumed,
      },
    });
    const resultFile = path.join(out, RESULT_FILE);
    writeAtomically(resultFile, resultText(result));
    options.publish?.(result);
    const unanswered = plan.cells.filter(({ id }) => !isLasting(outcomeOf(id))).length;
    return { result, unanswered, resultFile, cellsFile: path.join(out, CELLS_FILE) };
  } finally {
    store.close();
  }
}
