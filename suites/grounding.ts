import type { MetricInfo, Subject } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import { ok, undefinedBecause } from "../core/outcome.ts";
import type { Representation } from "../core/representation.ts";
import type { Case, Observation, Suite, SuiteFinding } from "../core/suite.ts";
import { groundingApplies, groundingCases, type GroundingParams } from "./grounding-checks/cases.ts";
import {
  BEHAVIOURS,
  behaviourFindings,
  behaviourHead,
  groupsHead,
  orderFinding,
  orderHead,
  type BehaviourResult,
  type OrderResult,
} from "./grounding-checks/findings.ts";
import { separation } from "./grounding-checks/groups.ts";
import { orderByWidth, orderShare, overNetworks } from "./grounding-checks/order.ts";
import { prepareStage, type Stage } from "./grounding-checks/stage.ts";
import { askPart, type Table } from "./layer-checks/stage.ts";
import { pairCorrelation } from "./statistics/network-permutation.ts";

const asked = (
  subject: Subject,
  all: readonly Representation[],
  order: ArrayLike<number>,
): Promise<Table | { readonly broken: Outcome }> => askPart(subject, { at: 0, members: [], all, order });

async function measureBehaviour(subject: Subject, stage: Stage, grouped: number): Promise<Outcome> {
  const all = stage.layers.map((layers) => layers[0]!);
  const table = await asked(subject, all, stage.order);
  if ("broken" in table) return table.broken;
  const { values, reason } = table;
  const m = all.length;
  // A network with itself is not asked about: who has no value there alone misses nothing.
  const missing = values.some((value, k) => k % (m + 1) !== 0 && Number.isNaN(value));
  if (missing) return undefinedBecause(reason ?? "no value for some pair");
  const correlate = (name: (typeof BEHAVIOURS)[number]) =>
    pairCorrelation(
      values,
      stage.behaviour[name].map((value) => -value),
      m,
      stage.random.child(name),
      "networks",
    );
  const result: BehaviourResult = {
    correlations: {
      "accuracy-difference": correlate("accuracy-difference"),
      disagreement: correlate("disagreement"),
      "jensen-shannon": correlate("jensen-shannon"),
    },
    accuracies: stage.accuracies,
    ...(grouped === 0 ? {} : { groups: separation(values, m, grouped) }),
  };
  return ok(JSON.parse(JSON.stringify(result)));
}

async function measureOrder(subject: Subject, { layers, order }: Stage): Promise<Outcome> {
  const shares: number[] = [];
  for (const all of layers) {
    const table = await asked(subject, all, order);
    if ("broken" in table) return table.broken;
    const { values, reason } = table;
    if (values.every((value) => Number.isNaN(value))) return undefinedBecause(reason ?? "no value");
    shares.push(orderShare(values, all.length));
  }
  const byWidth = orderByWidth(layers[0]!.map(({ p }) => p));
  return ok({ ...overNetworks(shares), byWidth });
}

function findingsOf({ case: which, outcome }: Observation<GroundingParams>): SuiteFinding[] {
  const { id, params } = which;
  if (params.kind === "order") {
    if (outcome.status !== "ok") return [{ ...orderHead(id), outcome }];
    return [orderFinding(id, outcome.value as unknown as OrderResult)];
  }
  if (outcome.status !== "ok") {
    const heads = BEHAVIOURS.map((name) => behaviourHead(name, id, params.ranked));
    return [...heads, ...(params.grouped === 0 ? [] : [groupsHead(id)])].map((head) => ({
      ...head,
      outcome,
    }));
  }
  return behaviourFindings(id, params.ranked, outcome.value as unknown as BehaviourResult);
}

const grounding: Suite<GroundingParams, Stage> = {
  id: "grounding",
  version: 1,
  title: "Grounding",
  question: "Does it agree with what the networks do?",
  cases: groundingCases,
  applies: groundingApplies,
  prepare: ({ params }: Case<GroundingParams>, random) => prepareStage(params, random),
  measure: (subject, stage, { params: { kind, grouped } }) =>
    kind === "order" ? measureOrder(subject, stage) : measureBehaviour(subject, stage, grouped),
  summarise: (_metric: MetricInfo, observations) =>
    observations
      .filter(({ outcome }) => outcome.status !== "not-applicable")
      .flatMap((observation) => findingsOf(observation)),
};

export default grounding;
