import type { Matrix } from "../core/matrix.ts";
import type { Metric, MetricContext, SlopeInto, SlopeOutcome, Subject } from "../core/metric.ts";
import type { NumberOutcome } from "../core/outcome.ts";
import { failed } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Representation } from "../core/representation.ts";
import { requireComparable } from "../representation/create.ts";
import { answerOf, answerOfThrown } from "./answer.ts";
import type { Guard } from "./guard.ts";
import { createGuard } from "./guard.ts";
import { isExtreme } from "./scale.ts";

/** A subject in this process, which also knows whether its metric has written into the data. */
export interface WatchedSubject extends Subject {
  compare(x: Representation, y: Representation): NumberOutcome;
  allPairs(xs: readonly Representation[], ys: readonly Representation[]): readonly NumberOutcome[];
  slope?(x: Representation, y: Representation): SlopeOutcome;
  /** X is compared with what it was at every {@link WATCHED}th step, and Y, which is the asker's to write, never. */
  ascent?(x: Representation, width: number): (y: Matrix, gradient: Matrix) => NumberOutcome;
  /** Whether the metric changed its input; the data are then of no use to anyone. */
  readonly mutated: boolean;
}

/** The metric's context; its source is made only for the few that draw from it. */
function contextOf(random: Random, path: readonly number[]): MetricContext {
  let source: Random | undefined;
  return {
    get random() {
      return (source ??= random.child(...path));
    },
  };
}

function isMatrix(value: unknown, rows: number, cols: number): value is Matrix {
  if (typeof value !== "object" || value === null) return false;
  const { rows: r, cols: c, data } = value as Partial<Matrix>;
  return r === rows && c === cols && data instanceof Float64Array && data.length === rows * cols;
}

/** Steps of an ascent between two looks at X. */
const WATCHED = 64;

/** The first number that is NaN or infinite. */
function nonFinite(values: Float64Array): number | undefined {
  // 0 · x is NaN exactly for these, and a sum keeps a NaN: one pass without a branch.
  let probe = 0;
  for (let k = 0; k < values.length; k++) probe += 0 * values[k]!;
  return probe === 0 ? undefined : values.find((value) => !Number.isFinite(value));
}

/** Asks a metric about one pair; `path` names the question's random source. Never throws. */
function pairAsker(
  metric: Metric,
  random: Random,
): (x: Representation, y: Representation, path: readonly number[]) => NumberOutcome {
  const { id, minimumRows } = metric;
  return (x, y, path) => {
    try {
      requireComparable(x, y, minimumRows, id);
      const value: unknown = metric.compare(x, y, contextOf(random, path));
      return answerOf(id, value, () => isExtreme(x) || isExtreme(y));
    } catch (thrown) {
      return answerOfThrown(id, thrown);
    }
  };
}

/**
 * {@link subjectOf} without the watch over the inputs, for a built-in metric that is asked so often about the same data
 * that a checksum after each answer would cost more than the answers.
 */
export function unwatchedSubject(metric: Metric, random: Random): Subject {
  let asked = 0;
  const ask = pairAsker(metric, random);
  return {
    info: metric,
    compare: (x, y) => ask(x, y, [asked++]),
    allPairs: (xs, ys) => xs.flatMap((x) => ys.map((y) => ask(x, y, [asked++]))),
  };
}

/**
 * Wraps a metric so that it never throws: shapes are checked before it is asked, what it throws or returns becomes an
 * outcome, and a change of its input is found by checksum.
 *
 * Outcomes: `error input/row-mismatch`, `input/too-few-rows`, `metric/not-a-number`, `metric/not-finite`,
 * `metric/bad-all-pairs`, `metric/bad-gradient`, `metric/threw`, `input-mutated` or the code of a typed error; `undefined` where the metric
 * throws `Undefined`, or for an infinite value of input at an extreme scale. Each question has a random source of its
 * own, a child of `random` by the question's number.
 *
 * @param guard Shared by the subjects of a batch. @defaultValue one of its own
 */
