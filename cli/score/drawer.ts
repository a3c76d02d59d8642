import { EtalonError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Metric, Subject } from "../../core/metric.ts";
import { undefinedBecause } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import { subjectOf, unwatchedSubject, type WatchedSubject } from "../../engine/subject.ts";
import { halfSamples } from "../../metrics/calibration/half-samples.ts";
import { permutationNull, type PermutationNull } from "../../metrics/calibration/permutation-null.ts";
import type { Groups } from "../../metrics/calibration/row-orders.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { expectDirections, saturated, spectrum, squaredSize } from "../../representation/spectral.ts";
import { representation } from "../../representation/create.ts";

const TOO_FEW: ReadonlySet<string> = new Set(["calibrate/few-orders", "calibrate/few-halves"]);

/** Everything that draws depend on; it can be sent to another process. */
export interface DrawData {
  readonly x: Matrix;
  readonly ys: readonly Matrix[];
  readonly metrics: readonly string[];
  readonly seed: number;
  readonly groups?: Groups;
  /** Whether the decompositions of all sides will be asked for. */
  readonly prepare?: boolean;
}

/** Draws `from` … `from + count − 1` for some of the metrics, by their numbers. */
export interface DrawJob {
  readonly kind: "null" | "halves";
  readonly metrics: readonly number[];
  /** What they say of the Y of a null as it is: draws far from it may be of single precision. */
  readonly observed?: readonly (number | undefined)[];
  /** The number of the Y of a null; halves are of all Y together. */
  readonly y: number;
  readonly from: number;
  readonly count: number;
}

/** What a job gives: nulls by metric, or halves by metric, Y and draw. */
export type Draws =
  | { readonly kind: "null"; readonly nulls: readonly PermutationNull[] }
  | { readonly kind: "halves"; readonly values: readonly (readonly (readonly number[])[])[] };

export type Drawer = (job: DrawJob) => Promise<Draws>;

/** The subject of a metric on the data of a command line: the same in whichever process it is asked. */
export const scoreSubject = (metric: Metric, seed: number): WatchedSubject =>
  subjectOf(metric, randomFrom(seed, "score", metric.id));

const drawnSubject = (metric: Metric, seed: number): Subject =>
  unwatchedSubject(metric, randomFrom(seed, "score", metric.id));

/** Does jobs in this process. Draws depend on the seed and their numbers alone, not on who draws them. */
export async function drawerOf(data: DrawData): Promise<Drawer> {
  const metrics = await Promise.all(data.metrics.map(metricById));
  const [x, ...ys] = [data.x, ...data.ys].map((values) => representation(values));
  const groups = data.groups === undefined ? {} : { groups: data.groups };
  if (data.prepare === true)
    for (const side of [x!, ...ys]) if (squaredSize(side) > 0 && !saturated(side)) spectrum(side);
  return async ({ kind, metrics: chosen, observed, y, from, count }) => {
    const subjects = chosen.map((k) => drawnSubject(metrics[k]!, data.seed));
    const options = { draws: count, from, ...groups };
    try {
      if (kind === "halves") {
        const random = randomFrom(data.seed, "halves");
        return { kind, values: await halfSamples(subjects, x!, ys, { ...options, random }) };
      }
      const random = randomFrom(data.seed, "null", y);
      // Who asks for PWCCA pays for the directions of CCA, which hold its correlations.
      const pays = chosen.some((k) => metrics[k]!.family === "pwcca");
      const known = observed === undefined ? options : { ...options, observed };
      const prepared = pays ? { ...known, prepare: expectDirections } : known;
      return { kind, nulls: await permutationNull(subjects, x!, ys[y]!, { ...prepared, random }) };
    } catch (thrown) {
      // Too few rows to shuffle or to halve: the values stand, without anything beside them.
      if (!(thrown instanceof EtalonError) || !TOO_FEW.has(thrown.code)) throw thrown;
      const outcome = undefinedBecause(thrown.message);
      return kind === "halves"
        ? { kind, values: chosen.map(() => ys.map(() => [])) }
        : { kind, nulls: chosen.map(() => ({ outcome })) };
    }
  };
}
