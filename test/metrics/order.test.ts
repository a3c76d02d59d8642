import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Metric } from "../../core/metric.ts";
import { Undefined } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { availableBackends, useBackend } from "../../linalg/index.ts";
import { loadMetrics, metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { gaussian, pairOf } from "../support/data.ts";

// A run is stopped, resumed, dealt to workers and sharded at any cell: what a metric says of data must not depend, not in
// the last digit, on who was asked about the same data before, although all share what is derived from them.

const metrics = [
  ...(await loadMetrics()),
  ...(await Promise.all(["ridge", "ridge-cv-target-y", "svcca-euclidean"].map((id) => metricById(id)))),
];

/** Well and badly conditioned, of one unit, with more units than stimuli: each goes its own way through the products. */
function representations(seed: number): Representation[] {
  const n = 22;
  const [x, y] = pairOf(seed, { n, p1: 7, p2: 9 });
  const deficient = pairOf(seed + 1, { n, p1: 8, p2: 3, latents: 3, noise: 0 })[0];
  return [
    x,
    y,
    deficient,
    representation(gaussian(n, 1, seed, "one")),
    representation(gaussian(n, 31, seed, "wide")),
  ];
}

type Ask = (metric: Metric, list: readonly Representation[]) => unknown;

const context = () => ({ random: randomFrom("order") });
const QUESTIONS: Readonly<Record<string, Ask>> = {
  pair: (metric, [x, y]) => metric.compare(x!, y!, context()),
  deficient: (metric, [x, , y]) => metric.compare(x!, y!, context()),
  wide: (metric, [x, , , , y]) => metric.compare(x!, y!, context()),
  all: (metric, list) => metric.allPairs?.(list, list).data,
  narrow: (metric, list) => metric.allPairs?.(list.slice(0, 3), list.slice(0, 3)).data,
  row: (metric, list) => metric.allPairs?.(list.slice(0, 1), list).data,
  gradient: (metric, [x, y]) => metric.gradient?.(x!, y!).data,
};

interface Asked {
  readonly name: string;
  readonly answer: (list: readonly Representation[]) => unknown;
}

const asked: readonly Asked[] = metrics.flatMap((metric) =>
  Object.entries(QUESTIONS).map(([question, ask]) => ({
    name: `${metric.id} ${question}`,
    answer: (list) => {
      try {
        return ask(metric, list);
      } catch (thrown) {
        if (thrown instanceof Undefined) return thrown.message;
        throw thrown;
      }
    },
  })),
);

afterEach(forgetDerived);

describe.each(availableBackends().map(({ name }) => name))("with the %s backend", (name) => {
  it("every metric gives to the last bit what it gives alone, whoever was asked before", () => {
    useBackend(name);
    fc.assert(
      fc.property(fc.nat(1000), fc.infiniteStream(fc.nat()), (seed, keys) => {
        const list = representations(seed);
        const alone = asked.map(({ answer }) => {
          forgetDerived();
          return answer(list);
        });
        forgetDerived();
        const order = asked
          .map((question, k) => ({ ...question, k, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key);
        const differing = order.filter(({ answer, k }) => !same(answer(list), alone[k]));
        expect(differing.map((question) => question.name)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

function same(a: unknown, b: unknown): boolean {
  if (!(a instanceof Float64Array) || !(b instanceof Float64Array)) return Object.is(a, b);
  return a.length === b.length && a.every((value, k) => Object.is(value, b[k]));
}
