/** Values this close, relative to the larger, are a tie: rounding wins no duel. */
const TIE = 1e-9;

/** Duels in one column: for each row how many others it beats (a tie counts half) and how many it meets. */
export interface Duels {
  readonly won: Float64Array;
  readonly met: Float64Array;
}

/** How many of the sorted values lie below `limit`. */
function below(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    // In bounds: low ≤ middle < high ≤ sorted.length.
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The duels of one column; rows with NaN are not asked and meet nobody. Larger is better. */
export function duelsOf(values: Float64Array): Duels {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const [won, met] = [new Float64Array(values.length), new Float64Array(values.length)];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const slack = TIE * Math.abs(value);
    const worse = below(sorted, value - slack);
    const better = sorted.length - below(sorted, value + slack + Number.MIN_VALUE);
    const tied = sorted.length - worse - better - 1;
    won[i] = worse + tied / 2;
    met[i] = sorted.length - 1;
  }
  return { won, met };
}

/**
 * The Borda count as a share: of all duels, one for each column and each other row with a value in it, the share won,
 * ties counting half. Where every row has a value in every column this is Borda's count (1781) divided by its largest
 * possible value; a row that a column does not apply to neither wins nor loses there. ½ for a row without a duel.
 *
 * @param columns For each column its duels.
 */
export function sharesOf(columns: readonly Duels[], rows: number): Float64Array {
  const [won, met] = [new Float64Array(rows), new Float64Array(rows)];
  for (const duels of columns) {
    for (let i = 0; i < rows; i++) {
      won[i]! += duels.won[i]!;
      met[i]! += duels.met[i]!;
    }
  }
  return won.map((count, i) => (met[i] === 0 ? 0.5 : count / met[i]!));
}

/** Ranks from shares: 1 plus the number of rows that are strictly better. */
export function ranksOf(shares: Float64Array): Int32Array {
  const sorted = shares.slice().sort();
  return Int32Array.from(
    shares,
    (share) => 1 + sorted.length - below(sorted, share + TIE + Number.MIN_VALUE),
  );
}
