import fc from "fast-check";
import { closure, type Transform } from "../../core/invariance.ts";
import type { Metric } from "../../core/metric.ts";
import { Undefined } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { TRANSFORM_ACTIONS } from "../../generators/transforms.ts";
import { selectRows } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";
import { ONE_SIDED } from "../../suites/invariance.ts";
import { compare, pairOf } from "./data.ts";

type Pair = readonly [Representation, Representation];

/** Relative changes that count as none, and as one. */
const [SAME, MOVED] = [1e-7, 1e-5];

const ASKED: readonly Transform[] = [...ONE_SIDED, "row-permutation"];

/** NaN, which is no value, counts as a change. */
function ask(metric: Metric, [x, y]: Pair): number {
  try {
    return compare(metric, x, y);
  } catch (thrown) {
    if (thrown instanceof Undefined) return NaN;
    throw thrown;
  }
}

function transformed([x, y]: Pair, transform: Transform, side: "x" | "y", seed: number): Pair {
  const random = randomFrom("transformed", transform, side, seed);
  if (transform === "row-permutation") {
    const rows = random.permutation(x.n);
    return [representation(selectRows(x.values, rows)), representation(selectRows(y.values, rows))];
  }
  const act = (of: Representation): Representation =>
    representation(TRANSFORM_ACTIONS[transform](of.values, random));
  return side === "x" ? [act(x), y] : [x, act(y)];
}

/**
 * What a metric is invariant to on each side: the transforms that left the value unchanged for all of some random
 * pairs. What moves it must do so clearly for at least one of them; a pair where it happens to move little says nothing.
 */
export function measuredInvariances(
  metric: Metric,
  pair: (seed: number) => Pair = (seed) => pairOf(seed, { n: 40, p1: 4, p2: 6 }),
  numRuns = 4,
): { x: Transform[]; y: Transform[] } {
  const largest = { x: new Map<Transform, number>(), y: new Map<Transform, number>() };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const of = pair(seed);
      const base = ask(metric, of);
      for (const side of ["x", "y"] as const) {
        for (const transform of ASKED) {
          const change = Math.abs(ask(metric, transformed(of, transform, side, seed)) - base);
          const share = Number.isNaN(change) ? Infinity : change / Math.max(Math.abs(base), 1e-3);
          largest[side].set(transform, Math.max(share, largest[side].get(transform) ?? 0));
        }
      }
      return Number.isFinite(base);
    }),
    { numRuns },
  );
  const kept = (side: "x" | "y"): Transform[] => {
    for (const [transform, share] of largest[side]) {
      if (share > SAME && share < MOVED)
        throw new Error(`${metric.id}: ${transform} on ${side} moves it by ${share} at most`);
    }
    return closure(ASKED.filter((transform) => largest[side].get(transform)! <= SAME));
  };
  return { x: kept("x"), y: kept("y") };
}
