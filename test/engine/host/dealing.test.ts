import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDealer, type Dealer } from "../../../engine/host/dealing.ts";
import type { Batch } from "../../../engine/plan.ts";

/** A batch of a suite with so many cells, which take no time unless a test says so. */
const batch = (suite: string, name: string, cells: number): Batch => ({
  suite,
  case: { id: name, params: {}, replicates: 1 },
  replicate: 0,
  estimate: 1,
  cells: Array.from({ length: cells }, (_, k) => ({
    id: `${name}/${k}`,
    metric: `m${k}`,
    spec: { metric: `m${k}@1`, suite: `${suite}@1`, case: name, params: {}, replicate: 0, seed: 1 },
  })),
});

const named = (of: ReturnType<Dealer["next"]>): string | undefined =>
  of && `${of.batch.case.id} ${of.batch.cells.length}${of.goesOn ? " …" : ""}`;

/** Workers that take time as a clock would have it; the seconds at which each one ends. */
function work(batches: readonly Batch[], workers: number, cost: (cell: string) => number): number[] {
  const dealer = createDealer(batches, workers);
  const hands = Array.from({ length: workers }, () => ({ at: 0, ended: false }));
  for (;;) {
    const idle = hands.filter(({ ended }) => !ended);
    if (idle.length === 0) return hands.map(({ at }) => at);
    // Whoever is free first asks first; what he is given, he has done when he asks again.
    const hand = idle.reduce((a, b) => (b.at < a.at ? b : a));
    const piece = dealer.next(hand);
    if (piece === undefined) hand.ended = true;
    for (const cell of piece?.batch.cells ?? []) {
      dealer.learn(cell, cost(cell.id));
      hand.at += cost(cell.id);
    }
  }
}

describe("createDealer", () => {
  it("deals every cell once, whatever the batches, workers and costs", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.nat(12)), { maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.constantFrom(0, 0.01, 0.3, 5), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(4), { maxLength: 60 }),
        (sizes, workers, costs, order) => {
          const batches = sizes.map(([suite, size], k) => batch(suite, `c${k}`, size + 1));
          const dealer = createDealer(batches, workers);
          const hands = Array.from({ length: workers }, () => ({}));
          const dealt: string[] = [];
          const take = (hand: object): boolean => {
            const piece = dealer.next(hand);
            piece?.batch.cells.forEach((cell, k) => {
              dealt.push(cell.id);
              dealer.learn(cell, costs[k % costs.length]!);
            });
            return piece !== undefined;
          };
          for (const k of order) take(hands[k % workers]!);
          for (const hand of hands) while (take(hand));
          expect(dealt.toSorted()).toEqual(
            batches.flatMap(({ cells }) => cells.map(({ id }) => id)).toSorted(),
          );
        },
      ),
    );
  });

  it("lets a worker go on with the batch whose data it holds, and begin the next one then", () => {
    const dealer = createDealer([batch("s", "a", 4), batch("s", "b", 4)], 2);
    const [first, second] = [{}, {}];
    expect(named(dealer.next(first))).toBe("a 1 …");
    expect(named(dealer.next(second))).toBe("b 1 …");
    expect([1, 2, 3].map(() => named(dealer.next(first)))).toEqual(["a 1 …", "a 1 …", "a 1"]);
    expect(named(dealer.next(second))).toBe("b 1 …");
  });

  it("deals whole batches to a worker that is alone", () => {
    const dealer = createDealer([batch("s", "a", 4), batch("s", "b", 4)], 1);
    expect([1, 2, 3].map(() => named(dealer.next(dealer)))).toEqual(["a 4", "b 4", undefined]);
  });

  it("deals pieces that are worth a message, as soon as it is known what a cell takes", () => {
    const batches = [batch("s", "a", 100), batch("s", "b", 100)];
    const dealer = createDealer(batches, 2);
    dealer.learn(batches[0]!.cells[0]!, 0.005);
    // A quarter of a second is fifty cells, a quarter of what is left only twenty-five.
    expect(named(dealer.next({}))).toBe("a 50 …");
    dealer.learn(batches[1]!.cells[0]!, 1);
    expect(named(dealer.next({}))).toBe("b 25 …");
  });

  it("has those who are done help with what takes longest, but not where little is left", () => {
    const long = batch("s", "long", 40);
    const ends = work([long, batch("s", "short", 40)], 2, (id) => (id.startsWith("long") ? 1 : 0.1));
    // 44 seconds in all: neither waits for the other for longer than a piece takes at the end.
    expect(Math.max(...ends)).toBeLessThan(24);
    // Ten seconds of quick cells are shared until two are left.
    expect(Math.max(...work([batch("s", "quick", 100)], 2, () => 0.1))).toBeLessThan(7);
    const little = work([batch("s", "little", 9)], 2, () => 0.1);
    expect(little.toSorted((a, b) => a - b).at(-1)).toBeCloseTo(0.9, 12);
    expect(little.reduce((a, b) => a + b, 0)).toBeCloseTo(0.9, 12);
  });
});
