import type { Generated, Generator } from "../core/generator.ts";
import type { Random } from "../core/random.ts";
import { frobenius } from "../linalg/elementwise.ts";
import { representation } from "../representation/create.ts";
import { moveRows, translationLimits } from "./subset-translation.ts";

/** Size of a pair, and where its outlier is. */
export interface SingleOutlierParams {
  readonly [name: string]: number | string;
  readonly n: number;
  readonly p: number;
  /** How far the outlier is moved, in standard deviations of a unit. */
  readonly distance: number;
  /**
   * `one`: Y is X but for one stimulus; `same`: unrelated X and Y with an outlier at the same stimulus; `different`:
   * unrelated, at different stimuli.
   */
  readonly where: "one" | "same" | "different";
}

export interface SingleOutlierTruth {
  /** The outlying row of X and of Y; equal for `one`, where only Y has it. */
  readonly rows: readonly [number, number];
  /** Scores as the distance grows without bound, by the id of the measure. */
  readonly limits: Readonly<Record<"cka-linear" | "nbs", number>>;
}

function unitVector(p: number, random: Random): Float64Array {
  const raw = random.gaussianMatrix(1, p);
  return raw.data.map((value) => value / frobenius(raw));
}

/**
 * One stimulus with an enormous response, as from an artefact. In the limit a side with the outlier i is the rank-one
 * matrix (eᵢ − 1/n)·vᵀ, hence
 *
 * - `one`: a subset translation with ρ = 1/n: CKA → n/(n−1)·‖xᵢ−x̄‖²/‖XcXcᵀ‖, NBS → √(n/(n−1))·‖xᵢ−x̄‖/‖Xc‖;
 * - `same`: CKA and NBS → 1, although nothing else is shared;
 * - `different`: the cosine of eᵢ − 1/n and eⱼ − 1/n is −1/(n−1): CKA → 1/(n−1)², NBS → 1/(n−1).
 */
const singleOutlier: Generator<SingleOutlierParams, SingleOutlierTruth> = {
  id: "single-outlier",
  version: 1,
  title: "A single outlying stimulus",
  cite: "docs/generators.md (derived there from arxiv:2210.16156, Davari et al. 2022)",
  generate({ n, p, distance, where }, random): Generated<SingleOutlierTruth> {
    const x = random.child("x").gaussianMatrix(n, p);
    const order = random.child("row").permutation(n);
    const [i, j] = [order[0]!, where === "different" ? order[1]! : order[0]!];
    const [v, w] = [unitVector(p, random.child("v")), unitVector(p, random.child("w"))];
    if (where === "one") {
      return {
        representations: [representation(x, "X"), representation(moveRows(x, [i], distance, v), "Y")],
        truth: { rows: [i, i], limits: translationLimits(x, [i]) },
      };
    }
    const y = random.child("y").gaussianMatrix(n, p);
    const nbs = where === "same" ? 1 : 1 / (n - 1);
    return {
      representations: [
        representation(moveRows(x, [i], distance, v), "X"),
        representation(moveRows(y, [j], distance, w), "Y"),
      ],
      truth: { rows: [i, j], limits: { "cka-linear": nbs ** 2, nbs } },
    };
  },
};

export default singleOutlier;
