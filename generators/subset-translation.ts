import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import { frobenius, squaredNorm } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { representation } from "../representation/create.ts";
import { centerColumns } from "./norm-matched.ts";

/** Size of a representation, and how much of it is moved how far. */
export interface SubsetTranslationParams {
  readonly [name: string]: number;
  readonly n: number;
  readonly p: number;
  /** Share of the rows that is moved; at least one row is, and at least one is not. */
  readonly share: number;
  /** How far, in standard deviations of a unit. */
  readonly distance: number;
}

export interface SubsetTranslationTruth {
  /** The rows that were moved. */
  readonly members: Int32Array;
  /** The direction, of length 1. */
  readonly direction: Float64Array;
  /** Scores of X with Y as the distance grows without bound, by the id of the measure. */
  readonly limits: Readonly<Record<"cka-linear" | "nbs", number>>;
}

/** X with `c·v` added to the given rows. */
export function moveRows(x: Matrix, rows: ArrayLike<number>, c: number, v: ArrayLike<number>): Matrix {
  const result = matrix(x.rows, x.cols, x.data.slice());
  for (let k = 0; k < rows.length; k++) {
    for (let j = 0; j < x.cols; j++) result.data[rows[k]! * x.cols + j]! += c * v[j]!;
  }
  return result;
}

/**
 * Where the scores of X and X + c·1_S vᵀ go as c → ∞. Yc tends to c·zvᵀ with z the centred indicator of S, so only
 * Xcᵀz = nρ(1−ρ)(μ_S − μ_S̄) is left of X: CKA → nρ(1−ρ)‖μ_S−μ_S̄‖²/‖XcXcᵀ‖ and
 * NBS → √(nρ(1−ρ))·‖μ_S−μ_S̄‖/‖Xc‖.
 */
export function translationLimits(x: Matrix, members: ArrayLike<number>): SubsetTranslationTruth["limits"] {
  const xc = centerColumns(x);
  const rho = members.length / x.rows;
  // Of a centred X, Σ_{i∈S} xᵢ = nρ(μ_S − μ) = nρ(1−ρ)(μ_S − μ_S̄).
  const sums = new Float64Array(x.cols);
  for (let k = 0; k < members.length; k++) {
    for (let j = 0; j < x.cols; j++) sums[j]! += xc.data[members[k]! * x.cols + j]!;
  }
  const left = sums.reduce((total, value) => total + value ** 2, 0) / (x.rows * rho * (1 - rho));
  return {
    "cka-linear": left / frobenius(backend().gram(xc)),
    nbs: Math.sqrt(left / squaredNorm(xc)),
  };
}

/**
 * A Gaussian X and Y = X + c·1_S vᵀ: some stimuli moved together, as by a change of arousal in one part of a session.
 * Every linear classifier that separates stimuli within S or outside it still does, and CKA falls to a limit that
 * depends on X alone.
 */
const subsetTranslation: Generator<SubsetTranslationParams, SubsetTranslationTruth> = {
  id: "subset-translation",
  version: 1,
  title: "A subset of the stimuli moved together",
  cite: "arxiv:2210.16156 (Davari et al. 2022)",
  generate({ n, p, share, distance }, random): Generated<SubsetTranslationTruth> {
    const x = random.child("x").gaussianMatrix(n, p);
    const count = Math.min(n - 1, Math.max(1, Math.round(share * n)));
    const members = random.child("members").permutation(n).slice(0, count).sort();
    const raw = random.child("direction").gaussianMatrix(1, p);
    const direction = raw.data.map((value) => value / frobenius(raw));
    return {
      representations: [
        representation(x, "X"),
        representation(moveRows(x, members, distance, direction), "Y"),
      ],
      truth: { members, direction, limits: translationLimits(x, members) },
    };
  },
};

export default subsetTranslation;
