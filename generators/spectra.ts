import type { Generated, Generator } from "../core/generator.ts";
import { representation } from "../representation/create.ts";
import { backend } from "../linalg/index.ts";
import { scaleColumns, sum } from "../linalg/elementwise.ts";
import { haar } from "./haar.ts";

/**
 * How the variances of a population fall off, λᵢ for i = 1 … p up to scale:
 * - `flat` 1; `power-law` i^(−decay); `exponential` e^(−(i−1)/decay)
 * - `low-rank` 1 for the first `rank`, `noise` for the rest
 * - `measured` the p numbers given
 */
export type Spectrum =
  | { readonly kind: "flat" }
  | { readonly kind: "power-law"; readonly decay: number }
  | { readonly kind: "exponential"; readonly decay: number }
  | { readonly kind: "low-rank"; readonly rank: number; readonly noise: number }
  | { readonly kind: "measured"; readonly eigenvalues: readonly number[] };

/** Size of a sample and the spectrum of its population. */
export interface SpectraParams {
  readonly [name: string]: number | Spectrum;
  readonly n: number;
  readonly p: number;
  readonly spectrum: Spectrum;
}

export interface SpectraTruth {
  /** Eigenvalues of the population's covariance Σ, descending, with tr Σ = p: a unit has variance 1 on average. */
  readonly eigenvalues: readonly number[];
  /** R = (tr Σ)²/tr Σ², the participation ratio: p for a flat spectrum, 1 for one component. */
  readonly participation: number;
}

function shapeOf(spectrum: Spectrum, p: number): number[] {
  const make = (of: (i: number) => number): number[] => Array.from({ length: p }, (_, i) => of(i));
  switch (spectrum.kind) {
    case "flat":
      return make(() => 1);
    case "power-law":
      return make((i) => (i + 1) ** -spectrum.decay);
    case "exponential":
      return make((i) => Math.exp(-i / spectrum.decay));
    case "low-rank":
      return make((i) => (i < spectrum.rank ? 1 : spectrum.noise));
    case "measured":
      return [...spectrum.eigenvalues].slice(0, p).sort((a, b) => b - a);
  }
}

/** The eigenvalues and the participation ratio of a population of p units, tr Σ = p. */
export function spectrumTruth(spectrum: Spectrum, p: number): SpectraTruth {
  const shape = shapeOf(spectrum, p);
  const total = sum(shape);
  const eigenvalues = shape.map((value) => (value / total) * p);
  return { eigenvalues, participation: p ** 2 / sum(eigenvalues.map((value) => value * value)) };
}

/**
 * n independent stimuli of a Gaussian population with a given spectrum: X = Z·diag(√λ)·Vᵀ, Z standard Gaussian n×p, V
 * Haar p×p.
 */
const spectra: Generator<SpectraParams, SpectraTruth> = {
  id: "spectra",
  version: 1,
  title: "A Gaussian population with a given spectrum",
  cite: "definition",
  generate({ n, p, spectrum }, random): Generated<SpectraTruth> {
    const truth = spectrumTruth(spectrum, p);
    const scores = scaleColumns(
      random.child("scores").gaussianMatrix(n, p),
      truth.eigenvalues.map(Math.sqrt),
    );
    // Rotations of a flat population leave it what it is.
    const values =
      spectrum.kind === "flat"
        ? scores
        : backend().multiply(scores, haar(p, p, random.child("axes")), { transposeB: true });
    return { representations: [representation(values, "X")], truth };
  },
};

export default spectra;
