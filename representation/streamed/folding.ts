import type { Matrix } from "../../core/matrix.ts";
import type { Block } from "./block.ts";

/** What blocks of rows are folded into: something from which a factor of the products of all centred rows follows. */
export interface Folding {
  /**
   * Takes a block in, whose room it may use. `between` is the block's mean minus that of all rows before, times
   * √(n_a·n_b/(n_a+n_b)): the one row by which the products of both together, each about its own mean, differ from those
   * about the common one (Chan, Golub and LeVeque 1983).
   */
  readonly add: (block: Block, between: Float64Array) => void;
  /** K×m with factorᵀ·factor = the products of the centred columns. */
  readonly factor: () => Matrix;
}
