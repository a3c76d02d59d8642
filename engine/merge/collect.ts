import { canonicalJson } from "../../core/canonical-json.ts";
import type { CellRecord, CellSpec } from "../../core/cell.ts";
import type { Outcome } from "../../core/outcome.ts";
import { isLasting } from "../store.ts";

/** What is known of a cell. */
export interface Known {
  readonly outcome: Outcome;
  readonly seconds: number;
  /** Where it was found. */
  readonly folder: string;
}

/** A cell that was asked twice and gave two answers: something in it is not deterministic. */
export interface Contradiction {
  readonly spec: CellSpec;
  readonly first: Known;
  readonly second: Known;
}

/** Outcomes of several folders. */
export interface Collection {
  readonly known: ReadonlyMap<string, Known>;
  /** Records of cells that were known already. */
  readonly duplicates: number;
  readonly contradictions: readonly Contradiction[];
}

/** What decides between two outcomes of a cell that may differ, whichever came first. */
const before = (a: Known, b: Known): boolean => canonicalJson(a.outcome) < canonicalJson(b.outcome);

/**
 * Brings outcomes together. One that lasts goes before one that may have passed, as a resumed run has it; two that last
 * must be equal, unless the suite measures the machine. Where two may stand, which one does is decided by what they
 * say, so that the order of folders decides nothing.
 *
 * @param isVolatile Whether a suite, named `id@version`, measures the machine and the moment.
 */
export function collector(isVolatile: (suite: string) => boolean): {
  readonly add: (record: CellRecord, folder: string) => void;
  readonly done: () => Collection;
} {
  const known = new Map<string, Known>();
  const contradictions: Contradiction[] = [];
  let duplicates = 0;
  return {
    add: ({ cell, spec, outcome, volatile: { seconds } }, folder) => {
      const now: Known = { outcome, seconds, folder };
      const old = known.get(cell);
      if (old === undefined) {
        known.set(cell, now);
        return;
      }
      duplicates++;
      const [lasted, lasts] = [isLasting(old.outcome), isLasting(outcome)];
      if (lasted !== lasts) {
        if (lasts) known.set(cell, now);
        return;
      }
      if (canonicalJson(old.outcome) === canonicalJson(outcome)) return;
      if (lasts && !isVolatile(spec.suite)) contradictions.push({ spec, first: old, second: now });
      if (before(now, old)) known.set(cell, now);
    },
    done: () => ({ known, duplicates, contradictions }),
  };
}
