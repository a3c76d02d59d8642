/**
 * For each row the nearest of the rows offered so far, nearest first: the k nearest and whatever ties with the k-th. A
 * list that outgrows its room, because more tie than fit in, is closed.
 */
export interface Shortlists {
  readonly k: number;
  /** Room of each list. */
  readonly room: number;
  /** `far[i * room + r]` is how far `who[i * room + r]` is from i, for r below `count[i]`. */
  readonly far: Float64Array;
  readonly who: Int32Array;
  readonly count: Int32Array;
  /** Nothing beyond is wanted any more: ∞ for fewer than k, −∞ for a closed list. */
  readonly limit: Float64Array;
  readonly slack: Slack;
}

/** How much farther than another a row may be from row i and still tie with it: `own[i]` and a share of how far that is. */
export interface Slack {
  readonly own: Float64Array;
  readonly share: number;
}

/** How many ties beyond the k nearest there is room for. */
const SPARE = 8;

/** How many entries a list of the k nearest can hold. */
export const roomFor = (k: number): number => k + SPARE;

/** Empty lists for n rows. */
export function openShortlists(n: number, k: number, slack: Slack): Shortlists {
  const room = roomFor(k);
  return {
    k,
    room,
    far: new Float64Array(n * room),
    who: new Int32Array(n * room),
    count: new Int32Array(n),
    limit: new Float64Array(n).fill(Infinity),
    slack,
  };
}

/** Whether a list has been closed, so that its row has to be looked at as a whole. */
export const isClosed = ({ limit }: Shortlists, i: number): boolean => limit[i] === -Infinity;

/** Puts j on the list of i, and takes from it what is no longer wanted. For a `distance` within the limit. */
export function offer(lists: Shortlists, i: number, j: number, distance: number): void {
  const { k, room, far, who, count, limit } = lists;
  const from = i * room;
  let held = count[i]!;
  let at = from + held;
  for (; at > from && far[at - 1]! > distance; at--) {
    far[at] = far[at - 1]!;
    who[at] = who[at - 1]!;
  }
  far[at] = distance;
  who[at] = j;
  held++;
  if (held >= k) {
    const last = far[from + k - 1]!;
    const most = last + (lists.slack.own[i]! + lists.slack.share * last);
    while (far[from + held - 1]! > most) held--;
    limit[i] = held < room ? most : -Infinity;
  }
  count[i] = held;
}
