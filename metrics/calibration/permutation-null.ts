import type { Subject } from "../../core/metric.ts";
import type { NumberOutcome } from "../../core/outcome.ts";
import { notApplicable } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { forgetReordered } from "../../representation/derived.ts";
import { allowSingle } from "../../representation/single.ts";
import { permuteRows } from "../../representation/permute-rows.ts";
import type { Groups } from "./row-orders.ts";
import { exchangeability, rowOrders } from "./row-orders.ts";

export interface NullOptions {
  /** B: how many orders of the rows are drawn, each anew from all of them. */
  readonly draws: number;
  readonly random: Random;
  /** Rows that depend on each other and stay together. @defaultValue each row by itself */
  readonly groups?: Groups;
  /** The number of the first draw: processes that take different ranges draw what one alone would. @defaultValue 0 */
  readonly from?: number;
  /**
   * What each metric says of X and Y as they are: draws may then be computed in single precision, and those that come
   * close to it are computed again in double, so that no rank, and no p, depends on it. @defaultValue double precision
   */
  readonly observed?: readonly (number | undefined)[];
  /** Called with each reordered Y before any metric is asked. */
  readonly prepare?: (shuffled: Representation) => void;
  /** Called after each draw. */
  readonly drawn?: (draws: number) => void;
}

/** What a metric says when the rows of Y are shuffled, or why it says nothing. */
export type PermutationNull =
  | { readonly values: readonly number[]; readonly assumption: string }
  | { readonly outcome: Exclude<NumberOutcome, { readonly status: "ok" }> };

/** A draw this close to the value of the data is computed again in double precision: well above single's error. */
const isClose = (draw: number, observed: number | undefined): boolean =>
  observed === undefined ||
  Math.abs(draw - observed) <= 2e-4 * Math.max(Math.abs(draw), Math.abs(observed)) + 1e-6;

/** Why there is no null distribution. */
export const IGNORES_ROWS =
  "it ignores which row of X belongs to which row of Y, so that shuffling changes nothing";

/**
 * The permutation null of several metrics at once: B orders of the rows of Y, each put to all metrics before the next
 * is drawn, so that they share its factors, and those of X and Y are decomposed once. A metric without a value for one
 * order has no null.
 *
 * @throws EtalonError as `rowOrders`.
 */
export async function permutationNull(
  subjects: readonly Subject[],
  x: Representation,
  y: Representation,
  { draws, random, groups, from = 0, observed, prepare, drawn }: NullOptions,
): Promise<PermutationNull[]> {
  const orders = rowOrders(y.n, random, groups);
  const values = subjects.map((): number[] => []);
  const failures = subjects.map(({ info }): Exclude<NumberOutcome, { status: "ok" }> | undefined =>
    info.usesCorrespondence ? undefined : notApplicable(IGNORES_ROWS),
  );
  for (let draw = from; draw < from + draws; draw++) {
    if (failures.every((failure) => failure !== undefined)) break;
    const order = orders.order(draw);
    const shuffled = permuteRows(y, order);
    if (observed !== undefined) allowSingle(shuffled);
    prepare?.(shuffled);
    let exact: Representation | undefined;
    for (const [k, subject] of subjects.entries()) {
      if (failures[k] !== undefined) continue;
      let outcome = await subject.compare(x, shuffled);
      if (observed !== undefined && (outcome.status !== "ok" || isClose(outcome.value, observed[k])))
        outcome = await subject.compare(x, (exact ??= permuteRows(y, order)));
      if (outcome.status === "ok") values[k]!.push(outcome.value);
      else failures[k] = outcome;
    }
    forgetReordered();
    drawn?.(draw - from + 1);
  }
  const assumption = exchangeability(groups);
  return subjects.map((_subject, k) => {
    const outcome = failures[k];
    return outcome === undefined ? { values: values[k]!, assumption } : { outcome };
  });
}
