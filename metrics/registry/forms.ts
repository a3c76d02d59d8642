import { EtalonError } from "../../core/errors.ts";
import { closure } from "../../core/invariance.ts";
import type { Metric, MetricInfo } from "../../core/metric.ts";
import { randomFrom } from "../../core/random.ts";
import { nearest } from "../../core/nearest.ts";
import { Undefined } from "../../core/outcome.ts";
import { arccos } from "../families/angles.ts";
import { byArccos } from "../gradients/angles.ts";
import { times } from "../gradients/raw.ts";

/** One way to dress a score s that is at most 1 at identity. */
interface Form {
  readonly title: string;
  readonly formula: string;
  readonly direction: "similarity" | "distance";
  readonly range: readonly [number, number];
  readonly unit?: "radian";
  readonly of: (s: number) => number;
  /** The derivative of `of`; at s = 1, where an angle and a chord have a kink, any finite number. */
  readonly slope: (s: number) => number;
}

/**
 * The forms in which one score is published: derived once for every metric whose value is at most 1, at identity.
 * Where s can be negative the angular score is in [−1, 0), squaring loses the sign and the logarithm is undefined.
 */
export const FORMS: Readonly<Record<string, Form>> = {
  angular: {
    title: "angle",
    formula: "arccos s",
    direction: "distance",
    range: [0, Math.PI],
    unit: "radian",
    of: arccos,
    slope: byArccos,
  },
  "angular-score": {
    title: "angular score",
    formula: "1 − 2·arccos(s)/π",
    direction: "similarity",
    range: [-1, 1],
    of: (s) => 1 - (2 * arccos(s)) / Math.PI,
    slope: (s) => (-2 * byArccos(s)) / Math.PI,
  },
  squared: {
    title: "squared",
    formula: "s²",
    direction: "similarity",
    range: [0, 1],
    of: (s) => s * s,
    slope: (s) => 2 * s,
  },
  "one-minus": {
    title: "one minus",
    formula: "1 − s",
    direction: "distance",
    range: [0, 2],
    of: (s) => 1 - s,
    slope: () => -1,
  },
  chordal: {
    title: "chordal distance",
    formula: "√(2 − 2s)",
    direction: "distance",
    range: [0, 2],
    of: (s) => Math.sqrt(Math.max(0, 2 - 2 * s)),
    slope: (s) => (s < 1 ? -1 / Math.sqrt(2 - 2 * s) : 0),
  },
  "chordal-squared": {
    title: "squared chordal distance",
    formula: "2 − 2s",
    direction: "distance",
    range: [0, 4],
    of: (s) => Math.max(0, 2 - 2 * s),
    slope: () => -2,
  },
  "negative-log": {
    title: "negative logarithm",
    formula: "−ln s",
    direction: "distance",
    range: [0, Infinity],
    of: (s) => {
      if (s <= 0) throw new Undefined(`the logarithm of a score of ${s} is not defined`);
      return -Math.log(s);
    },
    slope: (s) => -1 / s,
  },
};

/**
 * A metric in another form, `id@form`.
 *
 * @throws EtalonError `metric/unknown-form` for a form that does not exist or does not fit a value unbounded by 1.
 */
export function applyForm(metric: Metric, name: string): Metric {
  const form = FORMS[name];
  if (form === undefined) {
    const meant = nearest(name, Object.keys(FORMS));
    throw new EtalonError("metric/unknown-form", `there is no form "${name}"`, {
      remedy:
        meant === undefined ? `forms are ${Object.keys(FORMS).join(", ")}` : `did you mean "@${meant}"?`,
    });
  }
  if (metric.direction !== "similarity" || metric.range[1] !== 1 || metric.range[0] < -1) {
    throw new EtalonError("metric/unknown-form", `"${metric.id}" has no form "@${name}"`, {
      got: `a ${metric.direction} in [${metric.range.join(", ")}]`,
      remedy: "forms are for similarities in [−1, 1]",
    });
  }
  return {
    ...infoOf(metric),
    id: `${metric.id}@${name}`,
    title: `${metric.title}, ${form.title}`,
    formula: `${form.formula}, s = ${metric.formula}`,
    direction: form.direction,
    range: metric.range[0] >= 0 ? nonNegativeRange(form) : form.range,
    ...(form.unit === undefined ? {} : { unit: form.unit }),
    axioms: "none",
    invariances: { x: closure(metric.invariances.x), y: closure(metric.invariances.y) },
    aliases: [],
    differentiable: metric.gradient !== undefined,
    compare: (x, y, context) => form.of(metric.compare(x, y, context)),
    ...(metric.gradient === undefined ? {} : { gradient: gradientOf(metric, form) }),
  };
}

/** By the chain rule. @throws Undefined where the score or its gradient is, or the form of the score. */
const gradientOf =
  (metric: Metric, form: Form): NonNullable<Metric["gradient"]> =>
  (x, y) => {
    // A score that is smooth draws nothing at random.
    const score = metric.compare(x, y, { random: randomFrom("gradient") });
    form.of(score);
    return times(form.slope(score), metric.gradient!(x, y));
  };

/** The metadata that a form keeps: all but what is of the value itself. */
function infoOf(metric: Metric): Omit<MetricInfo, "unit"> {
  const kept = Object.entries(metric).filter(
    ([field]) =>
      !["unit", "compare", "gradient", "slope", "ascent", "allPairs", "similarity"].includes(field),
  );
  return Object.fromEntries(kept) as unknown as Omit<MetricInfo, "unit">;
}

/** The form's range for s in [0, 1]; all forms are monotone there. */
function nonNegativeRange(form: Form): readonly [number, number] {
  if (form === FORMS["negative-log"]) return form.range;
  const [a, b] = [form.of(0), form.of(1)];
  return a < b ? [a, b] : [b, a];
}
