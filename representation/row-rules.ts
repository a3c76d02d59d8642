import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { selectRows } from "../linalg/elementwise.ts";
import type { RowRule } from "./derived.ts";
import { permuteRows } from "./permute-rows.ts";

/** Norms, spectra, medians, ranks: the order of the rows does not matter. */
export const unchanged = <T>(value: T): T => value;

/** A matrix with one row for each row of X. */
export const rows: RowRule<Matrix> = selectRows;

/** One number for each row of X. */
export const entries: RowRule<Float64Array> = (value, order) =>
  Float64Array.from(order, (from) => value[from]!);

/** A symmetric n×n matrix of relations between the rows. */
export const relations: RowRule<Matrix> = ({ data }, order) => {
  const n = order.length;
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    const from = order[i]! * n;
    for (let j = 0; j < n; j++) result.data[i * n + j] = data[from + order[j]!]!;
  }
  return result;
};

function moveTriangle<A extends Float64Array | Int32Array>(value: A, order: Int32Array): A {
  const n = order.length;
  const diagonal = value.length > (n * (n - 1)) / 2 ? 1 : 0;
  const start = Int32Array.from({ length: n }, (_, i) => (i * (i - 1 + 2 * diagonal)) / 2);
  const result = value.slice() as A;
  let k = 0;
  for (let i = 0; i < n; i++) {
    const a = order[i]!;
    for (let j = 0; j < i + diagonal; j++, k++) {
      const b = order[j]!;
      result[k] = value[a > b ? start[a]! + b : start[b]! + a]!;
    }
  }
  return result;
}

/**
 * The lower triangle of a symmetric n×n matrix, row by row, with its diagonal (n(n+1)/2 numbers) or without it
 * (n(n−1)/2): the vectors of `symmetric.ts` and of RDMs.
 */
export const triangular: RowRule<Float64Array> = moveTriangle;

/** The same for whole numbers. */
export const triangularInt: RowRule<Int32Array> = moveTriangle;

/** A rule for the value where there is one; a reason may name a row, and is found again. */
export const unlessReason =
  <T extends object>(rule: RowRule<T>): RowRule<T | { readonly reason: string }> =>
  (value, order) =>
    "reason" in value ? undefined : rule(value, order);

/** A rule for one field of a record, whose other fields are {@link unchanged}. */
export const field =
  <K extends string, V, T extends Readonly<Record<K, V>>>(name: K, rule: RowRule<V>): RowRule<T> =>
  (value, order) => {
    const moved = rule(value[name], order);
    return moved === undefined ? undefined : { ...value, [name]: moved };
  };

/** The same for a field that is moved when it is asked for: most of who asks for a record wants the others. */
export const fieldOnDemand =
  <K extends string, V, T extends Readonly<Record<K, V>>>(
    name: K,
    move: (value: V, order: Int32Array) => V,
  ): RowRule<T> =>
  (value, order) => {
    let moved: V | undefined;
    return Object.defineProperty({ ...value }, name, {
      get: () => (moved ??= move(value[name], order)),
      // Not counted, and so not made, by who measures the record.
      enumerable: false,
    });
  };

/** A representation made from X row by row: its own derived quantities are moved along too. */
export const made: RowRule<Representation> = permuteRows;
