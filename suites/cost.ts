import type { Matrix } from "../core/matrix.ts";
import type { MetricInfo, Subject } from "../core/metric.ts";
import type { NumberOutcome, Outcome } from "../core/outcome.ts";
import { failed, ok } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Representation } from "../core/representation.ts";
import type { Case, MeasureContext, Observation, Suite } from "../core/suite.ts";
import sharedLatent from "../generators/shared-latent.ts";
import { representation } from "../representation/create.ts";
import { forgetDerived } from "../representation/derived.ts";
import { findingsOf } from "./cost-checks/findings.ts";
import { type Growth, startOfGrowth } from "./cost-checks/memory.ts";
import type { Point } from "./cost-checks/power-law.ts";
import { ALL_PAIRS, grid, STANDARD, type Size } from "./cost-checks/sizes.ts";
import { shortest, type Patience, type Timing } from "./cost-checks/stopwatch.ts";

/** The largest matrices that a case needs; smaller ones are their corners. */
interface Stage {
  readonly pairs: ReadonlyMap<string, readonly [Matrix, Matrix]>;
  readonly list: readonly Matrix[];
}

const PATIENCE: Readonly<Record<"quick" | "full", Patience>> = {
  quick: { enough: 2, most: 5, long: 300 },
  full: { enough: 4, most: 10, long: 3000 },
};

/** Where many pairs are asked about, the first of them have compiled the code for the others. */
const LONG_IF_MANY = 10;

/** Milliseconds for one metric's grid of one data set, after which larger sizes are left out of the fit; full has eight. */
const GRID_LIMIT = { quick: 1_000, full: 500 } as const;

const keyOf = ({ n, p }: Size): string => `${n}×${p}`;

const pair = ({ n, p }: Size, random: Random): [Matrix, Matrix] => {
  const { representations } = sharedLatent.generate({ n, p1: p, p2: p, latents: 8, noise: 0.8 }, random);
  return [representations[0]!.values, representations[1]!.values];
};

/** New representations of the same matrices: nothing that was derived before is known of them. */
const renew = (values: readonly Matrix[]): Representation[] => {
  forgetDerived();
  return values.map((matrix) => representation(matrix));
};

/** Why a question has no answer, to be returned in place of a time. */
interface Refusal {
  outcome?: Outcome | undefined;
}

async function timePair(
  subject: Subject,
  values: readonly [Matrix, Matrix],
  patience: Patience,
  refusal: Refusal,
  watch: { readonly begin?: () => void; readonly end?: () => unknown } = {},
): Promise<Timing | undefined> {
  return shortest(
    () => {
      const made = renew(values);
      watch.begin?.();
      return made;
    },
    async ([x, y]) => {
      const outcome: NumberOutcome = await subject.compare(x!, y!);
      if (outcome.status !== "ok") refusal.outcome = outcome;
      return outcome.status === "ok";
    },
    patience,
    watch.end,
  );
}

const unanswered = ({ outcome }: Refusal): Outcome =>
  outcome ?? failed("suite/no-time", "cost: no time was taken");

async function standard(subject: Subject, { pairs }: Stage, patience: Patience): Promise<Outcome> {
  const values = pairs.get(keyOf(STANDARD))!;
  const refusal: Refusal = {};
  // The memory of another process is not to be seen from here.
  const watched = subject.elsewhere !== true;
  let began = 0;
  let read: (() => Growth) | undefined;
  let grown: Growth | undefined;
  // The second repetition is watched: in the first, code is still being compiled.
  const begin = (): void => {
    if (++began === 2 && watched) read = startOfGrowth();
  };
  const timing = await timePair(subject, values, patience, refusal, {
    begin,
    end: () => (grown ??= read?.()),
  });
  if (timing === undefined) return unanswered(refusal);
  if (!watched) return ok({ ...timing });
  if (grown === undefined) {
    const [x, y] = renew(values);
    read = startOfGrowth();
    await subject.compare(x!, y!);
    grown = read();
  }
  return ok({ ...timing, ...grown });
}

async function overGrid(
  subject: Subject,
  { pairs }: Stage,
  patience: Patience,
  limit: number,
): Promise<Outcome> {
  const points: Point[] = [];
  const refusal: Refusal = {};
  let spent = 0;
  for (const [key, values] of pairs) {
    if (spent > limit) break;
    const timing = await timePair(subject, values, { ...patience, long: LONG_IF_MANY }, refusal);
    // A size without a value (as many units as stimuli, say) is left out; the others may have one.
    if (timing === undefined) continue;
    const [n, p] = key.split("×").map(Number);
    points.push({ n: n!, p: p!, seconds: timing.seconds });
    spent += 1000 * timing.seconds * timing.repetitions;
  }
  if (points.length === 0) return unanswered(refusal);
  return ok({ points: points.map((point) => ({ ...point })), leftOut: pairs.size - points.length });
}

async function allPairs(subject: Subject, { list }: Stage, patience: Patience): Promise<Outcome> {
  const refusal: Refusal = {};
  const timing = await shortest(
    () => renew(list),
    async (all) => {
      const outcomes = await subject.allPairs(all, all);
      // A representation and itself may have no value, an infinite information say; that takes its time, too.
      refusal.outcome = outcomes.find(({ status }) => status !== "ok" && status !== "undefined");
      return refusal.outcome === undefined;
    },
    { ...patience, long: LONG_IF_MANY },
  );
  if (timing === undefined) return unanswered(refusal);
  const single = await timePair(subject, [list[0]!, list[1]!], patience, refusal);
  if (single === undefined) return unanswered(refusal);
  return ok({ seconds: timing.seconds, pairs: list.length ** 2, single: single.seconds });
}

async function measure(
  subject: Subject,
  stage: Stage,
  which: Case<string>,
  { profile }: MeasureContext,
): Promise<Outcome> {
  const patience = { ...PATIENCE[profile], clockOnly: subject.elsewhere === true };
  if (which.params === "grid") return overGrid(subject, stage, patience, GRID_LIMIT[profile]);
  return which.params === "standard"
    ? standard(subject, stage, patience)
    : allPairs(subject, stage, patience);
}

function prepare(which: Case<string>, random: Random): Stage {
  if (which.params === "all-pairs") {
    const { k, ...size } = ALL_PAIRS;
    const list = Array.from({ length: k }, (_, i) => pair(size, random.child(i))[0]);
    return { pairs: new Map(), list };
  }
  const sizes = which.params === "standard" ? [STANDARD] : grid(which.replicates > 1 ? "full" : "quick");
  return {
    pairs: new Map(sizes.map((size) => [keyOf(size), pair(size, random.child(keyOf(size)))])),
    list: [],
  };
}

const cost: Suite<string, Stage> = {
  id: "cost",
  version: 2,
  title: "Cost",
  question: "What does it cost?",
  volatile: true,
  cases: (profile) =>
    ["standard", "grid", "all-pairs"].map((id) => ({
      id,
      params: id,
      replicates: profile === "quick" ? 1 : 8,
    })),
  prepare,
  measure,
  summarise: (_metric: MetricInfo, observations: readonly Observation<string>[]) => findingsOf(observations),
};

export default cost;
