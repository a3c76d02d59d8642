import type { Profile } from "../core/suite.ts";
import { BUILT_IN_CATALOGUE, type Catalogue } from "./catalogue.ts";
import { runInline } from "./host/inline.ts";
import { derivedBudget } from "./host/memory.ts";
import type { BackendInfo, OpenMessage } from "./host/messages.ts";
import { runPool } from "./host/pool.ts";
import type { OnOutcome } from "./host/slot.ts";
import { type Batch, byCost, type Plan } from "./plan.ts";
import { createProgress, type Progress } from "./progress.ts";
import type { Store } from "./store.ts";
import { isSubmitted } from "./submission/spec.ts";

/** Has batches answered by others than processes of this one, and returns when every cell has its outcome. */
export type Executor = (missing: readonly Batch[], onOutcome: OnOutcome) => Promise<void>;

/** How the cells of a plan are asked, and by whom. */
export interface Execution extends Catalogue {
  readonly profile: Profile;
  readonly seed: number;
  /** Number of worker processes; 0 asks in this one. */
  readonly workers: number;
  readonly backend: BackendInfo;
  /** Address of the module from which workers load the same metrics and suites. @defaultValue the built-in one */
  readonly catalogue?: string | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Stops the work; what is stored stays. */
  readonly signal?: AbortSignal | undefined;
  /** Who answers in place of `workers`. */
  readonly executor?: Executor | undefined;
}

/** What worker processes load before they are asked anything. */
export function openMessage(execution: Omit<Execution, "backend">): OpenMessage {
  const { metrics, suites, profile, seed, workers, catalogue = BUILT_IN_CATALOGUE } = execution;
  return {
    type: "open",
    catalogue,
    metrics: metrics.filter((metric) => !isSubmitted(metric)).map(({ id }) => id),
    submissions: metrics.filter(isSubmitted),
    suites: suites.map(({ id }) => id),
    profile,
    seed,
    budget: derivedBudget(workers),
  };
}

/** A batch without the cells that are stored already. */
export function remaining(plan: Pick<Plan, "batches">, store: Store): Batch[] {
  return plan.batches
    .map((batch) => ({ ...batch, cells: batch.cells.filter(({ id }) => !store.has(id)) }))
    .filter(({ cells }) => cells.length > 0);
}

/**
 * Asks what is left of a plan, or of a part of one, and stores each outcome as it comes.
 *
 * @throws what `signal` was aborted with, EtalonError `store/…` and `engine/…`.
 */
export async function complete(
  plan: Pick<Plan, "batches" | "notApplicable">,
  store: Store,
  execution: Execution,
): Promise<Progress> {
  const { metrics, suites, profile, seed, workers, backend, onProgress } = execution;
  const signal = execution.signal ?? new AbortController().signal;
  for (const record of plan.notApplicable) if (!store.has(record.cell)) store.append(record);
  const batches = byCost(remaining(plan, store));
  const count = (of: readonly Batch[]): number => of.reduce((sum, { cells }) => sum + cells.length, 0);
  const progress = createProgress(batches, count(plan.batches) - count(batches));
  onProgress?.(progress.now());
  const onOutcome: OnOutcome = (cell, outcome, took) => {
    store.append({ cell: cell.id, spec: cell.spec, outcome, volatile: { seconds: took } });
    const now = progress.after(cell.id, took);
    onProgress?.(now);
  };
  if (execution.executor !== undefined) await execution.executor(batches, onOutcome);
  else if (workers === 0) await runInline(batches, { metrics, suites }, { profile, seed }, signal, onOutcome);
  else await runPool(batches, { workers, open: openMessage(execution), backend, signal }, onOutcome);
  return progress.now();
}
