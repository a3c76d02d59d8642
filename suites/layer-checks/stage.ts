import type { MetricInfo, Subject } from "../../core/metric.ts";
import type { NumberOutcome, Outcome } from "../../core/outcome.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import trainedNetworks, { type Member } from "../../generators/trained-networks.ts";
import type { PartParams } from "./cases.ts";

/** Representations that are compared with each other, layers of one network one after the other. */
export interface Part {
  readonly at: number;
  readonly members: readonly Member[];
  readonly all: readonly Representation[];
  /** The order in which they are shown to a metric: the place in a list must not tell the layer. */
  readonly order: ArrayLike<number>;
}

/** What a metric said of a part: more alike is larger, and both directions of an asymmetric score are added. */
export interface Table {
  readonly at: number;
  readonly members: readonly Member[];
  /** Units of each representation. */
  readonly widths: readonly number[];
  readonly rows: number;
  /** Row-major over all representations; NaN where there is no value. */
  readonly values: Float64Array;
  /** Why there is none, where that is so. */
  readonly reason: string | undefined;
}

export function preparePart({ at, ...params }: PartParams, random: Random): Part {
  const { representations, truth } = trainedNetworks.generate(params, random);
  const order = random.child("order", at).permutation(representations.length);
  return { at, members: truth.members, all: representations, order };
}

/** The same part with the first networks alone. */
export function firstOf({ at, members, all, order }: Part, networks: number): Part {
  const kept = members.slice(0, networks);
  const size = kept.reduce((total, { layers }) => total + layers.length, 0);
  return {
    at,
    members: kept,
    all: all.slice(0, size),
    order: Array.from(order).filter((i) => i < size),
  };
}

/** Asks about every pair of a part; an outcome that is neither a value nor `undefined` ends it. */
export async function askPart(
  subject: Subject,
  { at, members, all, order }: Part,
): Promise<Table | { readonly broken: Outcome }> {
  const shown = Array.from(order, (i) => all[i]!);
  const outcomes = await subject.allPairs(shown, shown);
  const raw = new Float64Array(outcomes.length);
  let reason: string | undefined;
  for (let a = 0, k = 0; a < shown.length; a++) {
    for (let b = 0; b < shown.length; b++, k++) {
      const outcome: NumberOutcome = outcomes[k]!;
      if (outcome.status !== "ok" && outcome.status !== "undefined") return { broken: outcome };
      if (outcome.status === "undefined") reason ??= outcome.reason;
      // In bounds: an order has each number below its length once.
      raw[order[a]! * shown.length + order[b]!] = outcome.status === "ok" ? outcome.value : NaN;
    }
  }
  return {
    at,
    members,
    widths: all.map(({ p }) => p),
    rows: all[0]!.n,
    values: comparable(raw, shown.length, subject.info),
    reason,
  };
}

/**
 * Similarities as the paper compares them: a distance is negated, and an asymmetric score is S + Sᵀ.
 */
export function comparable(
  raw: Float64Array,
  size: number,
  { direction, symmetric }: Pick<MetricInfo, "direction" | "symmetric">,
): Float64Array {
  const sign = direction === "similarity" ? 1 : -1;
  return raw.map((forth, k) => {
    const back = raw[(k % size) * size + Math.floor(k / size)]!;
    return sign * (symmetric ? forth : forth + back);
  });
}
