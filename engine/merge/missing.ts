import type { Plan, PlannedCell } from "../plan.ts";
import type { Source } from "./sources.ts";

/** Cells that no folder has, of one shard where that can be told. */
export interface Missing {
  /** Undefined where the folders are of several ways to cut the plan. */
  readonly shard: { readonly index: number; readonly of: number } | undefined;
  /** The shard's folder; undefined where none was named. */
  readonly folder: string | undefined;
  readonly cells: readonly PlannedCell[];
}

/** The cells of a plan that nobody has an outcome of, by shard. */
export function missingCells(
  plan: Plan,
  sources: readonly Source[],
  has: (cell: string) => boolean,
): Missing[] {
  const [first] = sources;
  const cut = (source: Source): string => JSON.stringify([source.of, source.shards]);
  const isOne = first !== undefined && sources.every((source) => cut(source) === cut(first));
  const groups = new Map<number, PlannedCell[]>();
  for (const [k, batch] of plan.batches.entries()) {
    const cells = batch.cells.filter(({ id }) => !has(id));
    const index = isOne ? (first.shards[k] ?? 0) : 0;
    if (cells.length > 0) groups.set(index, [...(groups.get(index) ?? []), ...cells]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([index, cells]) => ({
      shard: isOne ? { index, of: first.of } : undefined,
      folder: isOne ? sources.find((source) => source.index === index)?.folder : undefined,
      cells,
    }));
}
