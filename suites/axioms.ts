import type { Outcome } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Observation, Suite } from "../core/suite.ts";
import { lawFindings, triangleFindings } from "./axiom-checks/findings.ts";
import { measureLaws } from "./axiom-checks/laws.ts";
import { measureTriangle } from "./axiom-checks/triangle.ts";

/** What a case is about. */
type Question = "laws" | "triangle";

/** The outcomes of one case; those of questions that were not put are left out as long as there are others. */
function outcomesOf(question: Question, observations: readonly Observation<Question>[]): Outcome[] {
  const all = observations.filter((one) => one.case.params === question).map(({ outcome }) => outcome);
  const put = all.filter(({ status }) => status !== "not-applicable");
  return put.length > 0 ? put : all;
}

/**
 * Asks whether a measure is what its name says: a similarity that is largest at identity, a distance, a metric in the
 * mathematical sense (docs/suites/axioms.md). Sources of the witnesses: docs/measures.md; Williams et al. 2021
 * (arxiv:2110.14739) for which angles are metrics.
 */
const axioms: Suite<Question, Random> = {
  id: "axioms",
  version: 1,
  title: "Axioms",
  question: "Is it a similarity, a distance, or a metric?",
  heavyInQuick: true,
  cases: (profile) =>
    (["laws", "triangle"] as const).map((question) => ({
      id: question,
      params: question,
      replicates: profile === "quick" ? 3 : 8,
    })),
  // The number of rows depends on the metric, so that each makes its own data, from the same seeds.
  prepare: (_which, random) => random,
  measure: (subject, random, which, { profile }) =>
    which.params === "laws" ? measureLaws(subject, random) : measureTriangle(subject, random, profile),
  summarise: (metric, observations) => [
    ...lawFindings(metric, outcomesOf("laws", observations)),
    ...triangleFindings(metric, outcomesOf("triangle", observations)),
  ],
};

export default axioms;
