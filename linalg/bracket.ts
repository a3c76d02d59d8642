import { onKernel } from "./portable/session.ts";

/** Numbers that are taken into the kernel at a time: they stay in the second-level cache. */
const GROUP = 2 ** 12;

/** How numbers lie about two bounds. */
export interface Bracket {
  readonly belowLow: number;
  readonly atMostLow: number;
  readonly belowHigh: number;
  readonly atMostHigh: number;
  /** Those strictly between the bounds. */
  readonly inside: Float64Array;
}

/**
 * Counts the numbers below and up to two bounds, and collects those between: in WebAssembly for both backends.
 *
 * @param room What those between are written to. @returns Undefined where there are more than it can hold.
 */
export function bracket(
  values: Float64Array,
  low: number,
  high: number,
  room: Float64Array,
): Bracket | undefined {
  return onKernel("bracket", (session) => {
    const [counts, x, inside] = [session.reserve(4), session.reserve(GROUP), session.reserve(GROUP + 1)];
    session.view().fill(0, counts, counts + 4);
    let found = 0;
    for (let from = 0; from < values.length; from += GROUP) {
      const to = Math.min(values.length, from + GROUP);
      session.view().set(values.subarray(from, to), x);
      const more = session.kernel.bracket(to - from, x * 8, low, high, counts * 8, inside * 8);
      if (found + more > room.length) return undefined;
      room.set(session.view().subarray(inside, inside + more), found);
      found += more;
    }
    const [belowLow, atMostLow, belowHigh, atMostHigh] = session.view().subarray(counts, counts + 4);
    return {
      belowLow: belowLow!,
      atMostLow: atMostLow!,
      belowHigh: belowHigh!,
      atMostHigh: atMostHigh!,
      inside: room.subarray(0, found),
    };
  });
}
