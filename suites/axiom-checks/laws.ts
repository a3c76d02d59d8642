import type { MetricInfo, Subject } from "../../core/metric.ts";
import type { Outcome, Value } from "../../core/outcome.ts";
import { ok } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { createAsker, type Asker } from "./asker.ts";
import { isSame, sizeOfValues, strictTolerance, tolerance } from "./distance.ts";
import { identityValue, rowsFor, toRows, type CounterExample } from "./example.ts";
import { again, samples, type Sample } from "./samples.ts";
import { shrink } from "./shrink.ts";

/** The laws of one or two representations. */
export const LAWS = ["identity", "symmetry", "range", "self-extreme"] as const;

export type Law = (typeof LAWS)[number];

/** The largest breach of a law, as a share of the size of values; 0 where there is none. */
export interface LawResult {
  readonly breach: number;
  readonly example?: CounterExample;
}

/** What a cell of laws stores. */
export interface LawsStored {
  /** Whether the metric says the same when it is asked again. */
  readonly repeatable: boolean;
  /** Smallest and largest value of X with itself; empty where it has none. */
  readonly self: readonly number[];
  /** A law that cannot be asked about, such as identity without a value for it, is absent. */
  readonly laws: Readonly<Partial<Record<Law, LawResult>>>;
  readonly pairs: number;
}

/** The value of a pair, or undefined; a pair that was asked before is not asked again. */
type Ask = (x: Representation, y: Representation) => Promise<number | undefined>;

function remembering(asker: Asker): Ask {
  const known = new WeakMap<Representation, WeakMap<Representation, { value: number | undefined }>>();
  return async (x, y) => {
    let of = known.get(x);
    if (of === undefined) known.set(x, (of = new WeakMap()));
    const before = of.get(y);
    if (before !== undefined) return before.value;
    const value = await asker.ask(x, y);
    of.set(y, { value });
    return value;
  };
}

/** How far the matrices are from keeping a law: above 0 they break it. */
type Breach = (...sides: readonly Representation[]) => Promise<number | undefined>;

/** |a − b|, where both have a value. */
const apart = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : Math.abs(a - b);

function breaches(metric: MetricInfo, ask: Ask): Partial<Record<Law, Breach>> {
  const [low, high] = metric.range;
  const identity = identityValue(metric);
  return {
    ...(identity === undefined ? {} : { identity: async (x) => apart(await ask(x, x), identity) }),
    symmetry: async (x, y) => apart(await ask(x, y), await ask(y, x)),
    range: async (x, y) => {
      const value = await ask(x, y);
      return value === undefined ? undefined : Math.max(low - value, value - high);
    },
    // How much nearer to X than X itself Y is.
    "self-extreme": async (x, y) => {
      const [xx, xy] = [await ask(x, x), await ask(x, y)];
      if (xx === undefined || xy === undefined) return undefined;
      return metric.direction === "similarity" ? xy - xx : xx - xy;
    },
  };
}

/** The largest breach of one law, with its matrices made as small as they can be at a tenth of it. */
async function worst(
  ask: Ask,
  { minimumRows }: MetricInfo,
  { size, room }: { readonly size: number; readonly room: number },
  candidates: readonly (readonly Representation[])[],
  breachOf: Breach,
): Promise<LawResult> {
  let breach = 0;
  let found: readonly Representation[] | undefined;
  for (const sides of candidates) {
    const here = await breachOf(...sides);
    if (here !== undefined && here > breach) [breach, found] = [here, sides];
  }
  if (found === undefined || breach <= room) return { breach: size === 0 ? 0 : breach / size };
  const enough = Math.max(breach / 10, 2 * room);
  const small = await shrink(found, Math.max(3, minimumRows), async (sides) => {
    const here = await breachOf(...sides);
    return here !== undefined && here >= enough;
  });
  const named = small.map((side, k) => [["x", "y"][k]!, side] as const);
  const values: Record<string, number> = {};
  for (const [a, x] of named) {
    for (const [b, y] of named) {
      const value = a === "y" && b === "y" ? undefined : await ask(x, y);
      if (value !== undefined) values[`${a},${b}`] = value;
    }
  }
  const matrices = Object.fromEntries(named.map(([name, side]) => [name, toRows(side)]));
  return { breach: breach / size, example: { matrices, values } };
}

async function isRepeatable(asker: Asker, size: number, all: readonly Sample[]): Promise<boolean> {
  for (const { x, others } of all) {
    const y = others[1]!;
    if (!isSame(size, [await asker.ask(x, y), await asker.ask(again(x), again(y))])) return false;
  }
  return true;
}

/** Identity, symmetry, range and self-score over data of several kinds. */
export async function measureLaws(subject: Subject, random: Random): Promise<Outcome> {
  const metric = subject.info;
  const asker = createAsker(subject);
  const ask = remembering(asker);
  const all = samples(rowsFor(metric), random);
  const pairs = all.flatMap(({ x, others }) => others.map((y) => [x, y] as const));
  const selves: number[] = [];
  const unrelated: number[] = [];
  for (const { x, others } of all) {
    const [self, other] = [await ask(x, x), await ask(x, others[0]!)];
    if (self !== undefined) selves.push(self);
    if (other !== undefined) unrelated.push(other);
  }
  const size = sizeOfValues(metric, unrelated);
  const repeatable = await isRepeatable(asker, size, all);
  const laws: Partial<Record<Law, LawResult>> = {};
  for (const [law, breachOf] of Object.entries(breaches(metric, ask)) as [Law, Breach][]) {
    const candidates = law === "identity" ? all.map(({ x }) => [x]) : pairs;
    const room = law === "range" ? strictTolerance(size, metric) : tolerance(size, metric);
    laws[law] = await worst(ask, metric, { size, room }, candidates, breachOf);
  }
  if (asker.silence !== undefined) return asker.silence;
  const self = selves.length === 0 ? [] : [Math.min(...selves), Math.max(...selves)];
  const stored: LawsStored = { repeatable, self, laws, pairs: pairs.length };
  return ok(stored as unknown as Value);
}
