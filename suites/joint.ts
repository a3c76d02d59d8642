import type { Metric, Subject } from "../core/metric.ts";
import type { Outcome, Value } from "../core/outcome.ts";
import { notApplicable, ok } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import type { MeasureContext, Observation, Profile, Suite, SuiteFinding } from "../core/suite.ts";
import { metricById } from "../metrics/registry/index.ts";
import { forgetReordered, rememberPassing } from "../representation/derived.ts";
import { NO_SCALE, objectiveOf, Refused, scoreForm } from "./ascent-checks/score.ts";
import { boundOf } from "./joint-checks/bound.ts";
import {
  DATA,
  jointApplies,
  jointCases,
  jointData,
  type DataName,
  type JointParams,
} from "./joint-checks/cases.ts";
import { describePair, type JointCell } from "./joint-checks/findings.ts";
import { partnerObjective } from "./joint-checks/partner.ts";
import { regionBuilder } from "./joint-checks/region.ts";
import { walkTheEdge } from "./joint-checks/square.ts";

interface Stage {
  readonly x: Representation;
  readonly partner: Metric;
}

/** Steps of an ascent: 28 of them for a pair. */
const STEPS: Readonly<Record<Profile, number>> = { quick: 60, full: 100 };

async function walk(
  subject: Subject,
  { x, partner }: Stage,
  { random, profile }: MeasureContext,
): Promise<Outcome> {
  const form = scoreForm(subject);
  if (form === undefined) return notApplicable(NO_SCALE);
  if (subject.slope === undefined) return notApplicable("it carries no gradient");
  const [builder, bound] = [regionBuilder(), boundOf(subject.info.id, partner.id, x)];
  let excess = -Infinity;
  const both = [
    objectiveOf(subject, x, form),
    partnerObjective(partner, x, random.child("partner")),
  ] as const;
  const singular = await walkTheEdge(both, x.values, { steps: STEPS[profile], random }, (point, values) => {
    builder.add(point);
    if (bound === undefined) return;
    const y: Representation = { n: values.rows, p: values.cols, values };
    rememberPassing(y);
    excess = Math.max(excess, bound.excess(point, y));
  });
  forgetReordered();
  const region = builder.region();
  const limits = bound === undefined ? [] : region.at.map((score) => bound.at(score));
  const cell: JointCell = {
    ...region,
    singular,
    ...(bound === undefined
      ? {}
      : { excess, bound: { low: limits.map(({ low }) => low), high: limits.map(({ high }) => high) } }),
  };
  return ok(cell as unknown as Value);
}

async function measure(subject: Subject, stage: Stage, context: MeasureContext): Promise<Outcome> {
  try {
    return await walk(subject, stage, context);
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.outcome;
    throw thrown;
  }
}

function summarise(observations: readonly Observation<JointParams>[]): SuiteFinding[] {
  const asked = observations.filter(({ outcome }) => outcome.status !== "not-applicable");
  const partners = [...new Set(asked.map(({ case: { params } }) => params.partner))];
  return partners.flatMap((partner) =>
    (Object.keys(DATA) as DataName[]).flatMap((data): SuiteFinding[] => {
      const own = asked.filter(({ case: { params } }) => params.partner === partner && params.data === data);
      const cells = own.flatMap(({ outcome }) =>
        outcome.status === "ok" ? [outcome.value as unknown as JointCell] : [],
      );
      if (cells.length > 0) return describePair(partner, [data, DATA[data]], cells);
      return own.slice(0, 1).map(({ outcome }) => ({
        id: `area/${partner}/${data}`,
        title: `Area of the region with ${partner}: ${DATA[data]}`,
        role: "description",
        unit: "fraction",
        outcome,
        cells: own.length,
      }));
    }),
  );
}

/**
 * Y ascends two scores at once to targets on the edge of the unit square; what it reaches is the region of pairs of
 * scores that these data allow. Source: Cloos et al. 2025 (arxiv:2407.07059); docs/suites/joint.md.
 */
const joint: Suite<JointParams, Stage> = {
  id: "joint",
  version: 1,
  title: "Two scores at once",
  question: "What does one score imply about another?",
  cases: jointCases,
  applies: jointApplies,
  prepare: async ({ params }, random) => ({
    x: jointData(params.data, random.child("data")),
    partner: await metricById(params.partner),
  }),
  measure: (subject, stage, _which, context) => measure(subject, stage, context),
  summarise: (_metric, observations) => summarise(observations),
};

export default joint;
