import type { Matrix } from "../core/matrix.ts";
import { clamped, sum } from "../linalg/elementwise.ts";
import { backend, type Arithmetic } from "../linalg/index.ts";

/** From this size on the eigenvalues of a Gram matrix cost half of the singular values, the product included. */
const LARGE = 192;

/** How far off an eigenvalue of AᵀA may be, in units of ε·λ₁. */
const ROUNDING = 8;

/**
 * What is asked of the worst that may befall a sum of singular values, as a share of it, in double precision and in single.
 * The errors, of either sign, add up to a thousandth of that.
 */
const SUM_ERROR = { double: 1e-9, single: 1e-3 };

const isSingle = ({ epsilon }: Arithmetic): boolean => epsilon !== undefined;

/** √λ of AᵀA or AAᵀ, descending, and a bound of the error of each. */
interface ByGram {
  readonly values: Float64Array;
  readonly errorOf: (value: number) => number;
}

/** Undefined for small matrices, and where some values are rounding. */
function byGram(a: Matrix, arithmetic: Arithmetic): ByGram | undefined {
  if (Math.min(a.rows, a.cols) < LARGE) return undefined;
  const columns = a.cols <= a.rows;
  const values = arithmetic.eigenvaluesOfGram(a, columns);
  const error = ROUNDING * (arithmetic.epsilon ?? Number.EPSILON) * values[0]!;
  // In single precision the smallest ones may be rounding: what they add to a sum is within its error.
  if (!isSingle(arithmetic) && !(values[values.length - 1]! > 0)) return undefined;
  return {
    values: values.map((value) => Math.sqrt(Math.max(0, value))),
    // dσ = dλ/(2σ), and at most √dλ.
    errorOf: (value) => Math.min(error / (2 * value), Math.sqrt(error)),
  };
}

/** Whether the sum of the values is as exact as its arithmetic can be asked for. */
function isExactSum({ values, errorOf }: ByGram, arithmetic: Arithmetic): boolean {
  let [total, error] = [0, 0];
  for (const value of values) {
    total += value;
    error += errorOf(value);
  }
  return error <= (isSingle(arithmetic) ? SUM_ERROR.single : SUM_ERROR.double) * total;
}

/**
 * ‖A‖_*, the sum of the singular values, to some 1e-12 of itself, and at worst to 1e-9; to some 1e-6 in single precision.
 *
 * @param arithmetic of the smaller problem. @defaultValue double precision
 */
export function nuclearNorm(a: Matrix, arithmetic: Arithmetic = backend()): number {
  const found = byGram(a, arithmetic);
  if (found !== undefined && isExactSum(found, arithmetic)) return sum(found.values);
  return isSingle(arithmetic) ? nuclearNorm(a) : sum(backend().singularValues(a));
}

/** In single precision no correlation may be closer to 1 than this: −ln(1 − ρ²) would magnify its error. */
const FAR_FROM_ONE = 0.999;

/**
 * Singular values of an overlap of orthonormal bases as correlations: rounding above 1 is cut. Each to 1e-11; in single
 * precision their sum to some 1e-6 of itself, and each ρ² to 1e-6.
 */
export function correlationsOf(overlap: Matrix, arithmetic: Arithmetic = backend()): Float64Array {
  const found = byGram(overlap, arithmetic);
  if (found !== undefined) {
    const { values, errorOf } = found;
    const exact = isSingle(arithmetic)
      ? values[0]! < FAR_FROM_ONE && isExactSum(found, arithmetic)
      : errorOf(values[values.length - 1]!) <= 1e-11;
    if (exact) return clamped(values, -Infinity, 1);
  }
  if (isSingle(arithmetic)) return correlationsOf(overlap);
  return clamped(backend().singularValues(overlap), -Infinity, 1);
}

/** The left singular vectors U of an overlap and its singular values, from the smaller problem where that is exact. */
export function leftSingular(
  overlap: Matrix,
  arithmetic: Arithmetic = backend(),
): { readonly u: Matrix; readonly s: Float64Array } {
  if (overlap.rows >= LARGE && overlap.rows <= overlap.cols) {
    const { values, vectors } = arithmetic.eigenSymmetric(arithmetic.gram(overlap, false));
    const [largest, smallest] = [values[0]!, values[values.length - 1]!];
    const exact = isSingle(arithmetic) ? largest < FAR_FROM_ONE ** 2 : smallest > 1e-8 * largest;
    if (exact) return { u: vectors, s: values.map((value) => Math.sqrt(Math.max(0, value))) };
  }
  return isSingle(arithmetic) ? leftSingular(overlap) : backend().svd(overlap);
}
