import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Slope, Subject } from "../../core/metric.ts";
import type { NumberOutcome, Outcome } from "../../core/outcome.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import type { Objective } from "../../generators/ascend/index.ts";
import { forgetReordered, rememberPassing } from "../../representation/derived.ts";

/** A question that failed, carried through an ascent; the cell's outcome is `outcome`. */
export class Refused extends Error {
  readonly outcome: Exclude<Outcome, { status: "ok" }>;

  constructor(outcome: Exclude<Outcome, { status: "ok" }>) {
    super(outcome.status);
    this.name = "Refused";
    this.outcome = outcome;
  }
}

/** A metric's value as a score that rises to 1 at identity, and the derivative of that score by the value. */
export interface ScoreForm {
  readonly of: (value: number) => number;
  readonly slope: (value: number) => number;
}

/** Step of the difference quotient; every `similarity` is a linear or quadratic function, where it is exact. */
const STEP = 1e-4;

/**
 * How a metric's value becomes a score with 1 at identity; undefined where it has no such scale (a distance without
 * a largest value, HSIC).
 */
export function scoreForm(subject: Pick<Subject, "info" | "similarity">): ScoreForm | undefined {
  const { info } = subject;
  if (subject.similarity !== undefined) {
    const similarity = (value: number): number => subject.similarity!(value);
    return {
      of: similarity,
      slope: (value) => (similarity(value + STEP) - similarity(value - STEP)) / (2 * STEP),
    };
  }
  return info.direction === "similarity" && info.range[1] === 1
    ? { of: (value) => value, slope: () => 1 }
    : undefined;
}

/** Why {@link scoreForm} has none. */
export const NO_SCALE = "its scale has no 1 at identity, so that a score to be reached is not defined";

function unwrap<T extends { readonly status: string }>(outcome: T): Extract<T, { status: "ok" }> {
  if (outcome.status === "undefined") throw new Undefined((outcome as unknown as { reason: string }).reason);
  if (outcome.status !== "ok") {
    throw new Refused(outcome as unknown as Exclude<NumberOutcome, { status: "ok" }>);
  }
  return outcome as Extract<T, { status: "ok" }>;
}

const passing = (y: Matrix): Representation => {
  // What the last step's Y needed is of no use to this one's; X's factors stay.
  forgetReordered();
  const made: Representation = { n: y.rows, p: y.cols, values: y };
  rememberPassing(made);
  return made;
};

/** The score of Y against X with its gradient. @throws Undefined where there is none; {@link Refused} for a fault. */
export function objectiveOf(subject: Subject, x: Representation, form: ScoreForm): Objective {
  let along:
    { readonly width: number; readonly run: (y: Matrix, gradient: Matrix) => NumberOutcome } | undefined;
  const slopeAt = async (y: Matrix, into?: Matrix): Promise<Slope> => {
    if (subject.ascent === undefined) {
      const asked = subject.slope!(x, passing(y));
      return unwrap(asked instanceof Promise ? await asked : asked);
    }
    if (along?.width !== y.cols) along = { width: y.cols, run: subject.ascent(x, y.cols) };
    const gradient = into ?? matrix(y.rows, y.cols);
    return { value: unwrap(along.run(y, gradient)).value, gradient };
  };
  return async (y, into) => {
    const { value, gradient } = await slopeAt(y, into);
    const factor = form.slope(value);
    if (factor !== 1) for (let k = 0; k < gradient.data.length; k++) gradient.data[k]! *= factor;
    return { score: form.of(value), gradient };
  };
}

/** The score alone, for measures without a gradient. */
export function valueOf(
  subject: Subject,
  x: Representation,
  form: ScoreForm,
): (y: Matrix) => Promise<number> {
  return async (y) => form.of(unwrap(await subject.compare(x, passing(y))).value);
}
