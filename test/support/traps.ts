import { beforeAll, describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { availableBackends, useBackend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { goldenPairs, goldenRows } from "./golden.ts";
import type { Sides } from "./published/common.ts";

const pairs = await goldenPairs();
const rows = goldenRows();

/** A golden pair. */
export const sidesOf = (pair: string): Sides => {
  const { x, y } = pairs.get(pair)!;
  return [x, y];
};

/** The same pair the other way round. */
export const swapped = ([x, y]: Sides): Sides => [y, x];

/** A golden value. */
export function golden(measure: string, pair = "gauss"): number {
  const row = rows.find((one) => one.measure === measure && one.pair === pair);
  if (row === undefined) throw new Error(`no golden value of ${measure} on ${pair}`);
  return row.value;
}

/** What Etalon says. */
export async function ours(id: string, [x, y]: Sides): Promise<number> {
  return (await metricById(id)).compare(x, y, { random: randomFrom("traps") });
}

/** Ours is the truth, and the published variant is not: by more than `gap`, or no number at all. */
export function expectTrap(value: number, truth: number, variant: number, gap: number, digits = 1e-9): void {
  expect(Math.abs(value - truth)).toBeLessThanOrEqual(digits * Math.max(1, Math.abs(truth)));
  expect(Math.abs(variant - truth) <= gap).toBe(false);
}

/** Traps, each on both backends; the names are the anchors of the rows of docs/disagreements.md. */
export function traps(title: string, tests: Readonly<Record<string, () => void | Promise<void>>>): void {
  describe.each(availableBackends().map(({ name }) => name))(`${title}, on the %s backend`, (name) => {
    beforeAll(() => {
      useBackend(name);
      forgetDerived();
    });
    it.each(Object.entries(tests))("%s", (_anchor, run) => run());
  });
}
