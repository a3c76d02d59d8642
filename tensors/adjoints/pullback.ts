import type { Matrix } from "../../core/matrix.ts";

/** The results of a function of matrices, and what takes their gradients back to its arguments. */
export interface Pulled {
  readonly values: readonly Matrix[];
  /** ∂L/∂arguments from ∂L/∂values, each of its argument's shape. */
  readonly pullback: (byValues: readonly Matrix[]) => readonly Matrix[];
}

/** A differentiable function of matrices, in float64. */
export type Differentiable = (...inputs: readonly Matrix[]) => Pulled;
