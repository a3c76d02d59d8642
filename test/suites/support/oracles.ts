import type { Metric } from "../../../core/metric.ts";
import type { Representation } from "../../../core/representation.ts";
import { metric } from "../../engine/support/metrics.ts";

/** A metric that knows the truth: it is told what a suite's data are before it is asked about them. */
export interface Oracle {
  readonly metric: Metric;
  readonly prepared: (stage: unknown) => void;
}

type Pair = readonly [Representation, Representation];

const INFO = { range: [0, 1], symmetric: true, control: true, title: "Control: oracle" } as const;

/** Knows a number of each representation; two are the more alike, the closer their numbers. */
function byNumber(numbersOf: (stage: never) => Iterable<readonly [Representation, number]>): Oracle {
  const numbers = new WeakMap<Representation, number>();
  return {
    metric: metric("oracle", (x, y) => 1 / (1 + Math.abs(numbers.get(x)! - numbers.get(y)!)), INFO),
    prepared: (stage) => {
      for (const [of, number] of numbersOf(stage as never)) numbers.set(of, number);
    },
  };
}

/** Knows which pairs are related. */
function byPairs(relatedIn: (stage: never) => readonly Pair[]): Oracle {
  const partners = new WeakMap<Representation, Representation>();
  return {
    metric: metric("oracle", (x, y) => (partners.get(x) === y ? 1 : 0), { ...INFO, symmetric: false }),
    prepared: (stage) => {
      for (const [x, y] of relatedIn(stage as never)) partners.set(x, y);
    },
  };
}

interface LayersStage {
  readonly parts: readonly {
    readonly all: readonly Representation[];
    readonly members: readonly { readonly layers: readonly string[] }[];
  }[];
}

/** Knows of which layer a representation is. */
export const layersOracle = (): Oracle =>
  byNumber(({ parts }: LayersStage) =>
    parts.flatMap(({ all, members }) => {
      const places = members.flatMap(({ layers }) => layers.map((_, i) => i));
      return all.map((of, i) => [of, places[i]!] as const);
    }),
  );

interface GroundingStage {
  readonly layers: readonly (readonly Representation[])[];
}

/** Knows the place of a layer in its network. */
export const groundingOracle = (): Oracle =>
  byNumber(({ layers }: GroundingStage) =>
    layers.flatMap((all) => all.map((of, place) => [of, place] as const)),
  );

interface SensitivityStage {
  readonly x: Representation;
  readonly series: readonly (readonly Representation[])[];
}

/** Knows the dose of a representation. */
export const sensitivityOracle = (): Oracle =>
  byNumber(({ x, series }: SensitivityStage) => [
    [x, 0] as const,
    ...series.flatMap((one) => one.map((of, dose) => [of, dose] as const)),
  ]);

interface NullStage {
  readonly pairs: readonly Pair[];
  readonly unrelated: readonly Pair[];
}

/** Knows which pairs share latent variables: those that have wrongly paired counterparts. */
export const nullOracle = (): Oracle =>
  byPairs(({ pairs, unrelated }: NullStage) => (unrelated.length > 0 ? pairs : []));

/** Knows which pairs share latent variables. */
export const widthOracle = (): Oracle =>
  byPairs(({ related }: { readonly related: readonly Pair[] }) => related);

/** Knows the policy for bad input: any value within its range keeps every line. */
export const policyOracle = (): Oracle => ({
  metric: metric("oracle", () => 0.5, INFO),
  prepared: () => undefined,
});
