import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { selectRows } from "../../linalg/elementwise.ts";
import { compact } from "../../representation/spectral.ts";
import { decisionValues, logisticFit } from "./logistic.ts";

/** Rows are dealt to this many folds. */
export const FOLDS = 5;

/** Something that is known of every stimulus: a class, 0 … classes − 1. */
export interface Variable {
  readonly name: string;
  readonly labels: Int32Array;
  readonly classes: number;
}

/** The fold of every row: each class is dealt out evenly, in a random order. */
export function stratifiedFolds({ labels }: Variable, random: Random): Int32Array {
  const folds = new Int32Array(labels.length);
  const order = [...random.permutation(labels.length)].sort((a, b) => labels[a]! - labels[b]!);
  order.forEach((row, place) => (folds[row] = place % FOLDS));
  return folds;
}

/** Training rows centred and divided by the root of their mean variance per unit, held-out rows likewise. */
function standardised(a: Matrix, train: readonly number[], test: readonly number[]): [Matrix, Matrix] {
  const parts = [selectRows(a, train), selectRows(a, test)] as const;
  const [{ data: x }] = parts;
  const mean = new Float64Array(a.cols);
  for (let i = 0, k = 0; i < train.length; i++) {
    for (let j = 0; j < a.cols; j++, k++) mean[j]! += x[k]! / train.length;
  }
  for (const { rows, data } of parts) {
    for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < a.cols; j++, k++) data[k]! -= mean[j]!;
  }
  let power = 0;
  for (let k = 0; k < x.length; k++) power += x[k]! * x[k]!;
  power /= x.length;
  const scale = power === 0 ? 0 : 1 / Math.sqrt(power);
  for (const { data } of parts) for (let k = 0; k < data.length; k++) data[k]! *= scale;
  return [parts[0], parts[1]];
}

const argmax = (values: readonly number[]): number =>
  values.reduce((best, value, k) => (value > values[best]! ? k : best), 0);

/**
 * How well a class is read out from Y: the balanced accuracy (the mean over classes of the share found) of L2
 * logistic regression on held-out rows, one class against the rest, C = 1 for units of mean variance 1. Chance is
 * 1/classes, whatever their sizes.
 */
export function decodingAccuracy(y: Representation, variable: Variable, folds: Int32Array): number {
  const { labels, classes } = variable;
  // A rotation of the units changes nothing: the penalty is round.
  const a = compact(y);
  const [hits, counts] = [new Float64Array(classes), new Float64Array(classes)];
  for (let fold = 0; fold < FOLDS; fold++) {
    const rows = Array.from({ length: y.n }, (_, i) => i);
    const train = rows.filter((i) => folds[i] !== fold);
    const test = rows.filter((i) => folds[i] === fold);
    const [inside, outside] = standardised(a, train, test);
    // Two classes need one boundary.
    const against = classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k);
    const fit = logisticFit(inside);
    const values = against.map((k) =>
      decisionValues(outside, fit(Int32Array.from(train, (i) => (labels[i] === k ? 1 : 0)))),
    );
    test.forEach((row, i) => {
      const said = classes === 2 ? Number(values[0]![i]! > 0) : argmax(values.map((of) => of[i]!));
      counts[labels[row]!]! += 1;
      if (said === labels[row]) hits[labels[row]]! += 1;
    });
  }
  const present = [...counts.keys()].filter((k) => counts[k]! > 0);
  return present.reduce((total, k) => total + hits[k]! / counts[k]! / present.length, 0);
}

/** (accuracy − chance)/(reference − chance): 0 at chance, 1 where Y says as much as X. */
export const corrected = (accuracy: number, reference: number, classes: number): number =>
  (accuracy - 1 / classes) / (reference - 1 / classes);
