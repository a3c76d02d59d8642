import { unfilled } from "../core/matrix.ts";

/** What memory is for; each has its own. */
export type Purpose = "rows" | "left" | "right" | "gram";

// Memory of up to this many numbers (32 MiB) is kept for good, more of it until the garbage collector takes it.
const KEPT = 4 * 2 ** 20;

const kept = new Map<Purpose, Float64Array>();
const large = new Map<Purpose, WeakRef<Float64Array>>();

/**
 * Room for at least `count` numbers, which hold whatever was there. It is given out again at the next call for the same
 * purpose: nothing that outlives the caller's own computation may be in it. Fresh memory costs more than what most passes
 * over it do, as the system clears it page by page.
 */
export function scratch(purpose: Purpose, count: number): Float64Array {
  for (const known of [kept.get(purpose), large.get(purpose)?.deref()]) {
    if (known !== undefined && known.length >= count) return known;
  }
  const made = unfilled(1, count).data;
  if (count <= KEPT) kept.set(purpose, made);
  else large.set(purpose, new WeakRef(made));
  return made;
}
