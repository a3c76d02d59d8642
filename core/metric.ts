import type { Invariances } from "./invariance.ts";
import type { Matrix } from "./matrix.ts";
import type { NumberOutcome } from "./outcome.ts";
import type { Random } from "./random.ts";
import type { Representation } from "./representation.ts";
import type { SubmissionInfo } from "./submission.ts";

/** Whether more alike means a larger value (`similarity`) or a smaller one (`distance`). */
export type Direction = "similarity" | "distance";

/**
 * What a measure claims about the axioms of a distance, as it is (`distance`) or after 1 − s (`similarity`):
 * `metric` has identity, symmetry and the triangle inequality, `semimetric` lacks the triangle inequality, `none`
 * claims nothing.
 */
export type Axioms = "metric" | "semimetric" | "none";

/** All that is known of a metric without running it; every field is checked by a sweep over the registry. */
export interface MetricInfo {
  /** `family[-key-value…][@form]`, see docs/ids.md. */
  readonly id: string;
  /** Raised whenever a published value moves. */
  readonly version: number;
  readonly title: string;
  /** The family's id: the name of the file. */
  readonly family: string;
  /** The formula, in the notation of docs/measures.md. */
  readonly formula: string;
  /** Where the definition comes from: `doi:…`, `arxiv:…` or an author and year. */
  readonly cite: string;
  readonly direction: Direction;
  /** Smallest and largest value that can occur; ±Infinity where unbounded. */
  readonly range: readonly [number, number];
  /** The unit of the value, where it has one. */
  readonly unit?: "radian" | "nat";
  /** Whether s(X, Y) = s(Y, X). */
  readonly symmetric: boolean;
  readonly axioms: Axioms;
  readonly invariances: Invariances;
  /** Fewest rows for which the formula is defined. */
  readonly minimumRows: number;
  /** The order of one comparison's time, in n and p. */
  readonly cost: string;
  /** Other names that the field uses for it. */
  readonly aliases: readonly string[];
  /** What a reader of the value must know, one sentence each. */
  readonly caveats: readonly string[];
  /** Whether it uses the correspondence between the rows of X and Y; false makes a permutation null meaningless. */
  readonly usesCorrespondence: boolean;
  /** A deliberately bad measure that the benchmark must expose. */
  readonly control: boolean;
  /** Whether a closed-form gradient is carried. */
  readonly differentiable: boolean;
  /**
   * Whether one pair of 500×64 takes more than some 3 ms: in the quick profile it is asked only by suites of few
   * questions (`heavyInQuick`), about the first data set of each case; in the full profile by all, about all.
   */
  readonly heavy: boolean;
  /** What computes it, where that is not Etalon's own linear algebra: a library, its version and engine. */
  readonly engine?: string;
  /** Of its values, where they are not float64: rounding is then excused up to {@link SINGLE_PRECISION}. */
  readonly precision?: "float32";
  /** Set for a metric that somebody handed in: what was run, and how far it was kept from the rest. */
  readonly submission?: SubmissionInfo;
}

/** Relative error that values computed in float32 may have: some 2⁻²⁴ each operation, times the condition. */
export const SINGLE_PRECISION = 1e-4;

/** What a metric gets besides the two representations. */
export interface MetricContext {
  /** Seeded; the only source of randomness that a metric may use. */
  readonly random: Random;
}

/** A value and its gradient with respect to Y, n×p2. */
export interface Slope {
  readonly value: number;
  readonly gradient: Matrix;
}

/** The slope at a Y: writes ∂/∂Y to `gradient`, of Y's shape, and returns the value. */
export type SlopeInto = (y: Matrix, gradient: Matrix) => number;

/** A value with its gradient, or why there is none. */
export type SlopeOutcome = Exclude<NumberOutcome, { status: "ok" }> | ({ readonly status: "ok" } & Slope);

/**
 * A similarity measure or distance between two representations with the same rows.
 *
 * `compare` may throw `Undefined` where the formula has no limit; any other error is a fault of the metric.
 */
export interface Metric extends MetricInfo {
  /** The value for X (n×p1) and Y (n×p2). */
  compare(x: Representation, y: Representation, context: MetricContext): number;
  /** ∂ compare / ∂ Y, an n×p2 matrix. */
  gradient?(x: Representation, y: Representation): Matrix;
  /** `compare` (to 1e-12) and `gradient` together, where they have a decomposition in common. */
  slope?(x: Representation, y: Representation): Slope;
  /**
   * `slope` (to rounding) for the many Y, n×`width`, of one ascent against X: what depends on X is computed and memory is
   * taken once. The function may be given the same matrices again with other numbers; it throws like `slope`. Whoever
   * makes a metric out of another one with a new `slope` leaves this out.
   */
  ascent?(x: Representation, width: number): SlopeInto;
  /**
   * Entry (i, j) is the value for (xs[i], ys[j]), computed together. It agrees with `compare` to 1e-12, and an entry
   * is not a number exactly where `compare` would throw `Undefined`.
   */
  allPairs?(xs: readonly Representation[], ys: readonly Representation[]): Matrix;
  /** Maps the value to a similarity that is 1 at identity, where the measure has one. */
  similarity?(value: number): number;
}

/**
 * A metric as a suite sees it: something that answers questions, in this process or in another, and never throws.
 */
export interface Subject {
  readonly info: MetricInfo;
  /** Whether it computes in another process, of which this one's processor time and memory say nothing. @defaultValue false */
  readonly elsewhere?: boolean;
  compare(x: Representation, y: Representation): NumberOutcome | Promise<NumberOutcome>;
  /** Row-major outcomes for every (xs[i], ys[j]). */
  allPairs(
    xs: readonly Representation[],
    ys: readonly Representation[],
  ): readonly NumberOutcome[] | Promise<readonly NumberOutcome[]>;
  /** The value with ∂/∂Y; there only if the metric carries a gradient. */
  slope?(x: Representation, y: Representation): SlopeOutcome | Promise<SlopeOutcome>;
  /** `Metric.ascent`; what `gradient` holds is of use only where the outcome is ok. */
  ascent?(x: Representation, width: number): (y: Matrix, gradient: Matrix) => NumberOutcome;
  /** Maps the value to a similarity that is 1 at identity, where the measure has one. */
  similarity?(value: number): number;
}
