import { EtalonError } from "../../core/errors.ts";
import type { Finding } from "../../core/finding.ts";
import type { MetricInfo } from "../../core/metric.ts";
import { nearest } from "../../core/nearest.ts";
import { describeOutcome } from "../../core/outcome.ts";
import { metricEntry } from "../../engine/metric-entry.ts";
import { isGlob, matchesGlob } from "../../io/glob.ts";
import type { Check, CheckCard, CheckSection, Verdict } from "../../reports/check-card/types.ts";
import { formatBetween, formatNumber, formatValue } from "../../reports/view/format.ts";
import { adviceOn } from "./advice.ts";
import type { Measured } from "./measure.ts";

/** Checks and the reasons why they are expected to fail; a check may be a glob. */
export type Expectations = Readonly<Record<string, string>>;

/** What to know first, of each suite; suites that are not named come after. */
const ORDER = [
  ...["axioms", "robustness", "invariance", "identities", "null-bias", "width"],
  ...["sensitivity", "pc-variance", "layers", "cost"],
];

/** Contracts that a short card names even where they hold, and descriptions that belong on it. */
const TOLD: Readonly<Record<string, RegExp>> = {
  axioms: /^holds\//,
  robustness: /^(repeat|unchanged|constant)$/,
  "null-bias": /^(exact-mean|sampled-mean|point95|slope\/)/,
  width: /^lost-at\//,
  sensitivity: /^signal$/,
  "pc-variance": /^(closed-form|components-seen|exponent|share-needed\/0\.9|loss\/replaced)$/,
  cost: /^(seconds\/standard|memory\/|exponent\/)/,
};

/** Sums of other contracts: they would fail a second time. */
const SUMS = new Set(["invariance/mismatches"]);

function verdictOf({ role, outcome }: Finding, expected: string | undefined): Verdict {
  if (outcome.status === "undefined" || outcome.status === "not-applicable") return "not-asked";
  if (role !== "contract") return "measured";
  if (outcome.status === "ok" && outcome.value === "passed") return "passed";
  return expected === undefined ? "failed" : "expected";
}

/** The number with its interval, or the word that stands for it; empty for a contract, whose verdict says it. */
function valueOf({ outcome, role, unit, interval }: Finding): string {
  if (outcome.status !== "ok") return outcome.status;
  if (role === "contract") return "";
  if (typeof outcome.value !== "number") {
    return typeof outcome.value === "string" ? outcome.value : JSON.stringify(outcome.value);
  }
  if (interval === undefined) return formatValue(outcome.value, unit);
  const { low, high } = interval;
  if (unit === "fraction") return `${formatValue(outcome.value, unit)} [${formatBetween(low, high, unit)}]`;
  return `${formatNumber(outcome.value)} [${formatBetween(low, high, "")}] ${unit}`.trimEnd();
}

/** What a reader needs besides the value. */
function noteOf({ outcome, chance, note = "", unit }: Finding): string {
  const why = outcome.status === "ok" ? [] : [describeOutcome(outcome)];
  const by = chance === undefined ? [] : [`chance ${formatValue(chance, unit)}`];
  return [...why, ...by, ...(note === "" ? [] : [note])].join("; ");
}

const isTold = (suite: string, id: string, verdict: Verdict, role: Finding["role"]): boolean =>
  verdict === "failed" ||
  verdict === "expected" ||
  role === "quality" ||
  (TOLD[suite]?.test(id) ?? false) ||
  // A suite that this list does not know yet shows its contracts.
  (!(suite in TOLD) && !["identities", "invariance", "layers"].includes(suite) && role === "contract");

function reasonFor(id: string, expectations: Expectations): string | undefined {
  const [, reason] =
    Object.entries(expectations).find(
      ([check]) => check === id || (isGlob(check) && matchesGlob(check, id)),
    ) ?? [];
  return reason;
}

/** @throws EtalonError `check/unknown-check` for an expectation that fits no contract. */
function requireKnown(expectations: Expectations, ids: readonly string[]): void {
  for (const check of Object.keys(expectations)) {
    if (ids.some((id) => id === check || (isGlob(check) && matchesGlob(check, id)))) continue;
    const near = nearest(check, ids);
    throw new EtalonError("check/unknown-check", `no contract of this metric is called "${check}"`, {
      remedy:
        near === undefined
          ? "checks are named in the output of: etalon check --json"
          : `did you mean "${near}"?`,
    });
  }
}

function sectionOf(
  { suite, findings, notAsked }: Measured,
  metric: MetricInfo,
  expectations: Expectations,
): CheckSection {
  const checks = findings.flatMap((finding): Check[] => {
    const id = `${suite.id}/${finding.id}`;
    if (SUMS.has(id)) return [];
    const expected = finding.role === "contract" ? reasonFor(id, expectations) : undefined;
    const verdict = verdictOf(finding, expected);
    const failed = verdict === "failed" || verdict === "expected";
    return [
      {
        id,
        verdict,
        title: finding.title,
        value: valueOf(finding),
        note: noteOf(finding),
        advice: adviceOn(id, finding, failed, metric),
        ...(expected === undefined ? {} : { expected }),
        told: isTold(suite.id, finding.id, verdict, finding.role),
        finding,
      },
    ];
  });
  return {
    suite: suite.id,
    title: suite.title,
    question: suite.question,
    checks,
    ...(notAsked === undefined ? {} : { notAsked }),
  };
}

const rank = (suite: string): number => (ORDER.includes(suite) ? ORDER.indexOf(suite) : ORDER.length);

/**
 * The card of what was measured.
 *
 * @throws EtalonError `check/unknown-check` for an expectation that fits no contract.
 */
export function makeCard(
  metric: MetricInfo,
  measured: readonly Measured[],
  expectations: Expectations,
  provenance: string,
): CheckCard {
  const sections = measured
    .map((one) => sectionOf(one, metric, expectations))
    .sort((a, b) => rank(a.suite) - rank(b.suite));
  const checks = sections.flatMap((section) => section.checks);
  requireKnown(
    expectations,
    checks.filter(({ finding }) => finding.role === "contract").map(({ id }) => id),
  );
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length;
  return {
    metric: metricEntry(metric),
    sections,
    counts: {
      passed: count("passed"),
      failed: count("failed"),
      expected: count("expected"),
      "not-asked": count("not-asked"),
      measured: count("measured"),
    },
    unanswered: measured.reduce((sum, { unanswered }) => sum + unanswered, 0),
    provenance,
  };
}
