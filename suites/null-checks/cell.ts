import type { Subject } from "../../core/metric.ts";
import type { NumberOutcome, Outcome } from "../../core/outcome.ts";
import { notApplicable, ok, undefinedBecause } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import { pValue } from "../../metrics/calibration/calibrate.ts";
import { exactNull } from "../../metrics/calibration/exact-null.ts";
import { permutationNull } from "../../metrics/calibration/permutation-null.ts";
import { DRAWS, type LevelParams, type NullCase } from "./cases.ts";
import type { Pair, Stage } from "./data.ts";

/** What a cell of independent pairs stores. */
export interface StoredNull {
  readonly values: readonly number[];
  /** For metrics with a closed form: value − its exact mean over all orders of the rows, averaged over the pairs. */
  readonly deviation?: { readonly mean: number; readonly error: number; readonly expected: number };
}

/** What a cell of related pairs stores. */
export interface StoredRelated {
  readonly values: readonly number[];
  readonly unrelated: readonly number[];
}

/** What a cell of all orders stores. */
export interface StoredExact {
  /** |mean over all orders − closed form|, over the larger of 1 and the closed form. */
  readonly deviation: number;
}

/** What a cell of permutation tests stores: the p-value of each pair. */
export interface StoredLevel {
  readonly p: readonly number[];
}

type Answers = { readonly values: number[] } | { readonly outcome: Exclude<NumberOutcome, { status: "ok" }> };

/** What is stored of a value: enough for every finding, and short. */
const short = (value: number): number => Number(value.toPrecision(9));

/** The values of all pairs, or why one of them has none. */
async function ask(subject: Subject, pairs: readonly Pair[]): Promise<Answers> {
  const values: number[] = [];
  for (const [x, y] of pairs) {
    const outcome = await subject.compare(x, y);
    if (outcome.status !== "ok") return { outcome };
    values.push(outcome.value);
  }
  return { values };
}

function deviationOf({ info }: Subject, pairs: readonly Pair[], values: readonly number[]): object {
  const expected = pairs.map(([x, y]) => exactNull(info, x, y));
  if (!expected.every((value) => value !== undefined)) return {};
  const count = values.length;
  const differences = values.map((value, k) => value - expected[k]!);
  const mean = differences.reduce((total, value) => total + value / count, 0);
  const squares = differences.reduce((total, value) => total + (value - mean) ** 2, 0);
  return {
    deviation: {
      mean: short(mean),
      error: short(Math.sqrt(squares / (count - 1) / count)),
      expected: short(expected.reduce((total, value) => total + value / count, 0)),
    },
  };
}

async function measureNull(subject: Subject, { pairs }: Stage): Promise<Outcome> {
  const found = await ask(subject, pairs);
  if ("outcome" in found) return found.outcome;
  return ok({ values: found.values.map(short), ...deviationOf(subject, pairs, found.values) });
}

async function measureRelated(subject: Subject, { pairs, unrelated }: Stage): Promise<Outcome> {
  const [related, wrong] = [await ask(subject, pairs), await ask(subject, unrelated)];
  if ("outcome" in related) return related.outcome;
  if ("outcome" in wrong) return wrong.outcome;
  return ok({ values: related.values.map(short), unrelated: wrong.values.map(short) });
}

async function measureExact(subject: Subject, { pairs }: Stage): Promise<Outcome> {
  const expected = exactNull(subject.info, ...pairs[0]!);
  if (expected === undefined) return notApplicable("no closed form of its mean is known");
  const found = await ask(subject, pairs);
  if ("outcome" in found) return found.outcome;
  const mean = found.values.reduce((total, value) => total + value, 0) / found.values.length;
  return ok({ deviation: Math.abs(mean - expected) / Math.max(1, Math.abs(expected)) });
}

async function measureLevel(
  subject: Subject,
  { pairs }: Stage,
  { n, group }: LevelParams,
  random: Random,
): Promise<Outcome> {
  const groups =
    group === 1 ? {} : { groups: Array.from({ length: n }, (_, row) => Math.floor(row / group)) };
  const p: number[] = [];
  for (const [k, [x, y]] of pairs.entries()) {
    const score = await subject.compare(x, y);
    if (score.status !== "ok") return score;
    const options = { draws: DRAWS, random: random.child(k), ...groups };
    const [found] = await permutationNull([subject], x, y, options);
    if (found === undefined) return undefinedBecause("no null distribution");
    if ("outcome" in found) return found.outcome;
    p.push(pValue(score.value, found.values, subject.info.direction));
  }
  return ok({ p });
}

/** Asks one metric about the pairs of one cell. */
export function measureCell(
  subject: Subject,
  stage: Stage,
  which: NullCase,
  random: Random,
): Promise<Outcome> {
  switch (which.part) {
    case "null":
      return measureNull(subject, stage);
    case "related":
      return measureRelated(subject, stage);
    case "exact":
      return measureExact(subject, stage);
    case "level":
      return measureLevel(subject, stage, which, random);
  }
}
