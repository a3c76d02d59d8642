import { EtalonError, messageOf } from "../core/errors.ts";
import type { Finding } from "../core/finding.ts";
import type { MetricInfo } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Coverage } from "../core/result.ts";
import type { Observation, Suite, SuiteFinding } from "../core/suite.ts";
import { type Plan, versioned } from "./plan.ts";

/** What the outcomes of a plan say. */
export interface Summary {
  /** Suite by suite, then metric by metric, in the order of the catalogue. */
  readonly coverage: Coverage[];
  /** Sorted by suite, metric and id. */
  readonly findings: Finding[];
}

/** Observations by suite and metric, in the order of the plan. */
function observe(
  plan: Plan,
  suites: readonly Suite[],
  outcomeOf: (cell: string) => Outcome,
): Map<string, Observation[]> {
  const cases = new Map(
    suites.flatMap((suite) =>
      suite.cases(plan.profile).map((which) => [`${versioned(suite)} ${which.id}`, which] as const),
    ),
  );
  const groups = new Map<string, Observation[]>();
  for (const { id, spec, metric } of plan.cells) {
    const key = `${spec.suite} ${metric}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    const which = cases.get(`${spec.suite} ${spec.case}`)!;
    group.push({ case: which, replicate: spec.replicate, outcome: outcomeOf(id) });
  }
  return groups;
}

function cover(metric: string, suite: string, observations: readonly Observation[]): Coverage {
  const count = (...statuses: readonly Outcome["status"][]): number =>
    observations.filter(({ outcome }) => statuses.includes(outcome.status)).length;
  return {
    metric,
    suite,
    planned: observations.length,
    ok: count("ok"),
    undefined: count("undefined"),
    notApplicable: count("not-applicable"),
    failed: count("error", "timeout", "out-of-memory", "crashed"),
  };
}

function summariseOne(
  suite: Suite,
  metric: MetricInfo,
  observations: readonly Observation[],
): readonly SuiteFinding[] {
  try {
    return suite.summarise(metric, observations);
  } catch (cause) {
    throw new EtalonError(
      "suite/summarise-threw",
      `suite "${suite.id}" cannot summarise metric "${metric.id}"`,
      {
        got: messageOf(cause),
        remedy: "this is a fault of the suite; leave it out with --suites until it is mended",
        cause,
      },
    );
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Folds outcomes into findings, which the suites do, and counts what came of each metric's cells.
 *
 * @throws EtalonError `suite/summarise-threw`: a fault of the harness, for the outcomes are all there.
 */
export function summarise(
  plan: Plan,
  { metrics, suites }: { readonly metrics: readonly MetricInfo[]; readonly suites: readonly Suite[] },
  outcomeOf: (cell: string) => Outcome,
): Summary {
  const groups = observe(plan, suites, outcomeOf);
  const [coverage, findings]: [Coverage[], Finding[]] = [[], []];
  for (const suite of suites) {
    for (const metric of metrics) {
      const observations = groups.get(`${versioned(suite)} ${metric.id}`) ?? [];
      coverage.push(cover(metric.id, suite.id, observations));
      const found = summariseOne(suite, metric, observations);
      findings.push(...found.map((finding) => ({ ...finding, suite: suite.id, metric: metric.id })));
    }
  }
  findings.sort((a, b) => byText(a.suite, b.suite) || byText(a.metric, b.metric) || byText(a.id, b.id));
  return { coverage, findings };
}
