import type { Matrix } from "../../core/matrix.ts";
import { Undefined } from "../../core/outcome.ts";
import type { Representation } from "../../core/representation.ts";
import { beside, scaleColumns } from "../../linalg/elementwise.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";
import { centered, centeredScaled } from "../../representation/centered.ts";
import { spectrum, squaredSize } from "../../representation/spectral.ts";

/** What is added to the diagonal of the Gram matrix: ε, or ε after the matrix was given the trace n. */
export type EpsilonUnit = "absolute" | "trace";

/** How K̂ = XcXcᵀ (scaled) becomes A = factor·(K̂ + ε̂·I). */
export interface Regularised {
  readonly epsilon: number;
  /** ln of the factor: the factor itself may leave the range of float64. */
  readonly logFactor: number;
}

/** Below this share of the largest eigenvalue ε drowns in the rounding of the square roots. */
const DROWNED = 1e-12;

/** @throws Undefined where ε is lost beside the activations: the logarithms of A's eigenvalues are then rounding. */
export function regularised(x: Representation, epsilon: number, unit: EpsilonUnit): Regularised {
  const { scale } = centeredScaled(x);
  const [relative, logFactor] =
    unit === "trace"
      ? [(epsilon * squaredSize(x)) / x.n, Math.log(x.n / squaredSize(x))]
      : [epsilon / scale / scale, 2 * Math.log(scale)];
  if (!(relative > DROWNED * squaredSize(x)) || !Number.isFinite(relative)) {
    throw new Undefined(`overflow: ε = ${epsilon} is lost beside activations of this size`);
  }
  return { epsilon: relative, logFactor };
}

/** U·diag(1/√(σ² + ε))·Uᵀ + (I − UUᵀ)/√ε = (K̂ + ε·I)^−½, n×n. */
export function inverseRoot(x: Representation, epsilon: number): Matrix {
  const { u, sigma, rank } = spectrum(x);
  const outside = 1 / Math.sqrt(epsilon);
  const shares = sigma.slice(0, rank).map((s) => 1 / Math.sqrt(s * s + epsilon) - outside);
  const result = backend().multiply(scaleColumns(u, shares), u, { transposeB: true });
  for (let i = 0; i < x.n; i++) result.data[i * x.n + i]! += outside;
  return result;
}

/** A^−½·[Yc, √ε·I], whose squared singular values are the eigenvalues of A⁻¹B for B = YcYcᵀ + ε·I: n×(p+n). */
export function whitened(root: Matrix, y: Representation, epsilon: number): Matrix {
  const identity = matrix(root.rows, root.rows);
  for (let i = 0; i < root.rows; i++) identity.data[i * root.rows + i] = Math.sqrt(epsilon);
  return backend().multiply(root, beside(centered(y), identity));
}
