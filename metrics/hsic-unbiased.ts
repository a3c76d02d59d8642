import { matrix } from "../core/matrix.ts";
import type { Representation } from "../core/representation.ts";
import { scaleOf } from "../representation/centered.ts";
import { requireFinite } from "../representation/require.ts";
import { squaredSize } from "../representation/spectral.ts";
import { orNaN } from "./families/all-pairs.ts";
import { gramInner, gramInners, hollow, unbiased } from "./families/hsic.ts";
import { innerMeasure } from "./families/inner-measure.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import type { Estimator } from "./families/kernel-features.ts";
import { kernelFeature } from "./families/kernel-features.ts";
import type { KernelName, WidthParams } from "./families/kernel-metrics.ts";
import {
  choiceOf,
  ESTIMATOR_CITES,
  ESTIMATOR_FORMULAS,
  ESTIMATOR_NAMES,
  KERNELS,
  medianParams,
  sigmaParams,
  widthTitle,
} from "./families/kernel-metrics.ts";
import { kernelInnerGradient } from "./gradients/kernel.ts";
import type { MetricTemplate } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** What divides the inner product of two centred kernel matrices, by the number of stimuli. */
const denominator =
  (estimator: Estimator) =>
  (n: number): number =>
    estimator === "biased" ? (n - 1) ** 2 : n * (n - 3);

const DENOMINATOR_FORMULAS = { biased: "(n−1)²", debiased: "(n(n−3))", lange: "(n(n−3))" } as const;

const CAVEATS: Readonly<Record<Estimator, readonly string[]>> = {
  biased: ["Biased upwards when there are few stimuli."],
  debiased: ["Values below zero are right: less dependence than between unrelated data on average."],
  lange: ["Published as unbiased, which it is not: its mean over unrelated data is not zero."],
};

/** What all of them share. */
const common = (estimator: Estimator) =>
  ({
    version: 1,
    cite: ESTIMATOR_CITES[estimator],
    direction: "similarity",
    range: [estimator === "biased" ? 0 : -Infinity, Infinity],
    minimumRows: estimator === "biased" ? 2 : 4,
    cost: "n²·p",
    caveats: [
      ...CAVEATS[estimator],
      "Not normalised: values of different representations cannot be compared.",
    ],
  }) as const;

/** The linear estimators from ⟨K, L⟩ of the centred Gram matrices, before their denominator. */
const LINEAR = { debiased: unbiased, lange: hollow } as const;

/** HSIC with linear kernels by another estimator than that of `hsic-linear`. */
function linearHsic(estimator: "debiased" | "lange", aliases: readonly string[]): MetricTemplate {
  const { suffix, title } = ESTIMATOR_NAMES[estimator];
  /** In the units of the data; a side without variance has a covariance of zero. */
  const inUnits = (gramProduct: number, x: Representation, y: Representation): number => {
    if (squaredSize(x) === 0 || squaredSize(y) === 0) return 0;
    const scale = scaleOf(x) * scaleOf(y);
    return requireFinite(
      (LINEAR[estimator](gramProduct, x, y) / denominator(estimator)(x.n)) * scale * scale,
    );
  };
  return defineMetric({
    ...common(estimator),
    name: `hsic${suffix}`,
    title: `Linear HSIC${title}`,
    formula: `${ESTIMATOR_FORMULAS[estimator]}/${DENOMINATOR_FORMULAS[estimator]}, K = XcXcᵀ, L = YcYcᵀ`,
    invariances: both(SIDE.rigid),
    aliases,
    compare: (x, y) => inUnits(gramInner(x, y), x, y),
    allPairs: (xs, ys) => {
      const inners = gramInners(xs, ys);
      const value = (inner: number, k: number): number =>
        orNaN(() => inUnits(inner, xs[Math.floor(k / ys.length)]!, ys[k % ys.length]!));
      return matrix(xs.length, ys.length, inners.data.map(value));
    },
    gradient: (x, y) =>
      kernelInnerGradient(x, y, { kernel: "linear", estimator }, denominator(estimator)(x.n)),
  });
}

/** HSIC with a kernel of the distance: its estimator and how its width is given make its name. */
function kernelHsic(kernel: KernelName, fixed: boolean, estimator: Estimator): MetricTemplate {
  const { suffix, title } = ESTIMATOR_NAMES[estimator];
  const { title: kernelTitle, formula, aliases } = KERNELS[kernel];
  const definition = {
    ...common(estimator),
    name: `hsic-${kernel}${fixed ? "-sigma" : ""}${suffix}`,
    title: (params: WidthParams) => `${kernelTitle} HSIC${title}, ${widthTitle(params)}`,
    formula: (params: WidthParams) =>
      `${ESTIMATOR_FORMULAS[estimator]}/${DENOMINATOR_FORMULAS[estimator]}, kᵢⱼ = ${formula}, ${widthTitle(params)}`,
    invariances: both(fixed ? SIDE.rigid : SIDE.orthogonal),
    aliases: aliases.map((alias) => `${alias} HSIC${title}`),
    ...innerMeasure(
      (x: Representation, params: WidthParams) => kernelFeature(x, choiceOf(kernel, estimator, params)),
      denominator(estimator),
    ),
    gradient: (x: Representation, y: Representation, params: WidthParams) =>
      kernelInnerGradient(x, y, choiceOf(kernel, estimator, params), denominator(estimator)(x.n)),
  };
  const isListed = kernel === "rbf" && estimator === "biased";
  return fixed
    ? defineMetric({ ...definition, params: sigmaParams, listed: [] })
    : defineMetric({ ...definition, params: medianParams, listed: isListed ? [{ width: 1 }] : [] });
}

const KERNEL_METRICS = (["rbf", "laplace"] as const).flatMap((kernel) =>
  [false, true].flatMap((fixed) =>
    (["biased", "debiased", "lange"] as const).map((estimator) => kernelHsic(kernel, fixed, estimator)),
  ),
);

export default defineFamily({
  id: "hsic-unbiased",
  title: "Hilbert-Schmidt independence criterion, other kernels and estimators",
  metrics: [
    linearHsic("debiased", ["unbiased HSIC", "HSIC₁", "unbiased_linear_HSIC"]),
    linearHsic("lange", ["unbiased HSIC"]),
    ...KERNEL_METRICS,
  ],
});
