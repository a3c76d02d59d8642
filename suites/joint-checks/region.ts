import type { Point } from "./square.ts";

/** Width of a column of the square. */
const WIDTH = 0.05;

const COLUMNS = Math.round(1 / WIDTH) + 1;

/** The score from which on another is looked at: "0.9 of this implies at least … of that". */
export const HIGH = 0.9;

/** Where the slope at (1, 1) is taken from. */
const NEAR = 0.95;

/** What of the unit square was reached. Bounds are the lowest that were reached: the truth is no higher. */
export interface Region {
  /** The asked measure's score, in the middle of each column that was reached. */
  readonly at: readonly number[];
  /** Lowest and highest score of the partner in that column. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Σ width·(high − low). */
  readonly area: number;
  /** Lowest of the partner where the asked measure has {@link HIGH} or more; none where it never had. */
  readonly implies?: number;
  /** Lowest of the asked measure where the partner has {@link HIGH} or more. */
  readonly implied?: number;
  /** (1 − lowest partner)/(1 − 0.95) where the asked measure has 0.95 or more. */
  readonly slope?: number;
}

/** Gathers points into a region; its memory does not grow with them. */
export interface RegionBuilder {
  add(point: Point): void;
  readonly region: () => Region;
}

const inside = (score: number): boolean => score >= 0 && score <= 1;

/** Points outside of the unit square, as a measure with negative values has them, are left out. */
export function regionBuilder(): RegionBuilder {
  const low = new Float64Array(COLUMNS).fill(Infinity);
  const high = new Float64Array(COLUMNS).fill(-Infinity);
  let [implies, implied, near] = [Infinity, Infinity, Infinity];
  return {
    add([own, partner]) {
      if (!inside(own) || !inside(partner)) return;
      const column = Math.round(own / WIDTH);
      low[column] = Math.min(low[column]!, partner);
      high[column] = Math.max(high[column]!, partner);
      if (own >= HIGH) implies = Math.min(implies, partner);
      if (own >= NEAR) near = Math.min(near, partner);
      if (partner >= HIGH) implied = Math.min(implied, own);
    },
    region() {
      const columns = Array.from({ length: COLUMNS }, (_, k) => k).filter((k) => low[k]! <= high[k]!);
      const widthOf = (k: number): number => (k === 0 || k === COLUMNS - 1 ? WIDTH / 2 : WIDTH);
      return {
        at: columns.map((k) => k * WIDTH),
        low: columns.map((k) => low[k]!),
        high: columns.map((k) => high[k]!),
        area: columns.reduce((total, k) => total + widthOf(k) * (high[k]! - low[k]!), 0),
        ...(implies <= 1 ? { implies } : {}),
        ...(implied <= 1 ? { implied } : {}),
        ...(near <= 1 ? { slope: (1 - near) / (1 - NEAR) } : {}),
      };
    },
  };
}
