import { EtalonError } from "../core/errors.ts";
import type { Representation } from "../core/representation.ts";
import { largestOf, multipliedBy, rootsOf } from "../linalg/elementwise.ts";
import { centered } from "./centered.ts";
import type { RowRule } from "./derived.ts";
import { derivedBy } from "./derived-by.ts";
import { directions } from "./directions.ts";
import { TIE } from "./distances.ts";
import type { Farness } from "./farness.ts";
import { farness, offerAll, rowsOfFarness } from "./farness.ts";
import { unlessReason } from "./row-rules.ts";
import { scaledValues } from "./scaled.ts";
import { selectInPlace } from "./select.ts";
import { isClosed, openShortlists, roomFor, type Slack } from "./shortlists.ts";
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

/** How far rows are from each other, and how near two of them are that tie. */
interface Nearby {
  readonly field: Farness;
  readonly slack: Slack;
}

/**
 * Distances tie by share, so that the ties of integer data and of duplicated rows survive a rotation or a change of
 * units; the cosine's come from the distances of the unit rows, which keep their digits near 1.
 */
function nearby(x: Representation, nearness: Nearness): Nearby | { readonly reason: string } {
  const byShare = { own: new Float64Array(x.n), share: TIE };
  switch (nearness) {
    case "euclidean":
      return { field: farness(centered(x), "squared distances"), slack: byShare };
    case "cosine": {
      const unit = directions(x);
      if ("reason" in unit) return unit;
      return { field: farness(centered(unit.made), "squared distances"), slack: byShare };
    }
    case "inner-product": {
      const field = farness(scaledValues(x).matrix, "inner products");
      const length = rootsOf(field.own);
      const longest = largestOf(length);
      return { field, slack: { own: multipliedBy(length, INNER_TIE * longest), share: 0 } };
    }
  }
}

/**
 * Candidates of row i, at `first` to `end` − 1, in the order of how far they are; groups of ties, each counted from its
 * smallest value, by index.
 */
function orderTies(
  far: Float64Array,
  who: Int32Array,
  [first, end]: readonly [number, number],
  i: number,
  slack: Slack,
): boolean {
  const { share } = slack;
  const own = slack.own[i]!;
  let tied = false;
  for (let from = first; from < end;) {
    let to = from + 1;
    while (to < end && far[to]! - far[from]! <= own + share * far[to]!) to++;
    if (to - from > 1) {
      tied = true;
      who.subarray(from, to).sort();
    }
    from = to;
  }
  return tied;
}

/** Those that are within a limit of row i, nearest first. */
function nearerThan(row: Float64Array, i: number, limit: number): Int32Array {
  const found: number[] = [];
  for (let j = 0; j < row.length; j++) if (j !== i && row[j]! <= limit) found.push(j);
  return Int32Array.from(found.sort((a, b) => row[a]! - row[b]!));
}

/** The lists of rows of which more tie than a short list has room for, by selection among all n rows. */
function fromWholeRows(near: Nearby, rows: readonly number[], k: number, index: Int32Array): boolean {
  const { slack } = near;
  let tied = false;
  const others = new Float64Array(near.field.points.rows - 1);
  for (const [i, row] of rowsOfFarness(near.field, rows)) {
    others.set(row.subarray(0, i));
    others.set(row.subarray(i + 1), i);
    const last = selectInPlace(others, k - 1);
    const limit = last + (slack.own[i]! + slack.share * last);
    const who = nearerThan(row, i, limit);
    const far = new Float64Array(who.length);
    for (let r = 0; r < who.length; r++) far[r] = row[who[r]!]!;
    if (orderTies(far, who, [0, who.length], i, slack)) tied = true;
    for (let r = 0; r < k; r++) index[i * k + r] = who[r]!;
  }
  return tied;
}

/** The lists of all rows; `tied` where the order of the index decided. */
function listAll(near: Nearby, n: number, k: number): Neighbours {
  const { field, slack } = near;
  const index = new Int32Array(n * k);
  if (roomFor(k) > n / 2) {
    const rows = Array.from({ length: n }, (_, i) => i);
    return { n, k, index, tied: fromWholeRows(near, rows, k, index) };
  }
  const lists = openShortlists(n, k, slack);
  offerAll(field, lists);
  const closed: number[] = [];
  let tied = false;
  for (let i = 0; i < n; i++) {
    if (isClosed(lists, i)) {
      closed.push(i);
      continue;
    }
    const from = i * lists.room;
    const to = from + lists.count[i]!;
    if (orderTies(lists.far, lists.who, [from, to], i, slack)) tied = true;
    for (let r = 0; r < k; r++) index[i * k + r] = lists.who[from + r]!;
  }
  if (closed.length > 0 && fromWholeRows(near, closed, k, index)) tied = true;
  return { n, k, index, tied };
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
    const near = nearby(x, nearness);
    return "reason" in near ? near : listAll(near, n, k);
  },
  undefined,
  unlessReason(moveLists),
);
