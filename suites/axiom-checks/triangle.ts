import type { MetricInfo, Subject } from "../../core/metric.ts";
import type { Outcome, Value } from "../../core/outcome.ts";
import { notApplicable, ok } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Profile } from "../../core/suite.ts";
import { createAsker } from "./asker.ts";
import { asDistance, isSame, sizeOfValues, tolerance } from "./distance.ts";
import { rowsFor, sizeOf, toRows, type CounterExample } from "./example.ts";
import { again } from "./samples.ts";
import { CLEAR, searchNear } from "./search.ts";
import { shrink } from "./shrink.ts";
import type { MeasuredTriple, Ruler, Triple } from "./triple.ts";
import { excessOf, measureTriple, relativeExcess } from "./triple.ts";
import { randomTriple, WITNESSES } from "./witnesses.ts";

/** How much is tried: numbers of triples and of questions to the metric, never a time. */
export interface Effort {
  /** Random triples. */
  readonly random: number;
  /** Searches. */
  readonly starts: number;
  /** Questions of all searches together. */
  readonly search: number;
}

/** What a data set is given; costly metrics get no more in the full profile than in the quick one. */
export const EFFORT: Readonly<Record<Profile, Effort>> = {
  quick: { random: 20, starts: 3, search: 600 },
  full: { random: 100, starts: 6, search: 2000 },
};

/** A counter-example to the triangle inequality. */
export interface TriangleExample extends CounterExample {
  /** d(X,Z) − d(X,Y) − d(Y,Z). */
  readonly excess: number;
  /** The excess as a share of d(X,Z). */
  readonly relative: number;
  /** Which way of looking found it. */
  readonly how: string;
}

/** What a cell of triangles stores. */
export interface TriangleStored {
  /** Whether the metric says the same when it is asked again. */
  readonly repeatable: boolean;
  /** The largest excess on each way of looking, as a share of d(X,Z); absent where no triple had a value. */
  readonly reached: Readonly<Partial<Record<"witness" | "random" | "search", number>>>;
  /** Questions put to the metric. */
  readonly asked: number;
  /** Share of random triples that violate the inequality. */
  readonly share: number;
  readonly example?: TriangleExample;
}

interface Found {
  readonly measured: MeasuredTriple;
  readonly how: string;
}

/** Measures named triples, leaving out those without a value. */
async function measureAll(ruler: Ruler, named: readonly (readonly [string, Triple])[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const [how, triple] of named) {
    const measured = await measureTriple(ruler, triple);
    if (measured !== undefined) found.push({ measured, how });
  }
  return found;
}

/** A counter-example made small; undefined if it is none when it is asked again in its own order. */
async function madeSmall(
  ruler: Ruler,
  metric: MetricInfo,
  { measured, how }: Found,
  violates: (measured: MeasuredTriple) => boolean,
): Promise<TriangleExample | undefined> {
  const ordered: Ruler = { ...ruler, symmetric: false };
  const measure = (sides: readonly unknown[]): Promise<MeasuredTriple | undefined> =>
    measureTriple(ordered, sides as unknown as Triple);
  // A smaller one must be clear too, or half as clear as the one that was found.
  const enough = Math.min(CLEAR, relativeExcess(measured, ruler) / 2);
  const sides = await shrink(measured.triple, Math.max(3, metric.minimumRows), async (tried) => {
    const found = await measure(tried);
    return found !== undefined && violates(found) && relativeExcess(found, ruler) >= enough;
  });
  const final = await measure(sides.map(again));
  if (final === undefined || !violates(final)) return undefined;
  const [x, y, z] = final.triple;
  // Back from distances to what the metric says.
  const valueOf = (d: number): number => (metric.direction === "distance" ? d : metric.range[1] - d);
  return {
    matrices: { x: toRows(x), y: toRows(y), z: toRows(z) },
    values: { "x,z": valueOf(final.xz), "x,y": valueOf(final.xy), "y,z": valueOf(final.yz) },
    excess: excessOf(final),
    relative: excessOf(final) / final.xz,
    how,
  };
}

/** The triangle inequality: known witnesses, random triples, and searches from the best of both. */
export async function measureTriangle(
  subject: Subject,
  random: Random,
  profile: Profile,
  effort: Effort = EFFORT[subject.info.heavy ? "quick" : profile],
): Promise<Outcome> {
  const metric = subject.info;
  const form = asDistance(metric);
  if ("reason" in form) return notApplicable(form.reason);
  const asker = createAsker(subject);
  const n = rowsFor(metric);
  const sizeless: Ruler = { asker, distance: form.of, symmetric: metric.symmetric, size: 0 };

  const witnesses = await measureAll(
    sizeless,
    Object.entries(WITNESSES).map(([how, make]) => [how, make(n, random.child("witness", how))] as const),
  );
  const drawn = await measureAll(
    sizeless,
    // Two numbers of rows, so that nothing rests on one.
    Array.from({ length: effort.random }, (_, k) => [
      "random triple",
      randomTriple(n + (k % 2) * 4, random.child("random", k)),
    ]),
  );
  if (asker.silence !== undefined) return asker.silence;

  const size = sizeOfValues(
    metric,
    [...drawn, ...witnesses].map(({ measured }) => measured.xz),
  );
  const ruler: Ruler = { ...sizeless, size };
  const height = ({ measured }: Found): number => relativeExcess(measured, ruler);
  const violates = (measured: MeasuredTriple): boolean =>
    relativeExcess(measured, ruler) > 0 &&
    excessOf(measured) > tolerance(Math.max(size, measured.xz), metric);
  const byHeight = (all: readonly Found[]): Found[] => [...all].sort((a, b) => height(b) - height(a));

  const starts = [
    ...byHeight(drawn).slice(0, effort.starts - 1),
    ...byHeight(witnesses.filter(({ measured }) => !violates(measured))).slice(0, 1),
  ];
  const searched: Found[] = [];
  for (const [k, { measured, how }] of starts.entries()) {
    const budget = Math.floor(effort.search / starts.length);
    const found = await searchNear(ruler, measured, budget, random.child("search", k));
    searched.push({ measured: found, how: `search from ${how}` });
  }

  const examples: TriangleExample[] = [];
  let repeatable = true;
  for (const all of [witnesses, drawn, searched]) {
    const [highest] = byHeight(all);
    if (highest === undefined) continue;
    const [x, , z] = highest.measured.triple;
    const asked = [await asker.ask(x, z), await asker.ask(again(x), again(z))] as const;
    repeatable &&= isSame(size, asked);
    if (!violates(highest.measured)) continue;
    const small = await madeSmall(ruler, metric, highest, violates);
    if (small !== undefined) examples.push(small);
  }
  const [smallest] = examples.sort((a, b) => sizeOf(a) - sizeOf(b) || b.relative - a.relative);
  const best = (all: readonly Found[]): number | undefined =>
    all.length === 0 ? undefined : Math.max(...all.map(height));
  const reached = Object.entries({ witness: best(witnesses), random: best(drawn), search: best(searched) });
  const stored: TriangleStored = {
    repeatable,
    reached: Object.fromEntries(reached.filter(([, value]) => value !== undefined)),
    asked: asker.asked,
    share: drawn.length === 0 ? 0 : drawn.filter(({ measured }) => violates(measured)).length / drawn.length,
    ...(smallest === undefined ? {} : { example: smallest }),
  };
  return ok(stored as unknown as Value);
}
