import type { Batch, PlannedCell } from "../plan.ts";

/** Some cells of a batch, dealt to one worker. */
export interface Piece {
  /** The batch with these cells only. */
  readonly batch: Batch;
  /** Whether more of it may be dealt to the same worker: its data are worth keeping. */
  readonly goesOn: boolean;
}

/** Cells of batches on their way to workers. */
export interface Dealer {
  /**
   * What a worker does next. It goes on with the batch whose data it holds, then begins another one; when all have been
   * begun it helps with the one that has most left, if that is worth it. Undefined when nothing is left for it.
   *
   * @param worker any value that stands for it.
   */
  next(worker: object): Piece | undefined;
  /** Learns what a cell took. */
  learn(cell: PlannedCell, seconds: number): void;
}

/** A piece is to take this long at least: each one costs a message. */
const PIECE_SECONDS = 0.25;
/**
 * Seconds of a cell, or of all that is left of a batch, from which on it is shared by whoever has nothing else to do. Quick
 * cells live on what the metrics before them have derived, which another process has to make anew.
 */
const LONG = { cell: 0.5, rest: 2 };

/** How many cells were run, and what they took. */
interface Tally {
  run: number;
  seconds: number;
}

/** A batch of which some has been dealt. */
interface Begun extends Tally {
  readonly batch: Batch;
  readonly suite: Tally;
  dealt: number;
}

const mean = ({ run, seconds }: Tally): number | undefined => (run === 0 ? undefined : seconds / run);

/** Seconds of a cell: as in its batch, else as in its suite; undefined before anything is known. */
const usual = (begun: Begun): number | undefined => mean(begun) ?? mean(begun.suite);

const left = ({ batch, dealt }: Begun): number => batch.cells.length - dealt;

/** Deals the batches, in the order given, to so many workers. */
export function createDealer(batches: readonly Batch[], workers: number): Dealer {
  const suites = new Map<string, Tally>();
  const waiting: Begun[] = batches.map((batch) => {
    const suite = suites.get(batch.suite) ?? { run: 0, seconds: 0 };
    suites.set(batch.suite, suite);
    return { batch, suite, dealt: 0, run: 0, seconds: 0 };
  });
  const batchOf = new Map(
    waiting.flatMap((begun) => begun.batch.cells.map(({ id }) => [id, begun] as const)),
  );
  let unbegun = 0;
  const held = new Map<object, Begun>();

  /** A share of what is left, so that pieces get smaller towards the end, and all of it where nobody could help. */
  const size = (begun: Begun): number => {
    if (workers === 1) return left(begun);
    const least = Math.ceil(PIECE_SECONDS / (usual(begun) ?? Infinity));
    return Math.min(left(begun), Math.max(1, least, Math.ceil(left(begun) / (2 * workers))));
  };
  const deal = (begun: Begun): Piece => {
    const first = begun.dealt;
    begun.dealt += size(begun);
    const cells = begun.batch.cells.slice(first, begun.dealt);
    return { batch: { ...begun.batch, cells }, goesOn: left(begun) > 0 };
  };
  /** Seconds that are left for a helper. */
  const work = (begun: Begun): number => {
    const seconds = usual(begun) ?? 0;
    const rest = left(begun) * seconds;
    return seconds < LONG.cell && rest < LONG.rest ? 0 : rest;
  };

  return {
    next: (worker) => {
      const own = held.get(worker);
      if (own !== undefined && left(own) > 0) return deal(own);
      const next = waiting[unbegun];
      if (next !== undefined) {
        unbegun++;
        held.set(worker, next);
        return deal(next);
      }
      held.delete(worker);
      const longest = waiting.reduce<Begun | undefined>(
        (most, one) => (most === undefined || work(one) > work(most) ? one : most),
        undefined,
      );
      if (longest === undefined || work(longest) === 0) return undefined;
      held.set(worker, longest);
      return deal(longest);
    },
    learn: ({ id }, seconds) => {
      const begun = batchOf.get(id);
      if (begun === undefined) return;
      for (const tally of [begun, begun.suite]) {
        tally.run++;
        tally.seconds += seconds;
      }
    },
  };
}
