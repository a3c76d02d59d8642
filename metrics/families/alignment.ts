import type { Matrix } from "../../core/matrix.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";

/** From this cosine on, 1 − cos loses more digits than the residual after alignment. */
export const NEARLY_EQUAL = 1 - 1e-5;

/** Two point clouds F and G (n×k, n×m) with the nuclear norm of FᵀG and their sizes. */
export interface Clouds {
  readonly f: Matrix;
  readonly g: Matrix;
  /** ‖F‖ and ‖G‖, above zero. */
  readonly sizes: readonly [number, number];
  /** ‖FᵀG‖_*. */
  readonly nuclear: number;
}

/** ‖FᵀG‖_* / (‖F‖‖G‖), at most 1: the cosine of the angle between F and G after the best rotation. */
export const alignedCosine = ({ sizes, nuclear }: Clouds): number =>
  Math.min(1, nuclear / sizes[0] / sizes[1]);

/**
 * ‖a·F·Q − b·G‖ for the orthogonal Q that makes it smallest; the narrower side is mapped into the wider. Unlike
 * √(a²‖F‖² + b²‖G‖² − 2ab‖FᵀG‖_*) it does not cancel where the two nearly coincide.
 *
 * @param f - n×k
 * @param g - n×m
 * @param cross - FᵀG, k×m
 */
export function alignedResidual(f: Matrix, g: Matrix, cross: Matrix, a: number, b: number): number {
  const { u, vt } = backend().svd(cross);
  const rotation = backend().multiply(u, vt);
  return f.cols <= g.cols
    ? frobenius(combine(a, backend().multiply(f, rotation), -b, g))
    : frobenius(combine(a, f, -b, backend().multiply(g, rotation, { transposeB: true })));
}

/** {@link alignedResidual} of a·F/‖F‖ and b·G/‖G‖. */
const residual = ({ f, g, sizes }: Clouds, a: number, b: number): number =>
  alignedResidual(f, g, backend().multiply(f, g, { transposeA: true }), a / sizes[0], b / sizes[1]);

/**
 * √(a² + b² − 2ab·cos): the distance between a·F̂ and b·Ĝ after the best rotation. Where they nearly coincide it is
 * the residual after alignment, which does not cancel.
 */
export function alignedDistance(clouds: Clouds, a: number, b: number): number {
  const cosine = alignedCosine(clouds);
  if (cosine > NEARLY_EQUAL) return residual(clouds, a, b);
  return Math.sqrt(Math.max(0, (a - b) ** 2 + 2 * a * b * (1 - cosine)));
}

/** The angle between F and G after the best rotation, in [0, π/2]; near zero from the residual, not from arccos. */
export function alignedAngle(clouds: Clouds): number {
  const cosine = alignedCosine(clouds);
  return cosine > NEARLY_EQUAL ? 2 * Math.asin(residual(clouds, 1, 1) / 2) : Math.acos(cosine);
}
