import type { Profile } from "../../core/suite.ts";

/** Numbers of stimuli and units a side. */
export interface Size {
  readonly [name: string]: number;
  readonly n: number;
  readonly p: number;
}

/** The standard case: as many stimuli, and units, as the pooled layers of the trained networks have. */
export const STANDARD: Size = { n: 500, p: 64 };

/** All pairs of so many representations: the layers of a small network. */
export const ALL_PAIRS = { k: 8, n: 200, p: 32 } as const;

const product = (ns: readonly number[], ps: readonly number[]): Size[] =>
  ns.flatMap((n) => ps.map((p) => ({ n, p })));

/** The grid over which exponents are fitted, smallest first. */
export function grid(profile: Profile): Size[] {
  const sizes =
    profile === "quick"
      ? product([64, 128, 256], [16, 32, 64])
      : product([64, 128, 256, 512, 1024], [16, 32, 64, 128]);
  return sizes.sort((a, b) => a.n * a.p - b.n * b.p);
}
