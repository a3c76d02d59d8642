import type { Representation } from "../core/representation.ts";
import { rootsOf, sum } from "../linalg/elementwise.ts";
import { powerOfTwoAbove } from "./powers.ts";
import { derivedWith } from "./derived.ts";
import type { Made } from "./directions.ts";
import { directions, rowDirections } from "./directions.ts";
import { distanceTriangle } from "./distances.ts";
import { isConstant, rankOf, spectrum } from "./spectral.ts";
import { field, triangular, unlessReason } from "./row-rules.ts";

/** By what two stimuli are dissimilar. */
export type RdmKind =
  "squared-euclidean" | "euclidean" | "correlation" | "cosine" | "mahalanobis" | "gaussian" | "poisson";

/** The strict lower triangle of a representational dissimilarity matrix, row by row: dᵢⱼ = scale · value. */
export interface Dissimilarities {
  readonly values: Float64Array;
  readonly scale: number;
}

/** Dissimilarities, or why there are none. */
export type Rdm = Dissimilarities | { readonly reason: string };

/**
 * A representation whose squared distances, times `factor`, are the dissimilarities: for the kinds that are a squared
 * Euclidean distance after some map of the rows.
 */
export type Embedding =
  { readonly points: Representation; readonly factor: number } | { readonly reason: string };

const ofMade = (made: Made): Embedding => ("reason" in made ? made : { points: made.made, factor: 0.5 });

/**
 * X with the identity as covariance: the squared distance (xᵢ−xⱼ)ᵀΣ⁺(xᵢ−xⱼ), Σ = XcᵀXc/(n−1), is n−1 times the one
 * between the rows of U_X.
 */
function whitened(x: Representation): Embedding {
  if (rankOf(x) === x.n - 1) {
    return { reason: "has a Mahalanobis RDM that is constant: its units span all n − 1 directions" };
  }
  const { u } = spectrum(x);
  return { points: { n: u.rows, p: u.cols, values: u }, factor: x.n - 1 };
}

/** The embedding of an RDM kind, where it has one. */
export const embedding = derivedWith("rdmEmbedding", (x, kind: RdmKind): Embedding | undefined => {
  switch (kind) {
    case "squared-euclidean":
      return { points: x, factor: 1 };
    case "cosine":
      return ofMade(directions(x));
    case "correlation":
      return ofMade(rowDirections(x));
    case "mahalanobis":
      return isConstant(x) ? { reason: "has zero variance: all its rows are equal" } : whitened(x);
    case "euclidean":
    case "gaussian":
    case "poisson":
      return undefined;
  }
});

/** The prior of rsatoolbox: one spike, with a weight of a tenth of an observation. */
export const POISSON_PRIOR = { rate: 1, weight: 0.1 };

/** Σ_c (λᵢ − λⱼ)(ln λᵢ − ln λⱼ), the symmetrised Kullback-Leibler divergence of Poisson rates λ = (x + 0.1)/1.1. */
function poisson({ n, p, values }: Representation): Rdm {
  if (values.data.some((value) => value < 0))
    return { reason: "has negative values: a Poisson RDM needs rates" };
  const rate = values.data.map(
    (value) => (value + POISSON_PRIOR.rate * POISSON_PRIOR.weight) / (1 + POISSON_PRIOR.weight),
  );
  const scale = powerOfTwoAbove(rate.reduce((a, b) => Math.max(a, b), 0));
  const log = rate.map(Math.log);
  const result = new Float64Array((n * (n - 1)) / 2);
  let k = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++, k++) {
      let total = 0;
      for (let c = 0; c < p; c++) {
        total += (rate[i * p + c]! / scale - rate[j * p + c]! / scale) * (log[i * p + c]! - log[j * p + c]!);
      }
      result[k] = total;
    }
  }
  return { values: result, scale };
}

/** 1 − exp(−d²/m) with m the mean of all n² squared distances, the zeros of the diagonal included. */
function gaussian(x: Representation): Rdm {
  const { values } = distanceTriangle(x);
  const mean = (2 * sum(values)) / x.n ** 2;
  if (mean === 0) return { reason: "has zero variance: all its rows are equal" };
  const result = new Float64Array(values.length);
  for (let k = 0; k < result.length; k++) result[k] = -Math.expm1(-values[k]! / mean);
  return { values: result, scale: 1 };
}

/**
 * The representational dissimilarity matrix of X. Dissimilarities that are equal in exact arithmetic are equal to
 * within the tie tolerance of `ranks.ts`.
 */
export const rdm = derivedWith(
  "rdm",
  (x, kind: RdmKind): Rdm => {
    if (kind === "poisson") return poisson(x);
    if (kind === "gaussian") return gaussian(x);
    if (kind === "euclidean") {
      const { values, scale } = distanceTriangle(x);
      return { values: rootsOf(values), scale };
    }
    const embedded = embedding(x, kind)!;
    if ("reason" in embedded) return embedded;
    const { values, scale } = distanceTriangle(embedded.points);
    return { values, scale: embedded.factor * scale ** 2 };
  },
  unlessReason(field("values", triangular)),
);
