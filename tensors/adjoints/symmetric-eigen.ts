import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import { combine, frobenius, scaleColumns, transpose } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import type { Differentiable } from "./pullback.ts";

/** Eigenvalues closer than this share of the largest are equal in float32. */
const TIED = 2 ** -20;

/** (A + Aᵀ)/2 */
const symmetricPart = (a: Matrix): Matrix => combine(0.5, a, 0.5, transpose(a));

/** V·A·Vᵀ */
const turnedBack = (v: Matrix, a: Matrix): Matrix =>
  backend().multiply(backend().multiply(v, a), v, { transposeB: true });

/** How close two of these eigenvalues, descending, may be and count as equal. */
const roomOf = (values: Float64Array): number =>
  TIED * Math.max(Math.abs(values[0] ?? 0), Math.abs(values.at(-1) ?? 0));

/**
 * Eigenvalues λ (a column, descending) and eigenvectors V (columns) of (A + Aᵀ)/2, n×n:
 * ∂L/∂A = sym(V·(diag(∂L/∂λ) + F∘(Vᵀ·∂L/∂V))·Vᵀ), Fᵢⱼ = 1/(λⱼ − λᵢ) for i ≠ j.
 *
 * The sign of a vector is arbitrary, and a function of it is no function of A. Nor are the vectors of equal eigenvalues:
 * what treats them alike may have a gradient all the same, but it does not follow from theirs.
 *
 * @throws Undefined in the pullback, where a gradient by vectors of equal eigenvalues is not zero; see
 * {@link symmetricFunction}.
 */
export const symmetricEigen: Differentiable = (a) => {
  const n = a.rows;
  const { values, vectors } = backend().eigenSymmetric(symmetricPart(a));
  const room = roomOf(values);
  return {
    values: [matrix(n, 1, values), vectors],
    pullback: ([byValues, byVectors]) => {
      const inside = backend().multiply(vectors, byVectors!, { transposeA: true });
      const negligible = 1e-5 * frobenius(inside);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const k = i * n + j;
          const gap = values[j]! - values[i]!;
          if (i !== j && Math.abs(gap) <= room && Math.abs(inside.data[k]!) > negligible) {
            throw new Undefined("no gradient: eigenvalues are equal, and their vectors are not functions");
          }
          inside.data[k] = i === j ? byValues!.data[i]! : Math.abs(gap) <= room ? 0 : inside.data[k]! / gap;
        }
      }
      return [turnedBack(vectors, symmetricPart(inside))];
    },
  };
};

/**
 * f(A) = V·diag(f(λ))·Vᵀ of (A + Aᵀ)/2: ∂L/∂A = V·(D∘(Vᵀ·sym(∂L/∂f(A))·V))·Vᵀ, Dᵢⱼ = (f(λᵢ) − f(λⱼ))/(λᵢ − λⱼ), between
 * equal eigenvalues f′(λ) (Daleckii and Krein 1965). Unlike by {@link symmetricEigen} it exists where eigenvalues are equal.
 *
 * @param slope f′
 * @throws Undefined where f or f′ is not finite at an eigenvalue.
 */
export function symmetricFunction(
  f: (lambda: number) => number,
  slope: (lambda: number) => number,
): Differentiable {
  return (a) => {
    const n = a.rows;
    const { values, vectors } = backend().eigenSymmetric(symmetricPart(a));
    const room = roomOf(values);
    const requireFinite = (value: number): number => {
      if (!Number.isFinite(value)) throw new Undefined("a function of a matrix is infinite at an eigenvalue");
      return value;
    };
    const mapped = values.map((lambda) => requireFinite(f(lambda)));
    return {
      values: [backend().multiply(scaleColumns(vectors, mapped), vectors, { transposeB: true })],
      pullback: ([by]) => {
        const inside = backend().multiply(vectors, backend().multiply(symmetricPart(by!), vectors), {
          transposeA: true,
        });
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            const gap = values[i]! - values[j]!;
            const tied = i === j || Math.abs(gap) <= room;
            inside.data[i * n + j]! *= tied
              ? requireFinite(slope((values[i]! + values[j]!) / 2))
              : (mapped[i]! - mapped[j]!) / gap;
          }
        }
        return [turnedBack(vectors, inside)];
      },
    };
  };
}
