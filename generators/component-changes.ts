import type { Matrix } from "../core/matrix.ts";
import { combine, scaleColumns } from "../linalg/elementwise.ts";
import { assemble, type Components } from "./components.ts";

/**
 * What becomes of the principal components of X in Y: component i keeps its axis in the space of units, has the
 * variance `variances[i]` (μᵢ, 0 if it is gone) and over the stimuli the correlation `correlations[i]` (cᵢ) with what
 * it was. Different components stay uncorrelated.
 */
export interface ComponentChange {
  readonly variances: readonly number[];
  readonly correlations: readonly number[];
}

const rescaled = (lambda: readonly number[], variances: readonly number[]): ComponentChange => ({
  variances,
  correlations: lambda.map(() => 1),
});

const kept = (lambda: readonly number[], keep: (i: number) => boolean): ComponentChange =>
  rescaled(
    lambda,
    lambda.map((value, i) => (keep(i) ? value : 0)),
  );

const decorrelated = (lambda: readonly number[], i: number, c: number): ComponentChange => ({
  variances: lambda,
  correlations: lambda.map((_, j) => (j === i ? c : 1)),
});

/** The changes that are made to components of variances λ, counted from 0 in descending order. */
export const CHANGES = {
  /** Nothing: Y = X. */
  none: (lambda: readonly number[]): ComponentChange => rescaled(lambda, lambda),
  /** Component i becomes a fresh direction of the same variance. */
  replace: (lambda: readonly number[], i: number): ComponentChange => decorrelated(lambda, i, 0),
  /** Every component becomes a fresh direction: another representation with the same spectrum. */
  replaceAll: (lambda: readonly number[]): ComponentChange => ({
    variances: lambda,
    correlations: lambda.map(() => 0),
  }),
  /** Component i turns towards a fresh direction until its correlation with what it was is c ∈ [0, 1]. */
  decorrelate: decorrelated,
  /** Component i goes. */
  remove: (lambda: readonly number[], i: number): ComponentChange => kept(lambda, (j) => j !== i),
  /** The k largest stay. */
  keepLargest: (lambda: readonly number[], k: number): ComponentChange => kept(lambda, (i) => i < k),
  /** The k smallest stay. */
  keepSmallest: (lambda: readonly number[], k: number): ComponentChange =>
    kept(lambda, (i) => i >= lambda.length - k),
  /** The variances become μ. */
  rescale: rescaled,
  /** Components i and j exchange their variances. */
  swap: (lambda: readonly number[], i: number, j: number): ComponentChange =>
    rescaled(
      lambda,
      lambda.map((value, k) => (k === i ? lambda[j]! : k === j ? lambda[i]! : value)),
    ),
} as const;

/** The n×p values of Y = (U·diag(c) + F·diag(√(1−c²)))·diag(√μ)·Vᵀ, F the fresh directions of X = U·diag(√λ)·Vᵀ. */
export function applyChange(
  { u, v, fresh }: Components,
  { variances, correlations }: ComponentChange,
): Matrix {
  const away = correlations.map((c) => Math.sqrt(1 - c * c));
  return assemble(combine(1, scaleColumns(u, correlations), 1, scaleColumns(fresh, away)), variances, v);
}
