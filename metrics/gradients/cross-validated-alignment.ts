import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { combine, inner, scaleColumns, scaleRows, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { requireVariance } from "../../representation/require.ts";
import type { Filter } from "../families/filters.ts";
import type { FoldOrder } from "../families/folds.ts";
import type { Halves } from "../families/held-out.ts";
import { unitFolds } from "../families/held-out.ts";
import { ROTATION } from "./aligned-cosine.ts";
import { byArccos } from "./angles.ts";
import { scatter } from "./cross-validated.ts";
import { rebuilt, throughFilter } from "./filtered.ts";
import { fromScaled, times } from "./raw.ts";
import type { Factors } from "./subspace.ts";
import { factorsOf } from "./subspace.ts";

const product = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b);
const transposeWith = (a: Matrix, b: Matrix): Matrix => backend().multiply(a, b, { transposeA: true });

/** How a training fold treats its singular values σ: as g(σ), 0 for a component that is dropped. */
export interface FoldFilter {
  /** By the singular values of the training rows, descending. @throws Undefined where g has a jump between equal ones. */
  readonly filter: (sigma: Float64Array, of: Representation) => Filter;
  /** What is multiplied what lies outside the training rows' components: 0 drops it. */
  readonly beyond: number;
  /** Whether a component that appears changes the value by a jump, however small it is. */
  readonly jumps: boolean;
}

/** Singular values closer than this share count as equal. */
const TIED = 1e-7;

/**
 * ∂L/∂A of a function L of G = V·diag(w(s))·Vᵀ, A = U·diag(s)·Vᵀ and w = 0 beyond its components, from
 * S = (∂L/∂G + ∂L/∂Gᵀ)/2 given as VᵀS, r×p: G is a function of AᵀA, and by Daleckii and Krein (1965)
 * ∂L/∂A = 2·U·diag(s)·((D∘VᵀSV)·Vᵀ + diag(w/s²)·VᵀS·(I − VVᵀ)), Dᵢⱼ = (wᵢ − wⱼ)/(sᵢ² − sⱼ²).
 *
 * @param slope dw/ds.
 */
export function throughWeights(
  { u, s, vt }: Factors,
  w: Float64Array,
  slope: (sigma: number) => number,
  byWeights: Matrix,
): Matrix {
  const r = s.length;
  const inside = backend().multiply(byWeights, vt, { transposeB: true });
  const mixed = matrix(r, r);
  for (let i = 0; i < r; i++) {
    for (let j = 0; j < r; j++) {
      const [a, b] = [s[i]!, s[j]!];
      const middle = (a + b) / 2;
      const tied = Math.abs(a - b) <= TIED * Math.max(a, b);
      const d = tied ? slope(middle) / (2 * middle) : (w[i]! - w[j]!) / (a - b) / (a + b);
      mixed.data[i * r + j] = d * inside.data[i * r + j]!;
    }
  }
  const beyond = combine(1, byWeights, -1, product(inside, vt));
  const rows = combine(
    1,
    product(mixed, vt),
    1,
    scaleRows(
      w.map((value, i) => value / s[i]! ** 2),
      beyond,
    ),
  );
  return times(2, product(scaleColumns(u, s), rows));
}

/** One side of one fold, in its own units: clouds of training and test rows, n×p. */
interface Side {
  readonly factors: Factors;
  readonly filter: Filter;
  /** w = g(s)/s. */
  readonly weights: Float64Array;
  readonly train: Matrix;
  readonly test: Matrix;
  /** Squared size of the test cloud, what is beyond the components included. */
  readonly size: number;
}

function sideOf(of: Representation, rows: Halves, { filter: make, beyond }: FoldFilter): Side {
  const factors = factorsOf(rows.trainValues);
  const filter = make(factors.s, of);
  const weights = factors.s.map((s) => filter.value(s) / s);
  const scores = backend().multiply(rows.testValues, factors.vt, { transposeB: true });
  const test = product(scaleColumns(scores, weights), factors.vt);
  const outside = Math.max(0, squaredNorm(rows.testValues) - squaredNorm(scores));
  const size = squaredNorm(test) + beyond ** 2 * outside;
  if (size === 0) throw new Undefined("a test fold has zero variance in what is kept");
  return { factors, filter, weights, train: rebuilt(factors, filter.value), test, size };
}

