import type { Representation } from "../core/representation.ts";
import { checksum } from "./checksum.ts";

/** Remembers what representations held, so that a change can be noticed. */
export interface Guard {
  /** Takes the checksums of those that were not seen before. */
  watch(representations: Iterable<Representation>): void;
  /** Whether any of them, all watched before, has changed since. */
  changed(representations: Iterable<Representation>): boolean;
}

/**
 * A guard against metrics that write into their inputs; a typed array cannot be frozen. One guard serves all metrics
 * of a batch: the first checksum of a representation is taken once.
 */
export function createGuard(): Guard {
  const before = new WeakMap<Representation, number>();
  return {
    watch(representations) {
      for (const x of representations) if (!before.has(x)) before.set(x, checksum(x.values.data));
    },
    changed(representations) {
      for (const x of new Set(representations)) if (before.get(x) !== checksum(x.values.data)) return true;
      return false;
    },
  };
}
