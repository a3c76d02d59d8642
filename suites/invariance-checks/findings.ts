import { TRANSFORMS, type Transform } from "../../core/invariance.ts";
import { SINGLE_PRECISION, type MetricInfo } from "../../core/metric.ts";
import type { NumberOutcome, Value } from "../../core/outcome.ts";
import { notApplicable, ok, undefinedBecause } from "../../core/outcome.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";

/** The outcomes of one cell by the name of their question; `base` is the untransformed pair. */
export type Answers = Readonly<Record<string, NumberOutcome>>;

/** What was measured of one transform on one side. */
export type Verdict = "invariant" | "sensitive" | "undefined";

export type Side = "x" | "y" | "both";

/** Relative change that rounding may cause; condition numbers up to 10 and orthogonal maps stay far below it. */
const TOLERANCE = 1e-7;

/**
 * How far the value may move and still count as unchanged. An error ε in a cosine is ε/sin θ in its angle, so angles
 * get room near 0 and π.
 */
export function tolerance(metric: Pick<MetricInfo, "unit" | "precision">, value: number): number {
  const single = metric.precision === "float32";
  // The size of a value that is small by cancellation is no measure of its rounding.
  const relative = single
    ? SINGLE_PRECISION * Math.max(Math.abs(value), 1e-1)
    : TOLERANCE * Math.max(Math.abs(value), 1e-3);
  if (metric.unit !== "radian") return relative;
  const [cosine, sine] = single ? [1e-6, 1e-3] : [1e-12, 1e-6];
  return Math.max(relative, cosine / Math.max(Math.abs(Math.sin(value)), sine));
}

/** |after − before| / max(|after|, |before|): 0 unchanged, 1 gone, 2 reversed. */
export function relativeChange(before: number, after: number): number {
  const size = Math.max(Math.abs(before), Math.abs(after));
  return size === 0 ? 0 : Math.abs(after - before) / size;
}

interface Measured {
  readonly verdict: Verdict;
  /** The largest relative change over all cells. */
  readonly effect: number;
  readonly cells: number;
  readonly reason?: string;
}

const answersOf = (observation: Observation): Answers | undefined =>
  observation.outcome.status === "ok" ? (observation.outcome.value as unknown as Answers) : undefined;

/** Folds one question over all cells. */
export function judge(metric: MetricInfo, observations: readonly Observation[], question: string): Measured {
  let [effect, cells, moved] = [0, 0, false];
  let reason: string | undefined;
  for (const observation of observations) {
    const answers = answersOf(observation);
    const [base, answer] = [answers?.["base"], answers?.[question]];
    if (base?.status !== "ok" || answer === undefined) continue;
    cells++;
    if (answer.status !== "ok") {
      reason = "reason" in answer ? answer.reason : answer.status;
      continue;
    }
    moved ||= Math.abs(answer.value - base.value) > tolerance(metric, base.value);
    effect = Math.max(effect, relativeChange(base.value, answer.value));
  }
  const verdict = moved ? "sensitive" : cells === 0 || reason !== undefined ? "undefined" : "invariant";
  return { verdict, effect, cells, ...(reason === undefined ? {} : { reason }) };
}

const sidesOf = (transform: Transform): readonly Side[] =>
  transform === "row-permutation" ? ["both"] : ["x", "y", "both"];

/** Declared for a side; for both sides at once when declared for each. */
function isDeclared({ invariances }: MetricInfo, transform: Transform, side: Side): boolean {
  const sides = side === "both" ? (["x", "y"] as const) : [side];
  return sides.every((one) => invariances[one].includes(transform));
}

/**
 * Whether the declaration is right. With both sides transformed only a declared invariance is a promise: two
 * changes can cancel, as two sign flips do in a correlation.
 */
function isRight(declared: boolean, { verdict }: Measured, transform: Transform, side: Side): boolean {
  if (declared) return verdict === "invariant";
  return (side === "both" && transform !== "row-permutation") || verdict !== "invariant";
}

/** `effect/…`, `verdict/…` for every transform and side, and `mismatches`, the number of wrong declarations. */
export function verdictFindings(metric: MetricInfo, observations: readonly Observation[]): SuiteFinding[] {
  const findings: SuiteFinding[] = [];
  const wrong: string[] = [];
  let judged = 0;
  for (const transform of TRANSFORMS) {
    for (const side of sidesOf(transform)) {
      const measured = judge(metric, observations, `${transform}/${side}`);
      const declared = isDeclared(metric, transform, side);
      const right = isRight(declared, measured, transform, side);
      const { verdict, effect, cells } = measured;
      if (cells > 0) judged++;
      if (cells > 0 && !right) wrong.push(`${transform} on ${side}`);
      const reason = measured.reason ?? "the untransformed pair has no value";
      findings.push(
        {
          id: `verdict/${transform}/${side}`,
          title: `${transform} of ${side}: declared equals measured`,
          role: "contract",
          unit: "",
          outcome: cells === 0 ? notApplicable(reason) : ok(right ? "passed" : "failed"),
          note: `declared ${declared ? "invariant" : "sensitive"}, measured ${verdict}`,
          detail: { declared, measured: verdict, effect },
          cells,
        },
        {
          id: `effect/${transform}/${side}`,
          title: `Largest relative change under ${transform} of ${side}`,
          role: "description",
          unit: "relative change",
          outcome: verdict === "undefined" ? undefinedBecause(reason) : ok(effect),
          cells,
        },
      );
    }
  }
  findings.push({
    id: "mismatches",
    title: "Declared = measured",
    role: "contract",
    unit: "",
    outcome:
      judged === 0 ? notApplicable("no pair has a value") : ok(wrong.length === 0 ? "passed" : "failed"),
    note: wrong.length === 0 ? `${judged} declarations hold` : `${wrong.length} wrong: ${wrong.join(", ")}`,
    cells: observations.length,
  });
  return findings;
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/** `dose/…/<side>`: the mean relative change at each dose, and as the value the change at the largest. */
export function doseFindings(
  metric: MetricInfo,
  observations: readonly Observation[],
  name: string,
  doses: readonly number[],
  unit: string,
  label: string,
): SuiteFinding[] {
  return (["x", "y", "both"] as const).map((side): SuiteFinding => {
    const kept: { dose: number; effect: number }[] = [];
    for (const dose of doses) {
      const changes = observations.flatMap((observation) => {
        const answers = answersOf(observation);
        const [base, answer] = [answers?.["base"], answers?.[`dose/${name}/${dose}/${side}`]];
        return base?.status === "ok" && answer?.status === "ok"
          ? [relativeChange(base.value, answer.value)]
          : [];
      });
      if (changes.length > 0) kept.push({ dose, effect: mean(changes) });
    }
    const last = kept.at(-1);
    const detail: Value = {
      dose: kept.map((point) => point.dose),
      effect: kept.map((point) => point.effect),
      unit,
      label,
    };
    return {
      id: `dose/${name}/${side}`,
      title: `Relative change with the ${label}, ${side}`,
      role: "description",
      unit: "relative change",
      outcome:
        last === undefined ? undefinedBecause(`${metric.id} has no value at any dose`) : ok(last.effect),
      detail,
      cells: observations.length,
    };
  });
}
