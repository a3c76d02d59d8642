import type { MetricInfo, Subject } from "../core/metric.ts";
import type { Outcome } from "../core/outcome.ts";
import { ok } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Representation } from "../core/representation.ts";
import type { Case, Observation, Suite, SuiteFinding } from "../core/suite.ts";
import { applyChange } from "../generators/component-changes.ts";
import { randomComponents } from "../generators/components.ts";
import { representation } from "../representation/create.ts";
import { readCell, type Cell, type Unreadable } from "./pc-variance-checks/cell.ts";
import { closedFormFindings } from "./pc-variance-checks/closed-forms.ts";
import { describeCells, undescribed } from "./pc-variance-checks/findings.ts";
import { questionsOf } from "./pc-variance-checks/questions.ts";
import { SPECTRUM_NAMES, STIMULI, variancesOf, type SpectrumName } from "./pc-variance-checks/spectra.ts";

interface Stage {
  readonly x: Representation;
  /** One changed copy for every question, in their order. */
  readonly ys: readonly Representation[];
}

function prepare(which: Case<SpectrumName>, random: Random): Stage {
  const lambda = variancesOf(which.params);
  const components = randomComponents(STIMULI, lambda, random);
  const [x, ...ys] = questionsOf(lambda).map(({ change }) => representation(applyChange(components, change)));
  // The first question is X itself: the same object, so that its factors are shared.
  return { x: x!, ys: [x!, ...ys] };
}

async function measure(subject: Subject, { x, ys }: Stage): Promise<Outcome> {
  const outcomes = await subject.allPairs([x], ys);
  const broken = outcomes.find(({ status }) => status !== "ok" && status !== "undefined");
  if (broken !== undefined) return broken;
  return ok(
    outcomes.map((outcome) =>
      outcome.status === "ok" ? outcome.value : "reason" in outcome ? outcome.reason : outcome.status,
    ),
  );
}

function summarise(metric: MetricInfo, observations: readonly Observation<SpectrumName>[]): SuiteFinding[] {
  const asked = observations.filter(({ outcome }) => outcome.status !== "not-applicable");
  if (asked.length === 0) return [];
  const read = asked.map((observation) => readCell(metric, observation));
  const cells = read.filter((cell): cell is Cell => !("reason" in cell));
  const without = read.filter((cell): cell is Unreadable => "reason" in cell);
  // Who is blind once is lucky elsewhere: a loss relative to a range of noise would be noise.
  const why = without.find(({ blind }) => blind) ?? (cells.length === 0 ? without[0] : undefined);
  const found = why === undefined ? describeCells(cells) : undescribed(asked[0]!.outcome, why.reason);
  return [...found, ...closedFormFindings(metric, asked)];
}

/**
 * X has known principal components and Y is X with some of them replaced, turned, removed or rescaled, so that every
 * spectral measure has a closed form and every other one a curve. Sources: Kornblith et al. 2019 (arxiv:1905.00414),
 * section 3; Cloos et al. 2025 (arxiv:2407.07059); docs/suites/pc-variance.md.
 */
const pcVariance: Suite<SpectrumName, Stage> = {
  id: "pc-variance",
  version: 1,
  title: "Principal components",
  question: "Which principal components does it see, and how much does their variance count?",
  cases: (profile) =>
    SPECTRUM_NAMES.map((name) => ({ id: name, params: name, replicates: profile === "quick" ? 3 : 8 })),
  applies: ({ usesCorrespondence }) =>
    usesCorrespondence ||
    "it ignores which stimulus is which, so that there is no range from same to unrelated",
  prepare,
  measure,
  summarise,
};

export default pcVariance;
