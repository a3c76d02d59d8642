import type { Transform } from "../core/invariance.ts";
import type { MetricInfo, Subject } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import { ok } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Case, Observation, Suite, SuiteFinding } from "../core/suite.ts";
import { representation } from "../representation/create.ts";
import { componentIdentities } from "./identity-checks/components.ts";
import type { Identity, Instance } from "./identity-checks/check.ts";
import { deviation, scoreOf } from "./identity-checks/check.ts";
import { limitIdentities } from "./identity-checks/limits.ts";
import { spectralIdentities } from "./identity-checks/spectral.ts";

/** Every exact relation that is checked. */
export const IDENTITIES: readonly Identity[] = [
  ...spectralIdentities,
  ...componentIdentities,
  ...limitIdentities,
];

/** The largest deviation that still counts as rounding. */
export const IDENTITY_TOLERANCE = 1e-10;

const THEOREM = "invertible-linear-theorem";

/** Kornblith's theorem speaks of whoever declares these for X. */
const THEOREM_NEEDS: readonly Transform[] = ["invertible-linear", "translation"];

interface Stage {
  readonly instances: readonly Instance[];
}

/** X and Y of equal width and rank n − 1, both to be compared with the same Z. */
function theoremInstances(random: Random): Instance[] {
  return [9, 15].flatMap((p, k) => {
    const [n, of] = [10, random.child(k)];
    const z = representation(of.child("z").gaussianMatrix(n, 4), "Z");
    return (["x", "y"] as const).map((side) => ({
      pairs: [[representation(of.child(side).gaussianMatrix(n, p), "X"), z]] as const,
      expected: {},
    }));
  });
}

async function meanScore(
  subject: Subject,
  { pairs }: Instance,
  map: (value: number) => number,
): Promise<Outcome> {
  let total = 0;
  for (const [x, y] of pairs) {
    const outcome = await subject.compare(x, y);
    if (outcome.status !== "ok") return outcome;
    total += map(outcome.value) / pairs.length;
  }
  return ok(total);
}

async function measureIdentity(subject: Subject, { instances }: Stage, identity: Identity): Promise<Outcome> {
  let largest = 0;
  for (const instance of instances) {
    for (const score of identity.scores) {
      const [expected, map] = [instance.expected[score], scoreOf(subject.info, score)];
      if (expected === undefined || map === undefined) continue;
      const mean = await meanScore(subject, instance, map);
      if (mean.status !== "ok") return mean;
      largest = Math.max(largest, deviation(mean.value as number, expected));
    }
  }
  return ok(largest);
}

/** |s(X, Z) − s(Y, Z)| for every X and Y that span everything. */
async function measureTheorem(subject: Subject, { instances }: Stage): Promise<Outcome> {
  let largest = 0;
  for (let k = 0; k + 1 < instances.length; k += 2) {
    const first = await meanScore(subject, instances[k]!, (value) => value);
    const second = await meanScore(subject, instances[k + 1]!, (value) => value);
    if (first.status !== "ok") return first;
    if (second.status !== "ok") return second;
    largest = Math.max(largest, deviation(first.value as number, second.value as number));
  }
  return ok(largest);
}

const identityOf = (which: Case): Identity | undefined => IDENTITIES.find(({ id }) => id === which.id);

function applies(metric: MetricInfo, which: Case): true | string {
  const identity = identityOf(which);
  if (identity === undefined) {
    if (!THEOREM_NEEDS.every((transform) => metric.invariances.x.includes(transform))) {
      return "it does not declare invariance to invertible linear maps of X";
    }
    return (
      metric.invariances.x.includes("row-permutation") ||
      "it is fitted on folds, whose rows X cannot span with as many units as there are stimuli"
    );
  }
  return (
    identity.scores.some((score) => scoreOf(metric, score) !== undefined) ||
    "the relation is about other measures"
  );
}

function summarise(_metric: MetricInfo, observations: readonly Observation[]): SuiteFinding[] {
  const findings: SuiteFinding[] = [];
  let [worst, checked] = [0, 0];
  for (const id of new Set(observations.map((observation) => observation.case.id))) {
    const cells = observations.filter((observation) => observation.case.id === id);
    const title = identityOf(cells[0]!.case)?.title ?? "ILT-invariant, rank n−1: s(X,Z) = s(Y,Z) for every Z";
    const values = cells.flatMap(({ outcome }) => (outcome.status === "ok" ? [outcome.value as number] : []));
    if (values.length < cells.length) {
      const first = cells.find(({ outcome }) => outcome.status !== "ok")!.outcome;
      if (first.status === "not-applicable") continue;
      findings.push({
        id: `identity/${id}`,
        title,
        role: "contract",
        unit: "",
        outcome: first,
        cells: cells.length,
      });
      continue;
    }
    const largest = Math.max(...values);
    worst = Math.max(worst, largest);
    checked++;
    findings.push({
      id: `identity/${id}`,
      title,
      role: "contract",
      unit: "",
      outcome: ok(largest <= IDENTITY_TOLERANCE ? "passed" : "failed"),
      note: `largest deviation ${largest.toExponential(1)}`,
      detail: { deviation: largest, tolerance: IDENTITY_TOLERANCE, title },
      cells: cells.length,
    });
  }
  if (checked === 0) return findings;
  return [
    ...findings,
    {
      id: "largest-deviation",
      title: "Largest deviation",
      note: `over ${checked} exact relations`,
      // Below the tolerances it is rounding, which ranks nobody; above them, a contract has failed.
      role: "description",
      unit: "",
      better: "lower",
      outcome: ok(worst),
      cells: observations.length,
    },
  ];
}

const identities: Suite<string, Stage> = {
  id: "identities",
  version: 1,
  title: "Identities",
  question: "Do the exact relations of the field hold?",
  heavyInQuick: true,
  cases: (profile) =>
    [...IDENTITIES.map(({ id }) => id), THEOREM].map((id) => ({
      id,
      params: id,
      replicates: profile === "quick" ? 3 : 8,
    })),
  applies,
  prepare: (which, random) => {
    const identity = identityOf(which);
    return { instances: identity === undefined ? theoremInstances(random) : identity.make(random) };
  },
  measure: (subject, stage, which) => {
    const identity = identityOf(which);
    return identity === undefined
      ? measureTheorem(subject, stage)
      : measureIdentity(subject, stage, identity);
  },
  summarise,
};

export default identities;
