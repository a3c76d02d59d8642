import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { beside, combine, selectColumns } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { representation } from "../representation/create.ts";
import { centeredBasis } from "./components.ts";
import { haar } from "./haar.ts";

/** Size of a pair, how much of it is shared and in what way. */
export interface SharedFractionParams {
  readonly [name: string]: number | string;
  readonly n: number;
  readonly p: number;
  /** Share f in [0, 1] of each side's variance that the other side has too. */
  readonly fraction: number;
  /** `variance`: a share of every direction; `subspace`: all of some directions, and none of the others. */
  readonly kind: "variance" | "subspace";
  /** `exact`: the truth holds for this very sample (n > 3p); `population`: for the distribution it is drawn from. */
  readonly sample: "exact" | "population";
}

export interface SharedFractionTruth {
  /** f; for a subspace f·p is rounded to whole directions. */
  readonly fraction: number;
  /** All p canonical correlations, descending. */
  readonly canonicalCorrelations: readonly number[];
  /** The score of each measure, by its id. */
  readonly scores: Readonly<
    Record<"cka-linear" | "nbs" | "cca-mean" | "cca-r2" | "linear-regression", number>
  >;
}

/** Three n×p sources: shared, of X alone and of Y alone. Orthonormal and centred where the sample is exact. */
function sources(n: number, p: number, exact: boolean, random: Random): readonly Matrix[] {
  if (!exact) return ["shared", "x", "y"].map((name) => random.child(name).gaussianMatrix(n, p));
  const basis = centeredBasis(n, 3 * p, random.child("basis"));
  return [0, 1, 2].map((k) =>
    selectColumns(
      basis,
      Array.from({ length: p }, (_, j) => k * p + j),
    ),
  );
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, j) => from + j);

/**
 * X and Y with equal variances in all directions, of which a known share is common:
 * `variance` X = √f·S + √(1−f)·Pₓ, every canonical correlation f; `subspace` X = [S Pₓ]·Q with f·p columns of S and
 * the same rotation Q for both, f·p canonical correlations 1 and the others 0.
 *
 * With flat spectra CKA = R²_CCA = R² = Σρ²/p and NBS = mean CCA = Σρ/p.
 */
const sharedFraction: Generator<SharedFractionParams, SharedFractionTruth> = {
  id: "shared-fraction",
  version: 1,
  title: "A known share in common",
  cite: "docs/measures.md (the spectral forms with equal variances)",
  generate({ n, p, fraction, kind, sample }, random): Generated<SharedFractionTruth> {
    const [shared, ...own] = sources(n, p, sample === "exact", random);
    const count = Math.round(fraction * p);
    const rotation = haar(p, p, random.child("rotation"));
    const side = (alone: Matrix): Matrix =>
      kind === "variance"
        ? combine(Math.sqrt(fraction), shared!, Math.sqrt(1 - fraction), alone)
        : backend().multiply(
            beside(selectColumns(shared!, range(0, count)), selectColumns(alone, range(count, p))),
            rotation,
          );
    const correlations =
      kind === "variance"
        ? Array<number>(p).fill(fraction)
        : Array.from({ length: p }, (_, i) => (i < count ? 1 : 0));
    const mean = correlations.reduce((total, rho) => total + rho, 0) / p;
    const square = correlations.reduce((total, rho) => total + rho * rho, 0) / p;
    return {
      representations: [representation(side(own[0]!), "X"), representation(side(own[1]!), "Y")],
      truth: {
        fraction: kind === "variance" ? fraction : count / p,
        canonicalCorrelations: correlations,
        scores: {
          "cka-linear": square,
          nbs: mean,
          "cca-mean": mean,
          "cca-r2": square,
          "linear-regression": square,
        },
      },
    };
  },
};

export default sharedFraction;
