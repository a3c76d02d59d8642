import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { representation } from "../representation/create.ts";

/** Size of a pair of recordings in time and how slowly they change. */
export interface AutocorrelatedParams {
  readonly [name: string]: number;
  /** Rows, which are moments in time. */
  readonly n: number;
  readonly p1: number;
  readonly p2: number;
  /** Correlation φ in [0, 1) of a unit with itself one row later. */
  readonly coefficient: number;
}

export interface AutocorrelatedTruth {
  /** Correlation of a unit with itself `lag` rows later, φ^lag. */
  readonly autocorrelation: (lag: number) => number;
  /** Number of rows after which the autocorrelation is below 0.05: blocks to permute should be at least as long. */
  readonly blockLength: number;
  /**
   * How many independent rows make two unrelated units correlate as much by accident: the variance of (1/n)·Σₜ xₜyₜ
   * is 1/effectiveRows = (1 + 2·Σₖ (1 − k/n)·φ²ᵏ)/n (Bartlett 1935).
   */
  readonly effectiveRows: number;
}

/** Independent stationary AR(1) columns of variance 1. */
function walk(n: number, p: number, phi: number, random: Random): Matrix {
  const result = matrix(n, p);
  const step = Math.sqrt(1 - phi ** 2);
  for (let k = 0; k < result.data.length; k++) {
    const fresh = random.gaussian();
    result.data[k] = k < p ? fresh : phi * result.data[k - p]! + step * fresh;
  }
  return result;
}

/** Autocorrelation that is as good as none. */
const NEGLIGIBLE = 0.05;

/**
 * Two unrelated recordings whose rows follow each other in time, as in neural activity during one trial: their rows
 * are not exchangeable, and whoever permutes single rows finds them related.
 */
const autocorrelated: Generator<AutocorrelatedParams, AutocorrelatedTruth> = {
  id: "autocorrelated",
  version: 1,
  title: "Unrelated recordings with slow fluctuations",
  cite: "Bartlett 1935, J. R. Stat. Soc. 98, 536-543",
  generate({ n, p1, p2, coefficient: phi }, random): Generated<AutocorrelatedTruth> {
    let inflation = 1;
    for (let k = 1; k < n; k++) inflation += 2 * (1 - k / n) * phi ** (2 * k);
    return {
      representations: [
        representation(walk(n, p1, phi, random.child("x")), "X"),
        representation(walk(n, p2, phi, random.child("y")), "Y"),
      ],
      truth: {
        autocorrelation: (lag) => phi ** lag,
        blockLength: phi === 0 ? 1 : Math.ceil(Math.log(NEGLIGIBLE) / Math.log(phi)),
        effectiveRows: n / inflation,
      },
    };
  },
};

export default autocorrelated;
