import { EtalonError } from "../../core/errors.ts";
import type { Direction, MetricInfo, Subject } from "../../core/metric.ts";
import type { Representation } from "../../core/representation.ts";

/** The share of unrelated pairs that may be called related. */
export const LEVEL = 0.05;

/** Fewest draws with which a p of 0.05 can be reached: 1/(1 + 19). */
export const FEWEST_DRAWS = 19;

/** A score with what chance would make of it. */
export interface Calibrated {
  /** (1 + b)/(1 + B), b the draws at least as alike as the score: never below 1/(1 + B). */
  readonly p: number;
  /** τ: a score more alike than this has p ≤ 0.05. */
  readonly threshold: number;
  /** max(0, (s − τ)/(s_max − τ)): 0 for what chance explains, 1 for identity. */
  readonly calibrated: number;
  readonly draws: number;
}

/** Two values closer than this, relative to the larger, are equal: a shuffle that changes nothing must count. */
const TIE = 1e-10;

/** Draws in the order of likeness, the most alike first, and what of them reaches a score. */
interface Ranked {
  /** Sorted, larger is more alike. */
  readonly alike: readonly number[];
  readonly sign: 1 | -1;
  /** Differences up to this are rounding. */
  readonly slack: number;
  readonly p: number;
}

function rank(score: number, draws: readonly number[], direction: Direction): Ranked {
  const count = draws.length;
  if (count < FEWEST_DRAWS) {
    throw new EtalonError("calibrate/few-draws", `calibration needs at least ${FEWEST_DRAWS} draws`, {
      got: String(count),
      remedy: "draw 200 or more: p cannot be below 1/(1 + draws)",
    });
  }
  const sign = direction === "similarity" ? 1 : -1;
  const alike = draws.map((value) => sign * value).sort((a, b) => b - a);
  const slack = TIE * Math.max(Math.abs(score), Math.abs(alike[0]!), Math.abs(alike[count - 1]!));
  let reaching = 0;
  while (reaching < count && alike[reaching]! >= sign * score - slack) reaching++;
  return { alike, sign, slack, p: (1 + reaching) / (1 + count) };
}

/**
 * (1 + b)/(1 + B) with b the draws at least as alike as the score, of B.
 *
 * @throws EtalonError `calibrate/few-draws` below 19 draws.
 */
export const pValue = (score: number, draws: readonly number[], direction: Direction): number =>
  rank(score, draws, direction).p;

/**
 * The p-value and the calibrated score of `score` against the scores of shuffled data.
 *
 * τ is the k-th most alike of the B draws with k = ⌊0.05·(B + 1)⌋, so that p ≤ 0.05 exactly where s is beyond τ.
 *
 * @param best s_max: what the metric says of identical representations, see {@link bestScore}.
 * @throws EtalonError `calibrate/few-draws` below 19 draws.
 */
export function calibrate(
  score: number,
  draws: readonly number[],
  { direction, best }: { readonly direction: Direction; readonly best: number },
): Calibrated {
  const { alike, sign, slack, p } = rank(score, draws, direction);
  const tau = alike[Math.floor(LEVEL * (draws.length + 1) + 1e-9) - 1]!;
  const [above, room] = [sign * score - tau, sign * best - tau];
  // Where chance reaches identity there is no room, and nothing is beyond chance.
  const calibrated = above > slack && room > 0 ? Math.min(1, above / room) : 0;
  return { p, threshold: sign * tau, calibrated, draws: draws.length };
}

/**
 * What a metric can say at most: the end of its range, or, where that is open, the more alike of X with itself and Y
 * with itself. Undefined where neither is known.
 */
export async function bestScore(
  subject: Subject,
  x: Representation,
  y: Representation,
): Promise<number | undefined> {
  const { direction, range }: MetricInfo = subject.info;
  const end = direction === "similarity" ? range[1] : range[0];
  if (Number.isFinite(end)) return end;
  const selves = [await subject.compare(x, x), await subject.compare(y, y)].flatMap((outcome) =>
    outcome.status === "ok" ? [outcome.value] : [],
  );
  if (selves.length < 2) return undefined;
  return direction === "similarity" ? Math.max(...selves) : Math.min(...selves);
}
