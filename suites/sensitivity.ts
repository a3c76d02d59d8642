import type { MetricInfo, Subject } from "../core/metric.ts";
import type { NumberOutcome, Outcome } from "../core/outcome.ts";
import { ok } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Representation } from "../core/representation.ts";
import type { Case, Observation, Profile, Suite, SuiteFinding } from "../core/suite.ts";
import { assemble, randomComponents } from "../generators/components.ts";
import { representation } from "../representation/create.ts";
import {
  DOSE_FAMILIES,
  doseSeries,
  recorder,
  type Base,
  type DoseFamily,
} from "./sensitivity-checks/doses.ts";
import { familyFindings } from "./sensitivity-checks/findings.ts";
import type { Score } from "./sensitivity-checks/measured.ts";
import { signalFinding } from "./sensitivity-checks/signal.ts";

/** Stimuli and units. A d′ grows with the number of stimuli. */
const [STIMULI, UNITS] = [80, 16];

/** Variances of the latent signals: 1/i, as in visual cortex (Stringer et al. 2019, Nature 571, 361-365). */
const VARIANCES: readonly number[] = Array.from({ length: UNITS }, (_, i) => 1 / (i + 1));

/** Series of doses for each data set, and those of which all pairs are compared. */
interface DoseParams {
  readonly [name: string]: number | string;
  readonly dose: string;
  readonly draws: number;
  readonly paths: number;
}

interface Stage {
  readonly x: Representation;
  readonly series: readonly (readonly Representation[])[];
}

const familyOf = (which: Case<DoseParams>): DoseFamily =>
  DOSE_FAMILIES.find(({ id }) => id === which.params.dose)!;

/** A data set is the same in both profiles; `full` has more of them. */
const cases = (profile: Profile): Case<DoseParams>[] =>
  DOSE_FAMILIES.map(({ id, real, even }) => ({
    id,
    params: { dose: id, draws: real ? 12 : 4, paths: even ? 2 : 0 },
    replicates: profile === "quick" ? 3 : 8,
  }));

function prepare(which: Case<DoseParams>, random: Random): Stage {
  const family = familyOf(which);
  const components = randomComponents(STIMULI, VARIANCES, random.child("signal"));
  const base: Base = { components, values: assemble(components.u, components.lambda, components.v) };
  const x = representation(recorder(UNITS, random.child("x"))(base.values), "X");
  return {
    x,
    series: Array.from({ length: which.params.draws }, (_, draw) =>
      doseSeries(family, base, random.child("draw", draw)),
    ),
  };
}

/** A score or its reason; anything worse ends the cell. */
function scoreOf(outcome: NumberOutcome): Score | undefined {
  if (outcome.status === "ok") return outcome.value;
  return outcome.status === "undefined" ? outcome.reason : undefined;
}

async function measure(subject: Subject, { x, series }: Stage, which: Case<DoseParams>): Promise<Outcome> {
  const doses = series[0]!.length;
  const outcomes = [...(await subject.allPairs([x], series.flat()))];
  for (const path of series.slice(0, which.params.paths)) {
    for (let i = 0; i < doses; i++)
      for (let j = i + 1; j < doses; j++) outcomes.push(await subject.compare(path[i]!, path[j]!));
  }
  const scores: Score[] = [];
  for (const outcome of outcomes) {
    const score = scoreOf(outcome);
    if (score === undefined) return outcome;
    scores.push(score);
  }
  const cut = (from: number, size: number, count: number): Score[][] =>
    Array.from({ length: count }, (_, k) => scores.slice(from + k * size, from + (k + 1) * size));
  return ok({
    series: cut(0, doses, series.length),
    pairs: cut(series.length * doses, (doses * (doses - 1)) / 2, which.params.paths),
  });
}

function summarise(metric: MetricInfo, observations: readonly Observation<DoseParams>[]): SuiteFinding[] {
  const families = DOSE_FAMILIES.map(
    (family) => [family, observations.filter((observation) => observation.case.id === family.id)] as const,
  ).filter(([, cells]) => cells.length > 0);
  return [
    ...families.flatMap(([family, cells]) => familyFindings(metric, family, cells)),
    signalFinding(
      metric,
      families.filter(([{ real }]) => real),
    ),
  ];
}

const sensitivity: Suite<DoseParams, Stage> = {
  id: "sensitivity",
  version: 1,
  title: "Sensitivity",
  question: "Does the score fall when similarity falls?",
  cases,
  applies: (metric, which) =>
    metric.usesCorrespondence ||
    !familyOf(which).correspondenceOnly ||
    "it ignores which stimulus is which by design, and only that changes",
  prepare,
  measure,
  summarise,
};

export default sensitivity;
