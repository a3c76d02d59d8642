import { EtalonError } from "../core/errors.ts";
import type { Generated, Generator } from "../core/generator.ts";
import type { Random } from "../core/random.ts";
import { representation } from "../representation/create.ts";

/** Size and tails of a matrix of Student's t. */
export interface HeavyTailedParams {
  readonly [name: string]: number | string;
  readonly n: number;
  readonly p: number;
  /** Degrees of freedom ν, a whole number: P(|x| > t) falls as t^−ν. */
  readonly freedom: number;
  /** What is extreme at once: every number on its own (`units`), or all units at one stimulus (`rows`). */
  readonly extreme: "units" | "rows";
}

export interface HeavyTailedTruth {
  /** The exponent of the tail. */
  readonly tail: number;
  /** ν/(ν − 2); missing for ν ≤ 2, where it is infinite. */
  readonly variance?: number;
}

/** √(ν/χ²_ν): what makes a Gaussian number Student's t. */
function stretch(freedom: number, random: Random): number {
  let square = 0;
  for (let k = 0; k < freedom; k++) square += random.gaussian() ** 2;
  return Math.sqrt(freedom / square);
}

/**
 * Student's t with ν degrees of freedom: activations with rare, very large values. Moments up to ν − 1 exist.
 *
 * Throws `generator/freedom` unless ν is a whole number of at least 1.
 */
const heavyTailed: Generator<HeavyTailedParams, HeavyTailedTruth> = {
  id: "heavy-tailed",
  version: 1,
  title: "Student's t",
  cite: "definition",
  generate({ n, p, freedom, extreme }, random): Generated<HeavyTailedTruth> {
    if (!Number.isSafeInteger(freedom) || freedom < 1) {
      throw new EtalonError("generator/freedom", "heavy-tailed: freedom must be a whole number from 1", {
        got: String(freedom),
      });
    }
    const values = random.child("gaussian").gaussianMatrix(n, p);
    const source = random.child("stretch");
    for (let i = 0; i < n; i++) {
      let factor = stretch(freedom, source);
      for (let j = 0; j < p; j++) {
        if (extreme === "units" && j > 0) factor = stretch(freedom, source);
        values.data[i * p + j]! *= factor;
      }
    }
    return {
      representations: [representation(values, "X")],
      truth: { tail: freedom, ...(freedom > 2 ? { variance: freedom / (freedom - 2) } : {}) },
    };
  },
};

export default heavyTailed;
