import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { backend } from "../../linalg/index.ts";
import type { Block } from "./block.ts";
import type { Folding } from "./folding.ts";
import { rootOf } from "./root.ts";

/** Some rows of a stream: how many, their mean minus the shift, and a factor of their products about that mean. */
export interface Summary {
  readonly n: number;
  readonly mean: Float64Array;
  readonly factor: Matrix;
}

/** What is kept of the rows of a stream: their products, which are cheaper, or a triangular factor, which is sharper. */
export type Keeping = "products" | "factor";

/** Takes in some of the blocks of a stream. */
export interface Part {
  readonly add: (block: Block) => void;
  /** Undefined before the first block. */
  readonly summary: () => Summary | undefined;
}

/** The mean of two sets of rows, and √(n_a·n_b/(n_a+n_b)) times its difference in them: see `folding.ts`. */
function meet(
  a: { readonly n: number; readonly mean: Float64Array },
  b: { readonly n: number; readonly mean: Float64Array },
): { readonly mean: Float64Array; readonly between: Float64Array } {
  const share = b.n / (a.n + b.n);
  const weight = Math.sqrt(a.n * share);
  return {
    mean: a.mean.map((value, j) => value + share * (b.mean[j]! - value)),
    between: a.mean.map((value, j) => weight * (b.mean[j]! - value)),
  };
}

/** A part that begins with no rows. */
export function part(m: number, folding: Folding): Part {
  let so: Omit<Summary, "factor"> = { n: 0, mean: new Float64Array(m) };
  let found: Summary | undefined;
  return {
    add(block) {
      const { mean, between } = meet(so, { n: block.rows.rows, mean: block.mean });
      so = { n: so.n + block.rows.rows, mean };
      found = undefined;
      folding.add(block, between);
    },
    summary: () => (so.n === 0 ? undefined : (found ??= { ...so, factor: folding.factor() })),
  };
}

/** All rows of several parts together. */
export function joined(parts: readonly Summary[], keeping: Keeping): Summary {
  const [first, ...others] = parts;
  if (others.length === 0) return first!;
  const m = first!.factor.cols;
  const rows = parts.reduce((sum, { factor }) => sum + factor.rows, others.length);
  const stacked = matrix(rows, m);
  stacked.data.set(first!.factor.data);
  let at = first!.factor.data.length;
  let so: Omit<Summary, "factor"> = first!;
  for (const { factor, ...own } of others) {
    const { mean, between } = meet(so, own);
    stacked.data.set(between, at);
    stacked.data.set(factor.data, at + m);
    at += m + factor.data.length;
    so = { n: so.n + own.n, mean };
  }
  const factor = keeping === "products" ? rootOf(backend().gram(stacked)) : backend().qrR(stacked);
  return { ...so, factor };
}
