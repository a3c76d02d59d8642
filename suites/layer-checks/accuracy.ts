/** Scores between all layers of all networks of one architecture. */
export interface LayerScores {
  readonly networks: number;
  readonly layers: number;
  /** Row-major over (network, layer) × (network, layer); NaN where the metric gave no value. */
  readonly values: Float64Array;
}

/** How well corresponding layers are found. */
export interface LayerAccuracy {
  /** Share of (layer, ordered pair of networks) whose best match is the corresponding layer; ties are split. */
  readonly accuracy: number;
  /** The same with one network left out at a time. */
  readonly leftOut: readonly number[];
  /** The accuracy of each layer. */
  readonly perLayer: readonly number[];
  /** Row i: how the best matches of layer i are spread over the layers of the other network. */
  readonly confusion: readonly (readonly number[])[];
  /** Share of best matches that were tied. */
  readonly tied: number;
  /** Share of the questions to which some layer had no value. */
  readonly undefinedShare: number;
}

/** Values this close, relative to the largest, are a tie: rounding must not decide. */
const TIE = 1e-9;

/** How the best match of one layer is spread over the candidates: 1/#ties for each of the best. */
export function bestMatches(row: readonly number[]): number[] {
  const values = row.map((value) => (Number.isNaN(value) ? -Infinity : value));
  const best = Math.max(...values);
  const slack = Number.isFinite(best) ? TIE * Math.max(Math.abs(best), 1e-12) : 0;
  const chosen = values.map((value) => value >= best - slack);
  const count = chosen.filter(Boolean).length;
  return chosen.map((is) => (is ? 1 / count : 0));
}

interface PairTally {
  readonly a: number;
  readonly b: number;
  readonly confusion: readonly (readonly number[])[];
  readonly tied: number;
  readonly unanswered: number;
}

/** Which ordered pairs of networks count. */
export type WhichPairs = (a: number, b: number) => boolean;

function tally({ networks, layers, values }: LayerScores, counts: WhichPairs): PairTally[] {
  const size = networks * layers;
  const tallies: PairTally[] = [];
  for (let a = 0; a < networks; a++) {
    for (let b = 0; b < networks; b++) {
      if (a === b || !counts(a, b)) continue;
      let [tied, unanswered] = [0, 0];
      const confusion = Array.from({ length: layers }, (_, i) => {
        const from = (a * layers + i) * size + b * layers;
        const row = [...values.subarray(from, from + layers)];
        const spread = bestMatches(row);
        if (spread.filter((share) => share > 0).length > 1) tied++;
        if (row.some(Number.isNaN)) unanswered++;
        return spread;
      });
      tallies.push({ a, b, confusion, tied, unanswered });
    }
  }
  return tallies;
}

function accuracyOf(tallies: readonly PairTally[], layers: number): number {
  let total = 0;
  for (const { confusion } of tallies) for (let i = 0; i < layers; i++) total += confusion[i]![i]!;
  return total / (tallies.length * layers);
}

/**
 * What a measure finds that sees nothing but how many units a layer has, and calls those alike that are equally wide:
 * a layer among m of its width is found in 1/m of the cases.
 */
export function widthAccuracy(widths: readonly number[]): number {
  const shares = widths.map((width) => 1 / widths.filter((other) => other === width).length);
  return shares.reduce((total, share) => total + share / widths.length, 0);
}

/**
 * The sanity check of Kornblith et al. (2019): do corresponding layers find each other? Over ordered pairs.
 *
 * @defaultValue all pairs of two networks
 */
export function layerAccuracy(scores: LayerScores, counts: WhichPairs = () => true): LayerAccuracy {
  const { networks, layers } = scores;
  const tallies = tally(scores, counts);
  const confusion = Array.from({ length: layers }, (_, i) =>
    Array.from(
      { length: layers },
      (_unused, j) => tallies.reduce((total, pair) => total + pair.confusion[i]![j]!, 0) / tallies.length,
    ),
  );
  const questions = tallies.length * layers;
  return {
    accuracy: accuracyOf(tallies, layers),
    leftOut: Array.from({ length: networks }, (_, out) =>
      accuracyOf(
        tallies.filter(({ a, b }) => a !== out && b !== out),
        layers,
      ),
    ),
    perLayer: confusion.map((row, i) => row[i]!),
    confusion,
    tied: tallies.reduce((total, pair) => total + pair.tied, 0) / questions,
    undefinedShare: tallies.reduce((total, pair) => total + pair.unanswered, 0) / questions,
  };
}
