import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { assemble, centeredBasis, decorrelate, type Components } from "../../generators/components.ts";
import {
  evenDirections,
  keptUnits,
  quantised,
  rowBlocks,
  sharedSubspace,
  swappedRows,
  turnedTowards,
  withNoise,
} from "../../generators/doses.ts";
import { normMatched } from "../../generators/norm-matched.ts";
import { representation } from "../../representation/create.ts";

/** What every dose is given to: latent signals with their principal components, and their values. */
export interface Base {
  readonly components: Components;
  readonly values: Matrix;
}

/**
 * One series: the signal at each dose, with the same random choices throughout. `record` adds the noise of a recording,
 * new for each dose.
 */
type Series = (base: Base, random: Random, record: (signal: Matrix) => Matrix) => readonly Matrix[];

/** A kind of change with a dose of known order. */
export interface DoseFamily {
  readonly id: string;
  readonly title: string;
  /** What the dose is, and its unit. */
  readonly label: string;
  readonly unit: string;
  /** In the order in which similarity falls; the first is no change. */
  readonly doses: readonly number[];
  /** A change to which no measure of how alike two representations are has a reason to be blind. */
  readonly real: boolean;
  /** Whether equal steps are equally far apart, so that two doses next to each other are the more alike ones. */
  readonly even: boolean;
  /** Whether only the correspondence of stimuli changes, which some measures ignore by design. */
  readonly correspondenceOnly: boolean;
  readonly series: Series;
}

const ANGLES = [0, 22.5, 45, 67.5, 90] as const;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1] as const;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Ratio of a recording's signal to its own noise: no two recordings are the same, whatever the dose. */
const RECORDING_SNR = 10;

const noiseSeries: Series = ({ values }, random, record) => {
  const noise = random.child("noise").gaussianMatrix(values.rows, values.cols);
  return ANGLES.map((angle) => record(turnedTowards(values, noise, radians(angle))));
};

const sharedSubspaceSeries: Series = ({ components: { u, lambda, v } }, random, record) => {
  const own = centeredBasis(u.rows, u.cols, random.child("own"));
  const directions = evenDirections(u.cols, random.child("directions"));
  return QUARTERS.map((share) =>
    record(assemble(sharedSubspace(u, own, directions, Math.round((1 - share) * u.cols)), lambda, v)),
  );
};

const swappedStimuliSeries: Series = ({ values }, random, record) => {
  const blocks = rowBlocks(values.rows, QUARTERS.length - 1, random.child("blocks"));
  return QUARTERS.map((_, k) => record(swappedRows(values, blocks.slice(0, k))));
};

const rotatedComponentSeries: Series = ({ components }, random, record) => {
  const { u, lambda, v } = components;
  const fresh = centeredBasis(u.rows, u.cols, random.child("own"));
  return ANGLES.map((angle) =>
    record(assemble(decorrelate({ ...components, fresh }, 0, Math.cos(radians(angle))), lambda, v)),
  );
};

const droppedUnitsSeries: Series = ({ values }, random, record) => {
  const order = random.child("order").permutation(values.cols);
  return [1, 0.75, 0.5, 0.25].map((kept) => keptUnits(record(values), order, Math.round(kept * values.cols)));
};

const quantisationSeries: Series = ({ values }, _random, record) =>
  [8, 3, 2, 1].map((bits) => quantised(record(values), bits));

/** Every dose that is given, fixed before any metric was asked. */
export const DOSE_FAMILIES: readonly DoseFamily[] = [
  {
    id: "noise",
    title: "Additive noise",
    label: "share of variance that is noise",
    unit: "fraction",
    doses: ANGLES.map((angle) => Math.sin(radians(angle)) ** 2),
    real: true,
    even: true,
    correspondenceOnly: false,
    series: noiseSeries,
  },
  {
    id: "shared-subspace",
    title: "Shared subspace",
    label: "share of latent directions that are not shared",
    unit: "fraction",
    doses: QUARTERS,
    real: true,
    even: true,
    correspondenceOnly: false,
    series: sharedSubspaceSeries,
  },
  {
    id: "swapped-stimuli",
    title: "Swapped stimuli",
    label: "share of stimuli that are swapped",
    unit: "fraction",
    doses: QUARTERS,
    real: true,
    even: true,
    correspondenceOnly: true,
    series: swappedStimuliSeries,
  },
  {
    id: "rotated-component",
    title: "Leading component rotated away",
    label: "angle of the leading component",
    unit: "°",
    doses: ANGLES,
    real: false,
    even: true,
    correspondenceOnly: false,
    series: rotatedComponentSeries,
  },
  {
    id: "dropped-units",
    title: "Dropped units",
    label: "share of units that are dropped",
    unit: "fraction",
    doses: [0, 0.25, 0.5, 0.75],
    real: false,
    even: false,
    correspondenceOnly: false,
    series: droppedUnitsSeries,
  },
  {
    id: "quantisation",
    title: "Quantisation",
    label: "bits of each activation",
    unit: "",
    doses: [8, 3, 2, 1],
    real: false,
    even: false,
    correspondenceOnly: false,
    series: quantisationSeries,
  },
];

/** A recording of a signal: with noise of its own, centred, of mean square 1 over the `units` of the whole. */
export function recorder(units: number, random: Random): (signal: Matrix) => Matrix {
  let count = 0;
  return (signal) => {
    const noise = random.child(count++).gaussianMatrix(signal.rows, signal.cols);
    return normMatched(withNoise(signal, noise, RECORDING_SNR), Math.sqrt(signal.rows * units));
  };
}

/** One series of doses as representations, all of the same norm. */
export function doseSeries(family: DoseFamily, base: Base, random: Random): Representation[] {
  const { rows, cols } = base.values;
  const record = recorder(cols, random.child("recording"));
  return family
    .series(base, random, record)
    .map((values, k) =>
      representation(normMatched(values, Math.sqrt(rows * cols)), `${family.id} ${family.doses[k]}`),
    );
}