export function subjectOf(metric: Metric, random: Random, guard: Guard = createGuard()): WatchedSubject {
  let asked = 0;
  let mutated = false;
  const { id, minimumRows } = metric;
  const changed = (): NumberOutcome => failed("input-mutated", `${id}: it changed its input`);
  const spoiltSlope = (): SlopeOutcome => failed("input-mutated", `${id}: it changed its input`);

  const askPair = pairAsker(metric, random);

  /** `ask`, with the inputs compared to what they were before. */
  const watched = <T>(inputs: readonly Representation[], ask: () => T, spoilt: () => T): T => {
    if (mutated) return spoilt();
    guard.watch(inputs);
    const answer = ask();
    mutated = guard.changed(inputs);
    return mutated ? spoilt() : answer;
  };

  /** Of one list with itself, what is declared symmetric is asked one way; that the declaration is true is for the
   * `axioms` suite to find. */
  const loop = (
    xs: readonly Representation[],
    ys: readonly Representation[],
    question: number,
  ): NumberOutcome[] => {
    const mirrored = metric.symmetric && xs === ys;
    const outcomes: NumberOutcome[] = [];
    xs.forEach((x, i) => {
      ys.forEach((y, j) => {
        const known = mirrored && j < i ? outcomes[j * ys.length + i] : undefined;
        outcomes.push(known ?? askPair(x, y, [question, i, j]));
      });
    });
    return outcomes;
  };

  const together = (
    xs: readonly Representation[],
    ys: readonly Representation[],
    question: number,
  ): readonly NumberOutcome[] => {
    const rows = new Set([...xs, ...ys].map(({ n }) => n));
    const sameRows = rows.size === 1 && [...rows].every((n) => n >= minimumRows);
    if (metric.allPairs === undefined || !sameRows) return loop(xs, ys, question);
    const all = (outcome: NumberOutcome): NumberOutcome[] => xs.flatMap(() => ys.map(() => outcome));
    try {
      const values: unknown = metric.allPairs(xs, ys);
      if (!isMatrix(values, xs.length, ys.length)) {
        return all(
          failed("metric/bad-all-pairs", `${id}: allPairs must return a ${xs.length}×${ys.length} matrix`),
        );
      }
      return xs.flatMap((x, i) =>
        ys.map((y, j) => entry(values.data[i * ys.length + j]!, x, y, [question, i, j])),
      );
    } catch (thrown) {
      return all(answerOfThrown(id, thrown));
    }
  };

  /** An entry without a number: `compare` knows the reason. */
  const entry = (
    value: number,
    x: Representation,
    y: Representation,
    path: readonly number[],
  ): NumberOutcome => {
    if (Number.isFinite(value)) return { status: "ok", value };
    const reason = askPair(x, y, path);
    if (reason.status !== "ok") return reason;
    return failed("metric/not-finite", `${id}: allPairs gives ${value} where compare gives ${reason.value}`);
  };

  const askSlope = (x: Representation, y: Representation, path: readonly number[]): SlopeOutcome => {
    try {
      requireComparable(x, y, minimumRows, id);
      const { value, gradient } = metric.slope?.(x, y) ?? {
        value: metric.compare(x, y, contextOf(random, path)),
        gradient: metric.gradient?.(x, y) as unknown,
      };
      const answer = answerOf(id, value, () => isExtreme(x) || isExtreme(y));
      if (answer.status !== "ok") return answer;
      if (!isMatrix(gradient, y.n, y.p)) {
        return failed("metric/bad-gradient", `${id}: gradient must return a ${y.n}×${y.p} matrix`);
      }
      const bad = nonFinite(gradient.data);
      if (bad !== undefined) return failed("metric/bad-gradient", `${id}: the gradient holds ${bad}`);
      return { ...answer, gradient };
    } catch (thrown) {
      const answer = answerOfThrown(id, thrown);
      return answer.status === "ok" ? failed("metric/bad-gradient", `${id}: no gradient`) : answer;
    }
  };

  const ascent = (x: Representation, width: number): ((y: Matrix, gradient: Matrix) => NumberOutcome) => {
    let run: SlopeInto | undefined;
    let steps = 0;
    const step = (y: Matrix, gradient: Matrix): NumberOutcome => {
      const moved: Representation = { n: y.rows, p: y.cols, values: y };
      try {
        requireComparable(x, moved, minimumRows, id);
        run ??= metric.ascent!(x, width);
        const answer = answerOf(id, run(y, gradient), () => isExtreme(x) || isExtreme(moved));
        if (answer.status !== "ok") return answer;
        const bad = nonFinite(gradient.data);
        return bad === undefined ? answer : failed("metric/bad-gradient", `${id}: the gradient holds ${bad}`);
      } catch (thrown) {
        return answerOfThrown(id, thrown);
      }
    };
    return (y, gradient) => {
      if (mutated) return changed();
      return steps++ % WATCHED === 0 ? watched([x], () => step(y, gradient), changed) : step(y, gradient);
    };
  };

  return {
    info: metric,
    ...(metric.similarity === undefined ? {} : { similarity: (value: number) => metric.similarity!(value) }),
    ...(metric.gradient === undefined || metric.ascent === undefined ? {} : { ascent }),
    ...(metric.gradient === undefined
      ? {}
      : {
          slope: (x: Representation, y: Representation) =>
            watched<SlopeOutcome>([x, y], () => askSlope(x, y, [asked++]), spoiltSlope),
        }),
    get mutated() {
      return mutated;
    },
    compare: (x, y) => watched([x, y], () => askPair(x, y, [asked++]), changed),
    allPairs: (xs, ys) =>
      watched<readonly NumberOutcome[]>(
        [...xs, ...ys],
        () => together(xs, ys, asked++),
        () => xs.flatMap(() => ys.map(changed)),
      ),
  };
}