/** VᵀS for S = sym(AᵀB). */
function symmetric(vt: Matrix, a: Matrix, b: Matrix): Matrix {
  const half = (left: Matrix, right: Matrix): Matrix =>
    transposeWith(backend().multiply(left, vt, { transposeB: true }), right);
  return combine(0.5, half(a, b), 0.5, half(b, a));
}

/** ∂/∂ training and test rows of Y of the angle of one fold. */
function foldGradient(a: Side, b: Side, rows: Halves, beyond: number): { byTrain: Matrix; byTest: Matrix } {
  const cross = factorsOf(transposeWith(a.train, b.train));
  const turned = product(a.test, rebuilt(cross, ROTATION.value));
  const sizes = Math.sqrt(a.size) * Math.sqrt(b.size);
  const score = inner(turned.data, b.test.data) / sizes;
  const by = byArccos(score);
  const { factors, filter, weights } = b;
  // Through the cloud of the test rows: test·G, G = V·diag(w)·Vᵀ.
  const byCloud = combine(by / sizes, turned, (-by * score) / b.size, b.test);
  const direct = product(
    scaleColumns(backend().multiply(byCloud, factors.vt, { transposeB: true }), weights),
    factors.vt,
  );
  const slope = (s: number): number => (filter.slope(s) - filter.value(s) / s) / s;
  const throughG = throughWeights(factors, weights, slope, symmetric(factors.vt, rows.testValues, byCloud));
  // Through the rotation, which is fitted to the cloud of the training rows.
  const byCross = throughFilter(cross, ROTATION, times(by / sizes, transposeWith(a.test, b.test)));
  const byRotation = throughFilter(factors, filter, product(a.train, byCross));
  const own = { byTrain: combine(1, throughG, 1, byRotation), byTest: direct };
  if (beyond === 0 || factors.s.length === rows.testValues.cols) return own;
  // Through the size of what is beyond the components, ‖test‖² − ‖test·VVᵀ‖².
  const by2 = (-by * score * beyond ** 2) / b.size;
  const scores = backend().multiply(rows.testValues, factors.vt, { transposeB: true });
  const rest = combine(1, rows.testValues, -1, product(scores, factors.vt));
  const kept = factors.s.map(() => 1);
  const toComponents = throughWeights(factors, kept, () => 0, transposeWith(scores, rows.testValues));
  return {
    byTrain: combine(1, own.byTrain, -by2 / 2, toComponents),
    byTest: combine(1, own.byTest, by2, rest),
  };
}

/**
 * ∂/∂Y of the mean over folds of the angle between held-out rows, n×p2: through the held-out rows, through the weights
 * and components of the training rows, and through the rotation fitted to them.
 *
 * @throws Undefined when X or Y has no variance, where a component is kept that is as large as one dropped, or where Y
 * has lost rank and {@link FoldFilter.jumps}.
 */
export function crossValidatedAngleGradient(
  x: Representation,
  y: Representation,
  folds: FoldOrder,
  how: FoldFilter,
): Matrix {
  requireVariance(x, y);
  const [others, own] = [unitFolds(x, folds), unitFolds(y, folds)];
  const gradient = matrix(y.n, centered(y).cols);
  own.forEach((rows, k) => {
    const b = sideOf(y, rows, how);
    if (how.jumps && b.factors.s.length < Math.min(y.p, rows.train.length - 1)) {
      throw new Undefined("no gradient: Y has lost rank in a training fold, and its components jump there");
    }
    const part = foldGradient(sideOf(x, others[k]!, how), b, rows, how.beyond);
    scatter(gradient, rows, 1 / own.length, part.byTrain, part.byTest);
  });
  return fromScaled(y, gradient);
}
