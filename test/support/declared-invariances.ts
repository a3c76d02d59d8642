import fc from "fast-check";
import { expect } from "vitest";
import { TRANSFORMS, type Transform } from "../../core/invariance.ts";
import type { Metric } from "../../core/metric.ts";
import { Undefined } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { TRANSFORM_ACTIONS } from "../../generators/transforms.ts";
import { selectRows } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";
import { compare, pairOf } from "./data.ts";

type Pair = readonly [Representation, Representation];

/** The relative change that rounding may cause. */
const ROUNDING = 1e-7;

/** Fixed pairs among which every transform that is not declared must move the value at least once. */
const WITNESSES = 12;

const SIDES = ["x", "y"] as const;

function value(metric: Metric, [x, y]: Pair): number {
  try {
    return compare(metric, x, y);
  } catch (thrown) {
    // No value is another answer than a value.
    if (thrown instanceof Undefined) return NaN;
    throw thrown;
  }
}

function transformed([x, y]: Pair, transform: Transform, side: "x" | "y", seed: number): Pair {
  const random = randomFrom("declared", transform, side, seed);
  if (transform === "row-permutation") {
    const rows = random.permutation(x.n);
    return [representation(selectRows(x.values, rows)), representation(selectRows(y.values, rows))];
  }
  const act = (of: Representation): Representation =>
    representation(TRANSFORM_ACTIONS[transform](of.values, random));
  return side === "x" ? [act(x), y] : [x, act(y)];
}

/** Whether a transform of one side changes the value by more than rounding. */
function moves(metric: Metric, pair: Pair, transform: Transform, side: "x" | "y", seed: number): boolean {
  const base = value(metric, pair);
  const change = Math.abs(value(metric, transformed(pair, transform, side, seed)) - base);
  return !(change <= ROUNDING * Math.max(Math.abs(base), 1e-3));
}

/**
 * Checks that a metric is invariant to everything it declares, on each side, for random pairs, and that everything it
 * does not declare moves it for some of a few fixed pairs.
 */
export function expectInvariances(
  metric: Metric,
  pair: (seed: number) => Pair = (seed) => pairOf(seed, { n: 40, p1: 4, p2: 6 }),
): void {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      for (const side of SIDES) {
        const broken = metric.invariances[side].filter((transform) =>
          moves(metric, pair(seed), transform, side, seed),
        );
        expect({ side, broken }).toEqual({ side, broken: [] });
      }
    }),
    { numRuns: 4 },
  );
  for (const side of SIDES) {
    const still = TRANSFORMS.filter((transform) => !metric.invariances[side].includes(transform)).filter(
      (transform) => {
        for (let seed = 0; seed < WITNESSES; seed++)
          if (moves(metric, pair(seed), transform, side, seed)) return false;
        return true;
      },
    );
    expect({ side, undeclared: still }).toEqual({ side, undeclared: [] });
  }
}
