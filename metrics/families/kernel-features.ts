import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { frobenius } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { derivedBy } from "../../representation/derived-by.ts";
import { derived } from "../../representation/derived.ts";
import type { KernelSpec } from "../../representation/kernel-matrix.ts";
import { exponents } from "../../representation/kernel-matrix.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import { gramCentered, isConstant } from "../../representation/spectral.ts";
import { centeredScaled } from "../../representation/centered.ts";
import { scaledValues } from "../../representation/scaled.ts";
import { packHollow, packSymmetric, uCenter } from "../../representation/symmetric.ts";
import type { Feature } from "./feature.ts";
import { feature, featureRule } from "./feature.ts";

/**
 * How HSIC is estimated: `biased` is ⟨HKH, HLH⟩ (Gretton et al. 2005), `debiased` the U-statistic HSIC₁ (Song et al.
 * 2012), `lange` ⟨HKH, HLH⟩ without the diagonals (Lange et al. 2023). The last two have both been called unbiased.
 */
export const ESTIMATORS = ["biased", "debiased", "lange"] as const;
export type Estimator = (typeof ESTIMATORS)[number];

/** A kernel matrix K = factor·value + constant, and ∂value/∂t where K is exp(−t). */
export interface KernelValues {
  readonly value: Matrix;
  readonly factor: number;
  readonly derivative: (t: number) => number;
}

/**
 * exp(−t) so that nothing is lost by centring or underflow. Every estimator ignores a constant, so exp(−t) − 1 stands
 * for it, which keeps the digits of a wide kernel; below t = 1e-100 that is −t. The debiased one ignores the diagonal
 * too, so that of a narrow kernel exp(tₘᵢₙ − t) stands for it, which is 1 for the nearest pair where exp(−t) may be 0.
 */
export function kernelValues(t: Matrix, estimator: Estimator): KernelValues {
  let [least, most] = [Infinity, 0];
  for (let k = 0; k < t.data.length; k++) {
    if (k % (t.cols + 1) === 0) continue;
    least = Math.min(least, t.data[k]!);
    most = Math.max(most, t.data[k]!);
  }
  if (most < 1e-100) {
    const by = most === 0 ? 1 : most;
    return {
      value: matrix(
        t.rows,
        t.cols,
        t.data.map((v) => -v / by),
      ),
      factor: by,
      derivative: () => -1 / by,
    };
  }
  if (estimator === "debiased" && least > 1) {
    const data = t.data.map((v, k) => (k % (t.cols + 1) === 0 ? 0 : Math.exp(least - v)));
    return {
      value: matrix(t.rows, t.cols, data),
      factor: Math.exp(-least),
      derivative: (v) => -Math.exp(least - v),
    };
  }
  return {
    value: matrix(
      t.rows,
      t.cols,
      t.data.map((v) => Math.expm1(-v)),
    ),
    factor: 1,
    derivative: (v) => -Math.exp(-v),
  };
}

/** What an estimator leaves of a kernel matrix: a linear projection, n×n. */
export function project(kernel: Matrix, estimator: Estimator): Matrix {
  if (estimator === "debiased") return uCenter(kernel);
  const centred = doubleCenter(kernel);
  if (estimator === "lange") for (let i = 0; i < centred.rows; i++) centred.data[i * (centred.rows + 1)] = 0;
  return centred;
}

function pack(kernel: KernelValues, estimator: Estimator): Feature {
  const projected = project(kernel.value, estimator);
  const vector = estimator === "biased" ? packSymmetric(projected) : packHollow(projected);
  return feature(
    vector,
    frobenius(kernel.value),
    "has a kernel matrix that is constant off its diagonal",
    kernel.factor,
  );
}

const CONSTANT: Feature = { reason: "has zero variance: all its rows are equal", zero: true };

/** A kernel of the distance and the estimator of HSIC. */
export interface KernelChoice extends KernelSpec {
  readonly estimator: Estimator;
}

/** The vector of X whose inner products are HSIC, up to its denominator, with a Gaussian or Laplace kernel. */
export const kernelFeature = derivedBy(
  "kernelFeature",
  (x, { estimator, ...spec }: KernelChoice): Feature => {
    if (isConstant(x)) return CONSTANT;
    const found = exponents(x, spec);
    return "reason" in found ? found : pack(kernelValues(found.t, estimator), estimator);
  },
  undefined,
  featureRule,
);

/** XXᵀ of the data as given, not centred. */
export const rawFeature = derived(
  "rawGram",
  (x): Feature => {
    const vector = packSymmetric(backend().gram(scaledValues(x).matrix, false));
    return feature(vector, 0, "is zero everywhere");
  },
  featureRule,
);

/** The same as {@link kernelFeature} with the linear kernel K = XcXcᵀ. */
export const linearFeature = derivedBy(
  "linearFeature",
  (x: Representation, estimator: Estimator): Feature => {
    if (isConstant(x)) return CONSTANT;
    const factor = centeredScaled(x).scale ** 2;
    return pack({ value: gramCentered(x), factor, derivative: () => 1 }, estimator);
  },
  undefined,
  featureRule,
);
