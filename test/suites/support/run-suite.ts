import type { Finding } from "../../../core/finding.ts";
import type { Metric } from "../../../core/metric.ts";
import type { Outcome } from "../../../core/outcome.ts";
import type { Coverage } from "../../../core/result.ts";
import type { Case, Suite } from "../../../core/suite.ts";
import { executeBatch } from "../../../engine/execute.ts";
import { makePlan } from "../../../engine/plan.ts";
import { summarise } from "../../../engine/summarise.ts";

/** A smaller version of a suite, and somebody who is told what its data are. */
export interface Smaller {
  readonly replicates: number;
  readonly keep?: (which: Case) => boolean;
  readonly prepared?: (stage: unknown, which: Case) => void;
}

/** What a suite finds out about some metrics, by way of the engine: planned, executed and summarised. */
export async function runSuite(
  suite: Suite,
  metrics: readonly Metric[],
  { replicates, keep = () => true, prepared }: Smaller,
): Promise<{ readonly findings: readonly Finding[]; readonly coverage: readonly Coverage[] }> {
  const small: Suite = {
    ...suite,
    cases: (profile) =>
      suite
        .cases(profile)
        .filter(keep)
        .map((which) => ({ ...which, replicates: Math.min(which.replicates, replicates) })),
    prepare: async (which, random) => {
      const stage = await suite.prepare(which, random);
      prepared?.(stage, which);
      return stage;
    },
  };
  const plan = makePlan({ metrics, suites: [small], profile: "quick", seed: 1 });
  const outcomes = new Map<string, Outcome>(plan.notApplicable.map(({ cell, outcome }) => [cell, outcome]));
  for (const { case: which, replicate, cells } of plan.batches) {
    const asked = cells.map(({ metric }) => metrics.find(({ id }) => id === metric)!);
    await executeBatch(
      { suite: small, case: which, replicate, metrics: asked, profile: "quick", seed: 1 },
      ({ index, outcome }) => void outcomes.set(cells[index]!.id, outcome),
    );
  }
  return summarise(plan, { metrics, suites: [small] }, (cell) => outcomes.get(cell)!);
}
