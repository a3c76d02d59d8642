import type { Matrix } from "../../core/matrix.ts";
import { combine, frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";

/** From this cosine on, 1 − cos loses more digits than the residual after alignment. */
const NEARLY_EQUAL = 1 - 1e-5;

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

/** ‖a·F̂·Q − b·Ĝ‖ for F̂ = F/‖F‖, Ĝ = G/‖G‖ and the orthogonal Q that makes it smallest: narrower into wider. */
function residual({ f, g, sizes }: Clouds, a: number, b: number): number {
  const [from, to] = f.cols <= g.cols ? [f, g] : [g, f];
  const [s, t] = f.cols <= g.cols ? [a / sizes[0], b / sizes[1]] : [b / sizes[1], a / sizes[0]];
  const { u, vt } = backend().svd(backend().multiply(from, to, { transposeA: true }));
  const rotated = backend().multiply(from, backend().multiply(u, vt));
  return frobenius(combine(s, rotated, -t, to));
}

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
