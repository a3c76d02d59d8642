import type { Subject } from "../../core/metric.ts";
import type { Outcome, Value } from "../../core/outcome.ts";
import { describeOutcome, notApplicable, ok } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Profile } from "../../core/suite.ts";
import { permutationNull } from "../../metrics/calibration/permutation-null.ts";
import { climb, LEVELS, type Capture, type Climb } from "../ascent-checks/climb.ts";
import { NO_SCALE, scoreForm } from "../ascent-checks/score.ts";
import { latest } from "../optimisation-checks/findings.ts";
import { quantile } from "../statistics/moments.ts";
import { ceilingOf } from "./ceiling.ts";
import type { Stage } from "./data.ts";

/** What a cell stores: the thresholds of one measure in one data set. A threshold that is missing says why. */
export interface Thresholds {
  /** Scores of X with its own rows shuffled that 95 % and 99 % of draws do not exceed. */
  readonly null?: { readonly p95: number; readonly p99: number };
  readonly noNull: string;
  readonly ceiling?: number;
  readonly noCeiling: string;
  readonly source: string;
  /** One for each component that is followed. */
  readonly components: readonly Capture[];
  /** λᵢ/Σλ of them. */
  readonly shares: readonly number[];
  /** Where the last variable is decoded at each of `LEVELS`; empty where none is known. */
  readonly decoding: readonly Capture[];
  /** Why nothing was captured; `""` where Y ascended. */
  readonly noAscent: string;
}

/** Shuffles of the rows of one data set; in full there are eight sets of a kind. */
const DRAWS = 200;

/** Decoding is asked whenever the score has risen by this; levels in between are interpolated. */
const DECODING_STRIDE: Readonly<Record<Profile, number>> = { quick: 0.1, full: 0.05 };

type Captures = Pick<Thresholds, "components" | "shares" | "decoding" | "noAscent">;

async function captures(
  subject: Subject,
  { target }: Stage,
  random: Random,
  decodingStride: number,
): Promise<Captures> {
  const nothing = { components: [], shares: [], decoding: [] };
  const outcome = await climb(subject, target, random, { decodingStride });
  if (outcome.status !== "ok") return { ...nothing, noAscent: describeOutcome(outcome) };
  const found = outcome.value as unknown as Climb;
  return {
    components: found.captures,
    shares: found.shares,
    decoding:
      found.decoding.length === 0
        ? []
        : LEVELS.map((_, level) => latest(found.decoding.map(({ levels }) => levels[level]!))),
    noAscent: "",
  };
}

/** All thresholds of one measure in one data set. */
export async function measureThresholds(
  subject: Subject,
  stage: Stage,
  random: Random,
  profile: Profile,
): Promise<Outcome> {
  const form = scoreForm(subject);
  if (form === undefined) return notApplicable(NO_SCALE);
  const { x } = stage.target;
  const [found] = await permutationNull([subject], x, x, {
    draws: DRAWS,
    random: random.child("null"),
  });
  const scores = "values" in found! ? found.values.map((value) => form.of(value)) : [];
  const ceiling = await ceilingOf(subject, stage.repeats, (value) => form.of(value));
  const thresholds: Thresholds = {
    ...(scores.length === 0 ? {} : { null: { p95: quantile(scores, 0.95), p99: quantile(scores, 0.99) } }),
    noNull: "outcome" in found! ? describeOutcome(found.outcome) : "",
    ...(ceiling.status === "ok" ? { ceiling: ceiling.value } : {}),
    noCeiling: ceiling.status === "ok" ? "" : describeOutcome(ceiling),
    source: stage.repeats.source,
    ...(await captures(subject, stage, random.child("ascent"), DECODING_STRIDE[profile])),
  };
  return ok(thresholds as unknown as Value);
}
