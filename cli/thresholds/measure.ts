import type { Metric } from "../../core/metric.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { describeOutcome } from "../../core/outcome.ts";
import { subjectOf } from "../../engine/subject.ts";
import type { Curve, MetricThresholds, Threshold } from "../../reports/optimisation-thresholds/types.ts";
import { forgetReordered } from "../../representation/derived.ts";
import { permuteRows } from "../../representation/permute-rows.ts";
import { climb, LEVELS, type Capture, type Climb, type Target } from "../../suites/ascent-checks/climb.ts";
import { scoreForm } from "../../suites/ascent-checks/score.ts";
import type { ClimbOptions } from "../../suites/ascent-checks/climb.ts";
import { captureFinding, captureOrder } from "../../suites/optimisation-checks/findings.ts";
import { quantile } from "../../suites/statistics/moments.ts";
import { ceilingOf, unitHalves } from "../../suites/thresholds-checks/ceiling.ts";

/** Shuffles of the rows from which chance is taken. */
const DRAWS = 200;

/** The share of the reference decoding that counts as decoded: 95 %. */
const DECODED = LEVELS.indexOf(0.95);

/** A capture over several starts. */
export function thresholdOf(name: string, captures: readonly Capture[]): Threshold {
  const {
    outcome,
    interval,
    note = "",
  } = captureFinding({ id: name, title: name, unit: "", cells: 0 }, captures);
  const censored = captures.some(({ kind }) => kind === "censored");
  const best = captures.flatMap((capture) => (capture.kind === "censored" ? [capture.score] : []));
  const words = note.replace("data sets", "starts");
  if (outcome.status !== "ok") {
    const bound = best.length === captures.length ? { score: Math.min(...best) } : {};
    const why = "reason" in outcome ? outcome.reason.replace("data sets", "starts") : words;
    return { name, ...bound, atLeast: censored, note: why };
  }
  return {
    name,
    score: outcome.value as number,
    ...(interval === undefined ? {} : { low: interval.low, high: interval.high }),
    atLeast: censored,
    note: words,
  };
}

/** Scores of X with its own rows shuffled; undefined where one has no value. */
function chanceOf(metric: Metric, x: Representation, random: Random): MetricThresholds["chance"] {
  const subject = subjectOf(metric, random);
  const form = scoreForm(subject)!;
  const scores: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const outcome = subject.compare(x, permuteRows(x, random.child("shuffle", draw).permutation(x.n)));
    forgetReordered();
    if (outcome.status !== "ok") return undefined;
    scores.push(form.of(outcome.value));
  }
  return { p95: quantile(scores, 0.95), p99: quantile(scores, 0.99), draws: DRAWS };
}

function decodingCurves({ decoding }: Climb): Curve[] {
  return decoding.map(({ name, curve }) => ({
    name,
    x: curve.map(([score]) => score),
    y: curve.map(([, share]) => share),
  }));
}

/** The mean score of random halves of the units; undefined where one has no value. */
async function ceilingIn(metric: Metric, x: Representation, random: Random): Promise<number | undefined> {
  if (x.p < 2) return undefined;
  const subject = subjectOf(metric, random);
  const form = scoreForm(subject)!;
  const found = await ceilingOf(subject, unitHalves(x, random.child("halves")), (value) => form.of(value));
  return found.status === "ok" ? found.value : undefined;
}

/** The mean over starts of Kendall's τ between the size of components and the order of their captures. */
function orderOf(climbs: readonly Climb[]): number | undefined {
  const known = climbs.flatMap(({ method, captures }) =>
    method === "gradient" ? (captureOrder(captures) ?? []) : [],
  );
  return known.length === 0 ? undefined : known.reduce((sum, tau) => sum + tau, 0) / known.length;
}

/** Which score of one metric must be reached in the data before a component or a label is captured. */
export async function measureThresholds(
  metric: Metric,
  target: Target,
  { starts, ...options }: ClimbOptions & { readonly starts: number },
  random: Random,
): Promise<MetricThresholds> {
  const { id, title, direction } = metric;
  const base = {
    metric: id,
    title,
    scoreText:
      direction === "similarity"
        ? "the measure's values"
        : "the measure as a similarity, 1 at identity (an angle θ as 1 − 2θ/π)",
  };
  const nothing = { components: [], labels: [], curves: [], decoding: [], best: 0 };
  const climbs: Climb[] = [];
  for (let start = 0; start < starts; start++) {
    // Folds and starts are the same for all metrics, so that they are compared on equal terms.
    const outcome = await climb(subjectOf(metric, random), target, random.child("start", start), options);
    if (outcome.status !== "ok") return { ...base, ...nothing, reason: describeOutcome(outcome) };
    climbs.push(outcome.value as unknown as Climb);
  }
  const [first] = climbs;
  const chance = chanceOf(metric, target.x, random.child("chance"));
  const ceiling = await ceilingIn(metric, target.x, random.child("ceiling"));
  const order = orderOf(climbs);
  const scores = first!.curve.map((point) => point[1]!);
  return {
    ...base,
    ...(chance === undefined ? {} : { chance }),
    ...(ceiling === undefined ? {} : { ceiling }),
    ...(order === undefined ? {} : { order }),
    ...(first!.method === "gradient" ? {} : { evolution: options.evolution!.steps }),
    components: first!.shares.map((share, i) => ({
      ...thresholdOf(
        `PC ${i + 1}`,
        climbs.map(({ captures }) => captures[i]!),
      ),
      share,
    })),
    labels: first!.decoding.map(({ name }) =>
      thresholdOf(
        name,
        climbs.flatMap(({ decoding }) =>
          decoding.filter((of) => of.name === name).map(({ levels }) => levels[DECODED]!),
        ),
      ),
    ),
    curves: first!.shown.map((component, k) => ({
      name: `PC ${component + 1}`,
      x: scores,
      y: first!.curve.map((point) => point[2 + k]!),
    })),
    decoding: decodingCurves(first!),
    best: Math.max(...climbs.map(({ best }) => best)),
  };
}
