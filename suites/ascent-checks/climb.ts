import type { Matrix } from "../../core/matrix.ts";
import type { Subject } from "../../core/metric.ts";
import type { Outcome, Value } from "../../core/outcome.ts";
import { notApplicable, ok } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import {
  ascend,
  ascendByLbfgs,
  evolutionStrategy,
  thinned,
  type Objective,
} from "../../generators/ascend/index.ts";
import { rememberPassing } from "../../representation/derived.ts";
import { spectrum } from "../../representation/spectral.ts";
import { corrected, decodingAccuracy, stratifiedFolds, type Variable } from "../decoding/decode.ts";
import { componentR2, crossings, halfway, type Crossing, type Crossings, type Map } from "./capture.ts";
import { NO_SCALE, objectiveOf, Refused, scoreForm, valueOf } from "./score.ts";

/** X, and what is known of its stimuli. */
export interface Target {
  readonly x: Representation;
  readonly variables: readonly Variable[];
  /** Components that are followed at most; a tail of rounding is none. */
  readonly components: number;
}

/** Shares of the reference decoding whose scores are looked for. */
export const LEVELS = [0.5, 0.9, 0.95, 0.99] as const;

/** X must be decoded this much above chance, or there is no reference. */
export const DECODABLE = 0.1;

/** The scores at which variables are decoded lie at least this far apart, unless asked otherwise. */
const DECODING_STRIDE = 0.02;

/** Points of a curve that are kept at even steps, and where the score rises by this: most rise fast at first. */
const [POINTS, POINT_STRIDE] = [8, 1 / 16];

/** What became of a capture: where, not by the best score, not because the optimiser stopped, or never needed. */
export type Capture =
  | { readonly kind: "captured"; readonly score: number; readonly step: number }
  | { readonly kind: "censored" | "not-reached"; readonly score: number }
  | { readonly kind: "from-start" };

/** By which an ascent along the gradient is made. */
export const OPTIMISERS = ["adam", "lbfgs"] as const;
export type Optimiser = (typeof OPTIMISERS)[number];

/** What one ascent stores. */
export interface Climb {
  readonly method: "gradient" | "evolution";
  readonly end: string;
  readonly reason: string;
  readonly steps: number;
  readonly start: number;
  readonly score: number;
  readonly best: number;
  /** λᵢ/Σλ of the components followed. */
  readonly shares: readonly number[];
  readonly captures: readonly Capture[];
  /** Thinned: step, score, R² of each of {@link shown} components. */
  readonly curve: readonly (readonly number[])[];
  /** Numbers (from 0) of the components in the curve. */
  readonly shown: readonly number[];
  readonly decoding: readonly Decoding[];
}

/** The decoding of one variable. */
export interface Decoding {
  readonly name: string;
  readonly classes: number;
  /** Accuracy from X. */
  readonly reference: number;
  /** score, chance-corrected share of the reference */
  readonly curve: readonly (readonly [number, number])[];
  /** For each of {@link LEVELS}. */
  readonly levels: readonly Capture[];
  readonly final: number;
}

/** The components whose curves are kept: 1, 2, 3, 5, 10, 20. */
const SHOWN = [0, 1, 2, 4, 9, 19];

/** How Y climbs, and what a climb may cost. */
export interface ClimbOptions {
  /** Adam is the published protocol; L-BFGS takes fewer and longer steps. @defaultValue adam */
  readonly optimiser?: Optimiser;
  /** How components of X are predicted from Y. @defaultValue linear */
  readonly map?: Map;
  /** Rise of the score between two decodings. @defaultValue 0.02 */
  readonly decodingStride?: number;
  /** Of an evolution strategy, for measures without a gradient. @defaultValue none is run */
  readonly evolution?: { readonly steps: number; readonly pairs: number };
  readonly target?: number;
  readonly steps?: number;
}

function judged(found: Crossing | undefined, always: boolean, reached: boolean, best: number): Capture {
  if (always) return { kind: "from-start" };
  if (found !== undefined) return { kind: "captured", ...found };
  return { kind: reached ? "censored" : "not-reached", score: best };
}

interface Followed {
  readonly variable: Variable;
  readonly folds: Int32Array;
  readonly reference: number;
  readonly crossings: Crossings;
  readonly curve: [number, number][];
}

/** Follows the decoding of each variable that X itself decodes. */
function followVariables({ x, variables }: Target, random: Random): Followed[] {
  return variables.flatMap((variable) => {
    const folds = stratifiedFolds(variable, random.child("folds", variable.name));
    const reference = decodingAccuracy(x, variable, folds);
    if (reference < 1 / variable.classes + DECODABLE) return [];
    return [
      { variable, folds, reference, crossings: crossings(LEVELS.length, (_, i) => LEVELS[i]!), curve: [] },
    ];
  });
}

