import type { Finding } from "../../core/finding.ts";
import type { MetricInfo } from "../../core/metric.ts";
import { describeOutcome } from "../../core/outcome.ts";

/** A piece of advice, and when it is given: on a failed contract, or on a number for which `when` holds. */
interface Rule {
  readonly check: RegExp;
  readonly when?: (value: number, finding: Finding) => boolean;
  readonly say: string | ((finding: Finding, metric: MetricInfo) => string);
}

const partOf = ({ id }: Finding, k: number): string => id.split("/")[k] ?? "";

/** What to do about a declaration that is not what was measured. */
function declare(finding: Finding): string {
  const { note = "" } = finding;
  const transform = `"${partOf(finding, 1)}"`;
  if (note.includes("measured undefined"))
    return `it loses its value under ${transform}: say why, or keep it`;
  return note.includes("declared invariant")
    ? `take ${transform} out of invariances, or make the formula ignore it`
    : `add ${transform} to invariances: nothing moved`;
}

const RULES: readonly Rule[] = [
  {
    check: /^axioms\/holds\/range$/,
    say: "declare the range that occurs, or clip what rounding adds at its ends",
  },
  {
    check: /^axioms\/holds\/symmetry$/,
    say: "declare symmetric: false, or take the mean of both directions",
  },
  {
    check: /^axioms\/holds\/(identity|self-extreme)$/,
    say: 'let X with itself have the value of identity, or declare axioms: "none"',
  },
  {
    check: /^axioms\/holds\/triangle$/,
    say: 'declare axioms: "semimetric", or use a form that is a metric (an angle, a square root)',
  },
  {
    check: /^robustness\/repeat$/,
    say: "draw every random number from context.random, and keep nothing from one call to the next",
  },
  { check: /^robustness\/unchanged$/, say: "work on a copy: values.slice()" },
  {
    check: /^robustness\/(huge|tiny|apart)$/,
    say: "divide X and Y by their largest value before anything is squared, or give a reason instead of a value",
  },
  { check: /^robustness\/float32$/, say: "avoid differences of large numbers: centre the columns first" },
  {
    check: /^robustness\//,
    say: 'where the formula has no limit give a reason: context.noValue("X has zero variance")',
  },
  { check: /^invariance\/verdict\//, say: declare },
  {
    check: /^identities\//,
    say: "compare your formula with the one in the title: they must be the same number",
  },
  {
    check: /^null-bias\/(exact|sampled)-mean$/,
    say: "the closed form of the null mean is another: check the normaliser",
  },
  {
    check: /^null-bias\/bias$/,
    when: (value) => value > 0.05,
    say: "a raw value means little by itself: hold it against shuffled stimuli (etalon score --calibrate)",
  },
  {
    check: /^null-bias\/false-positives\//,
    when: (value) => value > 0,
    say: "unrelated data reach this value: do not read it as similarity without calibration",
  },
  { check: /^pc-variance\//, say: "the closed form is another: check centring and normaliser" },
  { check: /^sensitivity\/signal$/, say: "a real change must lower it: see which in the note" },
  {
    check: /^sensitivity\/d-prime\//,
    when: (value, { better }) => better !== undefined && value < 1,
    say: "small changes drown in the scatter between data sets: use it for large differences only",
  },
  {
    check: /^width\/contrast-wide/,
    when: (value) => value < 0.75,
    say: "with as many units as stimuli it hardly tells related from unrelated: use more stimuli or fewer components",
  },
  {
    check: /^layers\/accuracy\/cnn-(pooled|flat)$/,
    when: (value, { interval, chance = 0 }) => (interval?.low ?? value) <= chance,
    say: "it is not told apart from chance: do not use it to find corresponding layers",
  },
  {
    check: /^layers\/accuracy\/cnn-(pooled|flat)$/,
    when: (_value, { note = "" }) => note.startsWith("saturated"),
    say: "most best matches are ties: it is saturated on these layers",
  },
  {
    check: /^grounding\/(accuracy-difference|disagreement|jensen-shannon|order)\//,
    when: (value, { interval, chance = 0 }) => (interval?.low ?? value) <= chance,
    say: "it does not follow what these networks do: do not read it as agreement of behaviour",
  },
  {
    check: /^optimisation\/uncaptured\//,
    when: (value) => value > 0.2,
    say: "near its best value this share of the principal components is still missing: etalon thresholds says which in your data",
  },
  {
    check: /^optimisation\/decoding-final\//,
    when: (value) => value < 0.95,
    say: "near its best value a task variable is still not decoded as from X: decode it from both",
  },
  {
    check: /^task-blind\/highest$/,
    when: (value) => value > 0.5,
    say: "this value can be had with nothing of the task: hold what you report against etalon thresholds",
  },
];

const numberOf = ({ outcome }: Finding): number | undefined =>
  outcome.status === "ok" && typeof outcome.value === "number" ? outcome.value : undefined;

/** What to do where the metric gave no answer at all, whatever was asked. */
function onError({ outcome, note = "" }: Finding): string | undefined {
  const said = outcome.status === "ok" ? note : describeOutcome(outcome);
  if (said.includes("input-mutated")) return "it writes into X or Y: work on a copy, values.slice()";
  if (said.includes("metric/not-a-number")) return "compare must return a number, and no promise of one";
  if (said.includes("metric/not-finite") || said.includes("metric/threw"))
    return 'where the formula has no limit give a reason: context.noValue("X has zero variance")';
  return undefined;
}

/** What to do about a finding; empty where nothing is. */
export function adviceOn(id: string, finding: Finding, failed: boolean, metric: MetricInfo): string {
  const error = failed ? onError(finding) : undefined;
  if (error !== undefined) return error;
  const value = numberOf(finding);
  const rule = RULES.find(({ check, when }) => {
    if (!check.test(id)) return false;
    if (when === undefined) return failed;
    return value !== undefined && when(value, finding);
  });
  if (rule === undefined) return failed ? "see docs/check.md" : "";
  return typeof rule.say === "string" ? rule.say : rule.say(finding, metric);
}
