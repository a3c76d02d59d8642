import type { MetricInfo } from "../../core/metric.ts";
import type { Outcome } from "../../core/outcome.ts";
import { notApplicable, ok } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { shareBeyond } from "../statistics/beyond.ts";
import { contrast, momentsOf } from "../statistics/moments.ts";
import { shareInterval } from "../statistics/proportion.ts";
import type { ExactParams, LevelParams, RelatedParams } from "./cases.ts";
import type { StoredExact, StoredLevel, StoredRelated } from "./cell.ts";
import { cellsOf, curve, errorsAway, type Folded, type Null } from "./fold.ts";
import { alike } from "./scale.ts";

/** The largest deviation of an enumerated mean that still counts as rounding. */
const TOLERANCE = 1e-10;

/** Standard errors that a sampled mean may be away from its closed form. */
const ERRORS = 4;

/** `exact-mean` and `sampled-mean`: the closed form against all orders of a tiny pair, and against the sample. */
export function exactFindings(
  cases: readonly Folded<ExactParams, StoredExact>[],
  other: Outcome | undefined,
  nulls: readonly Null[],
): SuiteFinding[] {
  const findings: SuiteFinding[] = [];
  const deviations = cases.flatMap(({ cells }) => cells.map(({ deviation }) => deviation));
  if (deviations.length > 0) {
    const largest = Math.max(...deviations);
    findings.push({
      id: "exact-mean",
      title: "Mean over all orders of the rows equals its closed form",
      role: "contract",
      unit: "",
      outcome: ok(largest <= TOLERANCE ? "passed" : "failed"),
      note: `largest deviation ${largest.toExponential(1)} over ${deviations.length} pairs and all 120 orders`,
      detail: { deviation: largest, tolerance: TOLERANCE },
      cells: deviations.length,
    });
  } else if (other !== undefined && other.status !== "not-applicable") {
    const title = "Mean over all orders of the rows equals its closed form";
    findings.push({ id: "exact-mean", title, role: "contract", unit: "", outcome: other, cells: 0 });
  }
  const known = nulls.filter(({ deviations: own }) => own.length > 0);
  if (known.length > 0) {
    const away = known.map(errorsAway);
    const largest = Math.max(...away.map(Math.abs));
    findings.push({
      id: "sampled-mean",
      title: `Sampled null means are within ${ERRORS} standard errors of their closed form`,
      role: "contract",
      unit: "",
      outcome: ok(largest <= ERRORS ? "passed" : "failed"),
      note: `largest ${largest.toFixed(1)} standard errors over ${known.length} cases`,
      detail: { curve: curve(known, (found) => away[known.indexOf(found)]!) },
      cells: cellsOf(known),
    });
  }
  return findings;
}

/** `power/…` against the 95 % point of the same sides paired wrongly, and the calibrated score. */
export function powerFindings(
  metric: MetricInfo,
  cases: readonly Folded<RelatedParams, StoredRelated>[],
): SuiteFinding[] {
  return cases.flatMap(({ params: { n, p1 }, cells }) => {
    const related = cells.flatMap(({ values }) => values.map((value) => alike(metric, value)));
    const unrelated = cells.flatMap(({ unrelated: values }) => values.map((value) => alike(metric, value)));
    const best = alike(metric, metric.direction === "similarity" ? metric.range[1] : metric.range[0]);
    const power = shareBeyond(related, unrelated, 0.95, "related pairs");
    const tau = power.threshold;
    const where = `${n} stimuli, ${p1} units, three shared latent variables`;
    const room = best - tau;
    const calibrated = related.map((value) => (room > 0 ? Math.max(0, (value - tau) / room) : 0));
    const { value, interval } = contrast(
      [{ weight: 1, moments: momentsOf(calibrated) }],
      `${related.length} pairs`,
    );
    return [
      {
        id: `power/${n}`,
        title: `Related pairs beyond the 95 % point of unrelated ones: ${where}`,
        role: "quality",
        better: "higher",
        unit: "fraction",
        chance: 0.05,
        outcome: ok(power.share),
        interval: power.interval,
        detail: {
          threshold: alike(metric, tau),
          related: momentsOf(related.map((one) => alike(metric, one))).mean,
        },
        cells: cells.length,
      },
      {
        id: `calibrated/${n}`,
        title: `Calibrated score of related pairs: ${where}`,
        role: "description",
        unit: "",
        outcome: Number.isFinite(best) ? ok(value) : notApplicable("its range is open"),
        ...(Number.isFinite(best) ? { interval } : {}),
        cells: cells.length,
      },
    ] satisfies SuiteFinding[];
  });
}

const LEVEL_TITLES: Readonly<Record<string, string>> = {
  "level-independent": "Level of the permutation test at 5 %: independent rows",
  "level-related": "Power of the permutation test at 5 %: related pairs",
  "level-dependent-rows": "Level of the permutation test at 5 %: dependent rows (AR 0.9), rows shuffled",
  "level-dependent-rows-in-groups":
    "Level of the permutation test at 5 %: dependent rows (AR 0.9), groups of 25 shuffled",
};

const LEVEL_IDS: Readonly<Record<string, string>> = {
  "level-independent": "level/independent",
  "level-related": "power/permuted",
  "level-dependent-rows": "level/dependent-rows",
  "level-dependent-rows-in-groups": "level/dependent-rows-in-groups",
};

/** `level/…`: the share of pairs with p ≤ 0.05. */
export const levelFindings = (cases: readonly Folded<LevelParams, StoredLevel>[]): SuiteFinding[] =>
  cases.map(({ id, params: { n, p1 }, cells }) => {
    const p = cells.flatMap((cell) => cell.p);
    const { share, interval } = shareInterval(
      p.filter((one) => one <= 0.05 + 1e-12).length,
      p.length,
      "pairs",
    );
    return {
      id: LEVEL_IDS[id] ?? id,
      title: `${LEVEL_TITLES[id] ?? id}; ${n} stimuli, ${p1} units`,
      role: "description",
      unit: "fraction",
      chance: 0.05,
      outcome: ok(share),
      interval,
      cells: cells.length,
    };
  });