function decodeNow(followed: readonly Followed[], y: Representation, step: number, score: number): void {
  for (const { variable, folds, reference, crossings: levels, curve } of followed) {
    const share = corrected(decodingAccuracy(y, variable, folds), reference, variable.classes);
    curve.push([score, share]);
    levels.add(step, score, Array<number>(LEVELS.length).fill(share));
  }
}

const readingOf = (y: Matrix): Representation => {
  const made: Representation = { n: y.rows, p: y.cols, values: y };
  rememberPassing(made);
  return made;
};

/**
 * Y ascends the score from Gaussian noise of X's shape, and it is noted at which score each principal component of X
 * is captured and each variable decoded. The outcome holds a {@link Climb}; `not-applicable` for a measure without a
 * scale, or without a gradient where no evolution strategy is granted.
 */
export async function climb(
  subject: Subject,
  target: Target,
  random: Random,
  options: ClimbOptions = {},
): Promise<Outcome> {
  const form = scoreForm(subject);
  if (form === undefined) return notApplicable(NO_SCALE);
  const byGradient = subject.slope !== undefined;
  const { evolution } = options;
  if (!byGradient && evolution === undefined) {
    return notApplicable("it carries no gradient, and an evolution strategy is granted to other cases only");
  }
  const objective = byGradient
    ? objectiveOf(subject, target.x, form)
    : evolutionStrategy(valueOf(subject, target.x, form), random.child("evolution"), evolution);
  try {
    return ok((await follow(objective, target, random, options, byGradient)) as unknown as Value);
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.outcome;
    throw thrown;
  }
}

async function follow(
  objective: Objective,
  target: Target,
  random: Random,
  options: ClimbOptions,
  byGradient: boolean,
): Promise<Climb> {
  const { x } = target;
  const { sigma, rank } = spectrum(x);
  const count = Math.min(rank, target.components);
  const total = sigma.reduce((sum, value) => sum + value * value, 0);
  const shown = SHOWN.filter((i) => i < count);
  const [tracked, kept] = [crossings(count, halfway), thinned<number[]>(POINTS)];
  const followed = followVariables(target, random);
  let [start, decodedAt, markedAt] = [-Infinity, -Infinity, -Infinity];
  const marked: number[][] = [];
  let last: number[] = [];
  const { map = "linear", decodingStride = DECODING_STRIDE } = options;
  // An estimate of the slope has no line along which the score is sure to rise.
  const go = byGradient && options.optimiser === "lbfgs" ? ascendByLbfgs : ascend;
  const result = await go(random.child("start").gaussianMatrix(x.n, x.p), objective, {
    ...(options.target === undefined ? {} : { target: options.target }),
    ...(byGradient ? {} : { steps: options.evolution?.steps ?? 0 }),
    ...(options.steps === undefined ? {} : { steps: options.steps }),
    observe: (step, score, values) => {
      const y = readingOf(values);
      const r2 = componentR2(x, y, count, map);
      tracked.add(step, score, r2);
      if (step === 0) start = score;
      last = [step, score, ...shown.map((i) => r2[i]!)];
      kept.add(step, () => last);
      if (score >= markedAt + POINT_STRIDE) {
        markedAt = score;
        marked.push(last);
      }
      if (followed.length === 0 || score < decodedAt + decodingStride) return;
      decodedAt = score;
      decodeNow(followed, y, step, score);
    },
  });
  if (followed.length > 0 && result.score > decodedAt && last.length > 0) {
    decodeNow(followed, readingOf(result.y), result.steps, result.score);
  }
  if (last.length > 0 && kept.points.at(-1) !== last) kept.finish(last);
  const reached = result.end === "target";
  const best = Number.isFinite(result.best) ? result.best : 0;
  return {
    method: byGradient ? "gradient" : "evolution",
    end: result.end,
    reason: result.reason ?? "",
    steps: result.steps,
    start: Number.isFinite(start) ? start : 0,
    score: Number.isFinite(result.score) ? result.score : 0,
    best,
    shares: Array.from({ length: count }, (_, i) => sigma[i]! ** 2 / total),
    captures: tracked.found.map((found, i) => judged(found, tracked.fromStart[i]!, reached, best)),
    curve: [...new Set([...kept.points, ...marked])].sort((a, b) => a[0]! - b[0]!),
    shown,
    decoding: followed.map(({ variable, reference, crossings: levels, curve }) => ({
      name: variable.name,
      classes: variable.classes,
      reference,
      curve,
      levels: levels.found.map((found, i) => judged(found, levels.fromStart[i]!, reached, best)),
      final: curve.at(-1)?.[1] ?? 0,
    })),
  };
}
