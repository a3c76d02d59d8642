import type { MetricInfo } from "../../core/metric.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import type { Observation, SuiteFinding } from "../../core/suite.ts";
import type { ComponentChange } from "../../generators/component-changes.ts";
import { deviation, scoreOf, type Score } from "../identity-checks/check.ts";
import type { Stored } from "./cell.ts";
import { questionsOf, type Question } from "./questions.ts";
import { STIMULI, variancesOf, type SpectrumName } from "./spectra.ts";

/** The largest deviation that still counts as rounding. */
export const CLOSED_FORM_TOLERANCE = 1e-10;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const norm = (values: readonly number[]): number => Math.sqrt(total(values.map((value) => value ** 2)));

/**
 * What each score must be when the components of X, of variances λ, have become those of Y, of variances μ, with the
 * correlations c. Both have the same axes, so M of docs/measures.md is diagonal and every spectral form is a sum over
 * components. With r the number of components that are left:
 *
 * | score | value |
 * | --- | --- |
 * | CKA | Σc²λμ / (‖λ‖‖μ‖) |
 * | NBS | Σc√(λμ) / √(ΣλΣμ) |
 * | R² of X from Y, of Y from X | Σ_{μ>0}c²λ / Σλ, Σc²μ / Σμ |
 * | mean CCA, R²_CCA | Σ_{μ>0}c / d, Σ_{μ>0}c² / d, d = p or r |
 * | HSIC | Σc²λμ / (n−1)² |
 *
 * One component replaced, decorrelated, removed or rescaled, and the top k kept, are special cases; they are written out
 * one by one in the `identities` suite.
 */
export function closedForms(
  lambda: readonly number[],
  { variances: mu, correlations: c }: ComponentChange,
  n: number,
): Partial<Record<Score, number>> {
  const over = (of: (l: number, m: number, r: number) => number): number =>
    total(lambda.map((l, i) => (mu[i]! > 0 ? of(l, mu[i]!, c[i]!) : 0)));
  const left = mu.filter((value) => value > 0).length;
  const shared = over((l, m, r) => r ** 2 * l * m);
  const [rho, rhoSquared] = [over((_l, _m, r) => r), over((_l, _m, r) => r ** 2)];
  return {
    hsic: shared / (n - 1) ** 2,
    cka: shared / (norm(lambda) * norm(mu)),
    nbs: over((l, m, r) => r * Math.sqrt(l * m)) / Math.sqrt(total(lambda) * total(mu)),
    "regression-x": over((l, _m, r) => r ** 2 * l) / total(lambda),
    "regression-y": over((_l, m, r) => r ** 2 * m) / total(mu),
    "cca-mean": rho / lambda.length,
    "cca-mean-rank": rho / left,
    "cca-r2": rhoSquared / lambda.length,
    "cca-r2-rank": rhoSquared / left,
  };
}

/** The largest deviation of a metric's values from a closed form, and where; undefined without any value. */
function largestDeviation(
  metric: MetricInfo,
  observations: readonly Observation<SpectrumName>[],
): { readonly deviation: number; readonly where: string } | undefined {
  let worst: { deviation: number; where: string } | undefined;
  for (const { case: which, outcome } of observations) {
    if (outcome.status !== "ok") continue;
    const lambda = variancesOf(which.params);
    questionsOf(lambda).forEach((question, k) => {
      const value = (outcome.value as Stored)[k];
      if (typeof value !== "number") return;
      const expected = closedForms(lambda, question.change, STIMULI);
      for (const [score, exact] of Object.entries(expected) as [Score, number][]) {
        const map = scoreOf(metric, score);
        if (map === undefined) continue;
        const away = deviation(map(value), exact);
        if (worst === undefined || away > worst.deviation)
          worst = { deviation: away, where: nameOf(which.params, question) };
      }
    });
  }
  return worst;
}

const nameOf = (spectrum: SpectrumName, { kind, which, dose }: Question): string =>
  [spectrum, kind, which, ...(dose === undefined ? [] : [dose])].join(" ");

/** `closed-form`: the largest deviation from the exact value, for the metrics that have one. */
export function closedFormFindings(
  metric: MetricInfo,
  observations: readonly Observation<SpectrumName>[],
): SuiteFinding[] {
  const known = Object.keys(closedForms([1], { variances: [1], correlations: [1] }, STIMULI)) as Score[];
  if (!known.some((score) => scoreOf(metric, score) !== undefined)) return [];
  const worst = largestDeviation(metric, observations);
  const common = {
    id: "closed-form",
    title: "Agrees with its closed form for changed components",
    role: "contract",
    unit: "",
    cells: observations.length,
  } as const;
  if (worst === undefined) return [{ ...common, outcome: undefinedBecause("no value") }];
  return [
    {
      ...common,
      outcome: ok(worst.deviation <= CLOSED_FORM_TOLERANCE ? "passed" : "failed"),
      note: `largest deviation ${worst.deviation.toExponential(1)} (${worst.where})`,
      detail: { deviation: worst.deviation, tolerance: CLOSED_FORM_TOLERANCE, where: worst.where },
    },
  ];
}
