import { EtalonError } from "../core/errors.ts";
import type { Representation } from "../core/representation.ts";
import { backend } from "../linalg/index.ts";
import type { RowRule } from "./derived.ts";
import { derivedBy } from "./derived-by.ts";
import { directions } from "./directions.ts";
import { distances, TIE } from "./distances.ts";
import { unlessReason } from "./row-rules.ts";
import { scaledValues } from "./scaled.ts";
import { selectInPlace } from "./select.ts";
import { isConstant } from "./spectral.ts";

/** By what a neighbour is near. */
export type Nearness = "euclidean" | "cosine" | "inner-product";

/** How many neighbours, and by what. */
export interface Choice {
  readonly k: number;
  readonly nearness: Nearness;
}

/** The k nearest stimuli of each stimulus, nearest first: `index[i * k + r]` is the (r+1)-th nearest of i. */
export interface Neighbours {
  readonly n: number;
  readonly k: number;
  readonly index: Int32Array;
  /** Whether the order of the rows decided between two stimuli that are equally near. */
  readonly tied: boolean;
}

/** Two inner products are tied when they differ by less than rounding can do to ‖xᵢ‖·maxⱼ‖xⱼ‖. */
const INNER_TIE = 1e-13;

/** How far from i every j is (smaller is nearer), and below which difference from `value` two of them tie. */
interface Farness {
  readonly far: Float64Array;
  readonly slack: (i: number, value: number) => number;
}

/**
 * Distances tie by share, so that the ties of integer data and of duplicated rows survive a rotation or a change of
 * units; the cosine's come from the distances of the unit rows, which keep their digits near 1.
 */
function farnessOf(x: Representation, nearness: Nearness): Farness | { readonly reason: string } {
  const byShare = (_i: number, value: number): number => TIE * value;
  switch (nearness) {
    case "euclidean":
      return { far: distances(x).squared.data, slack: byShare };
    case "cosine": {
      const unit = directions(x);
      if ("reason" in unit) return unit;
      return { far: distances(unit.made).squared.data, slack: byShare };
    }
    case "inner-product": {
      const gram = backend().gram(scaledValues(x).matrix, false).data;
      const length = Float64Array.from({ length: x.n }, (_, i) => Math.sqrt(gram[i * x.n + i]!));
      const longest = length.reduce((a, b) => Math.max(a, b), 0);
      return { far: gram.map((value) => -value), slack: (i) => INNER_TIE * length[i]! * longest };
    }
  }
}

/**
 * Sorts indices by value; groups of ties, each counted from its smallest value, are put in the order of the index.
 *
 * @returns Whether there are ties.
 */
function sortWithTies(candidates: number[], far: Float64Array, slack: (value: number) => number): boolean {
  let tied = false;
  candidates.sort((a, b) => far[a]! - far[b]! || a - b);
  for (let from = 0; from < candidates.length;) {
    const first = far[candidates[from]!]!;
    let to = from + 1;
    while (to < candidates.length && far[candidates[to]!]! - first <= slack(far[candidates[to]!]!)) to++;
    if (to - from > 1) {
      tied = true;
      candidates.splice(from, to - from, ...candidates.slice(from, to).sort((a, b) => a - b));
    }
    from = to;
  }
  return tied;
}

/** Without ties the lists move with the rows; with ties the new order decides anew. */
const moveLists: RowRule<Neighbours> = ({ n, k, index, tied }, order) => {
  if (tied) return undefined;
  const place = new Int32Array(n);
  order.forEach((from, to) => (place[from] = to));
  const moved = new Int32Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let r = 0; r < k; r++) moved[i * k + r] = place[index[order[i]! * k + r]!]!;
  }
  return { n, k, index: moved, tied };
};

/**
 * The k nearest neighbours of every row. A row is never its own neighbour: it is left out by its index, not by its
 * place, which duplicates would take. Ties go to the smaller index. By selection, not by sorting n values.
 *
 * @returns A reason instead where all rows are equal, and by cosine where a row is zero.
 * @throws EtalonError `input/too-few-rows` for k > n − 1.
 */
export const neighbours = derivedBy(
  "neighbours",
  (x, { k, nearness }: Choice): Neighbours | { readonly reason: string } => {
    const { n } = x;
    if (k > n - 1) {
      throw new EtalonError(
        "input/too-few-rows",
        `neighbours: k = ${k} needs at least ${k + 1} rows (stimuli)`,
        {
          got: String(n),
          remedy: "choose a smaller k",
        },
      );
    }
    if (isConstant(x)) return { reason: "has zero variance: all its rows are equal" };
    const farness = farnessOf(x, nearness);
    if ("reason" in farness) return farness;
    const { far, slack } = farness;
    const index = new Int32Array(n * k);
    let tied = false;
    const others = new Float64Array(n - 1);
    for (let i = 0; i < n; i++) {
      const row = far.subarray(i * n, (i + 1) * n);
      others.set(row.subarray(0, i));
      others.set(row.subarray(i + 1), i);
      const last = selectInPlace(others, k - 1);
      const limit = last + slack(i, last);
      const candidates: number[] = [];
      for (let j = 0; j < n; j++) if (j !== i && row[j]! <= limit) candidates.push(j);
      if (sortWithTies(candidates, row, (value) => slack(i, value))) tied = true;
      for (let r = 0; r < k; r++) index[i * k + r] = candidates[r]!;
    }
    return { n, k, index, tied };
  },
  undefined,
  unlessReason(moveLists),
);
