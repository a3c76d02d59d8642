import type { Peer } from "./peer.ts";
import type { Duel, Patience, Spread } from "./rounds.ts";

/** One line of the table: a ratio of this program's time to another's, and what it is to be. */
export interface Line {
  readonly section: string;
  readonly name: string;
  /** What the time is compared with. */
  readonly against: string;
  readonly ratio: Spread;
  /** The largest ratio that is asked for. */
  readonly target?: number;
  /** Seconds, where they say something. */
  readonly ours?: number;
  readonly theirs?: number;
  readonly rounds: number;
  /** Largest relative difference of the numbers that the two compute. */
  readonly difference?: number;
  readonly note?: string;
}

/** What a section needs. */
export interface Bench {
  readonly peer: () => Promise<Peer>;
  readonly patience: Patience;
  readonly quick: boolean;
  readonly progress: (line: string) => void;
  readonly add: (line: Line) => void;
}

export type Section = (bench: Bench) => Promise<void>;

/** The lines of a duel of the first contender against the others. */
export function linesOf(
  section: string,
  name: string,
  { seconds, ratios, rounds }: Duel,
  against: readonly { readonly name: string; readonly target?: number }[],
  extra: Partial<Line> = {},
): Line[] {
  return against.map(({ name: other, target }, k) => ({
    section,
    name,
    against: other,
    ratio: ratios[k]!,
    ...(target === undefined ? {} : { target }),
    ours: seconds[0]!.median,
    theirs: seconds[k + 1]!.median,
    rounds,
    ...extra,
  }));
}

/** The largest relative difference between two lists of numbers. */
export function differenceOf(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, k) => Math.abs(value - b[k]!) / Math.max(Math.abs(value), 1e-300)));
}
