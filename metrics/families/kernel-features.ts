import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import type { Centring, Step } from "../../linalg/triangles.ts";
import {
  centredTriangle,
  exponentials,
  exponentialsMinusOne,
  multiples,
  squareRoots,
} from "../../linalg/triangles.ts";
import { derivedBy } from "../../representation/derived-by.ts";
import { derived } from "../../representation/derived.ts";
import { distanceTriangle } from "../../representation/distances.ts";
import type { Exponents, KernelSpec } from "../../representation/kernel-matrix.ts";
import { exponents } from "../../representation/kernel-matrix.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import { gramCentered, isConstant } from "../../representation/spectral.ts";
import { centeredScaled } from "../../representation/centered.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { packHollow, packSymmetric, uCenter } from "../../representation/symmetric.ts";
import type { Feature } from "./feature.ts";
import { feature, featureRule } from "./feature.ts";
import { pairFeature } from "./pair-features.ts";

/**
 * How HSIC is estimated: `biased` is ⟨HKH, HLH⟩ (Gretton et al. 2005), `debiased` the U-statistic HSIC₁ (Song et al.
 * 2012), `lange` ⟨HKH, HLH⟩ without the diagonals (Lange et al. 2023). The last two have both been called unbiased.
 */
export const ESTIMATORS = ["biased", "debiased", "lange"] as const;
export type Estimator = (typeof ESTIMATORS)[number];

/** A kernel matrix K = factor·value + constant off its diagonal, value being zero on it, and ∂value/∂t where K is exp(−t). */
export interface KernelValues {
  /** What makes values of squared distances. */
  readonly steps: readonly Step[];
  readonly factor: number;
  readonly derivative: (t: number) => number;
}

/**
 * exp(−t) so that nothing is lost by centring or underflow. Every estimator ignores a constant, so exp(−t) − 1 stands
 * for it, which is zero on the diagonal and keeps the digits of a wide kernel; below t = 1e-100 that is −t. The debiased
 * one ignores the diagonal too, so that of a narrow kernel exp(tₘᵢₙ − t) stands for it, which is 1 for the nearest pair
 * where exp(−t) may be 0.
 */
export function kernelValues(t: Exponents, estimator: Estimator): KernelValues {
  const { rate, kernel, least, most } = t;
  const powers = kernel === "laplace" ? [squareRoots] : [];
  if (most < 1e-100) {
    const by = most === 0 ? 1 : most;
    return { steps: [...powers, multiples(-rate / by)], factor: by, derivative: () => -1 / by };
  }
  if (estimator === "debiased" && least > 1) {
    return {
      steps: [...powers, exponentials(least, -rate)],
      factor: Math.exp(-least),
      derivative: (v) => -Math.exp(least - v),
    };
  }
  return {
    steps: [...powers, exponentialsMinusOne(-rate)],
    factor: 1,
    derivative: (v) => -Math.exp(-v),
  };
}

const CENTRING: Readonly<Record<Estimator, Centring>> = {
  biased: "double",
  debiased: "unbiased",
  lange: "double-hollow",
};

const FLAT = "has a kernel matrix that is constant off its diagonal";

const CONSTANT: Feature = { reason: "has zero variance: all its rows are equal", zero: true };

/** A kernel of the distance and the estimator of HSIC. */
export interface KernelChoice extends KernelSpec {
  readonly estimator: Estimator;
}

const features = pairFeature(
  "kernelFeature",
  ({ estimator }: KernelChoice) => CENTRING[estimator],
  (x, { estimator, ...spec }, found, into) => {
    if (isConstant(x)) return CONSTANT;
    const t = exponents(x, spec, found);
    if ("reason" in t) return t;
    const { steps, factor } = kernelValues(t, estimator);
    const { values } = found ?? distanceTriangle(x);
    const { vector, before, norm } = centredTriangle(values, x.n, steps, CENTRING[estimator], into);
    return feature(vector, before, FLAT, factor, norm);
  },
);

/** The vector of X whose inner products are HSIC, up to its denominator, with a Gaussian or Laplace kernel. */
export const kernelFeature = features.kept;

/** {@link kernelFeature} for the moment. */
export const momentaryKernelFeature = features.momentary;

/** XXᵀ of the data as given, not centred. */
export const rawFeature = derived(
  "rawGram",
  (x): Feature => {
    const vector = packSymmetric(backend().gram(scaledValues(x).matrix, false));
    return feature(vector, 0, "is zero everywhere");
  },
  featureRule,
);

/** What an estimator leaves of a symmetric matrix: a linear projection, packed. */
function project(a: Matrix, estimator: Estimator): Float64Array {
  if (estimator === "debiased") return packHollow(uCenter(a));
  const centred = doubleCenter(a);
  return estimator === "biased" ? packSymmetric(centred) : packHollow(centred);
}

/** The same as {@link kernelFeature} with the linear kernel K = XcXcᵀ. */
export const linearFeature = derivedBy(
  "linearFeature",
  (x: Representation, estimator: Estimator): Feature => {
    if (isConstant(x)) return CONSTANT;
    const k = gramCentered(x);
    return feature(project(k, estimator), frobenius(k), FLAT, centeredScaled(x).scale ** 2);
  },
  undefined,
  featureRule,
);
