import type { Representation } from "../core/representation.ts";
import { requireFinite } from "../representation/require.ts";
import type { Feature } from "./families/feature.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import { vectorDistance } from "./families/kernel-distance.ts";
import type { Estimator } from "./families/kernel-features.ts";
import { ESTIMATORS, kernelFeature, linearFeature } from "./families/kernel-features.ts";
import type { WidthParams } from "./families/kernel-metrics.ts";
import {
  choiceOf,
  ESTIMATOR_NAMES,
  KERNELS,
  medianParams,
  sigmaParams,
  widthTitle,
} from "./families/kernel-metrics.ts";
import { kernelDistanceGradient } from "./gradients/kernel.ts";
import type { MetricTemplate } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** What an estimator of HSIC takes away from a kernel matrix. */
const PROJECTIONS: Readonly<Record<Estimator, string>> = {
  biased: "P(K) = HKH",
  debiased: "P(K) = U(K), U-centred",
  lange: "P(K) = HKH without its diagonal",
};

/** What all of them share, plain or squared. */
const common = (estimator: Estimator, squared: boolean) =>
  ({
    version: 1,
    cite: "arxiv:2110.14739 (Williams et al. 2021)",
    direction: "distance",
    range: [0, Infinity],
    axioms: squared ? "semimetric" : "metric",
    minimumRows: estimator === "debiased" ? 4 : 2,
    cost: "n²·p",
    caveats: [
      "Not normalised: grows with the number of stimuli, and with the scale of the data where the kernel does.",
      ...(squared ? ["Squared, it violates the triangle inequality."] : []),
    ],
    listed: [],
  }) as const;

const nameOf = (kernel: string, estimator: Estimator, squared: boolean): string =>
  `kernel-distance${squared ? "-squared" : ""}-${kernel}${ESTIMATOR_NAMES[estimator].suffix}`;

const titleOf = (kernel: string, estimator: Estimator, squared: boolean): string =>
  `${squared ? "Squared distance" : "Distance"} of centred ${kernel} kernel matrices${ESTIMATOR_NAMES[estimator].title}`;

const formulaOf = (estimator: Estimator, squared: boolean): string =>
  `‖P(K) − P(L)‖${squared ? "²" : ""}, ${PROJECTIONS[estimator]}`;

/** The distance of two vectors, squared on request. */
const measure =
  <P>(featureOf: (x: Representation, params: P) => Feature, squared: boolean) =>
  (x: Representation, y: Representation, params: P): number => {
    const distance = vectorDistance(x, y, (side) => featureOf(side, params));
    return squared ? requireFinite(distance ** 2) : distance;
  };

/** The distance of two centred kernel matrices of one kind: √(‖K‖² + ‖L‖² − 2‖K‖‖L‖·s) for the CKA s. */
function kernelDistances(estimator: Estimator, squared: boolean): MetricTemplate[] {
  const linear = defineMetric({
    ...common(estimator, squared),
    name: nameOf("linear", estimator, squared),
    title: titleOf("linear", estimator, squared),
    formula: `${formulaOf(estimator, squared)}, K = XcXcᵀ`,
    invariances: both(SIDE.rigid),
    compare: measure((x: Representation) => linearFeature(x, estimator), squared),
    gradient: (x, y) => kernelDistanceGradient(x, y, { kernel: "linear", estimator }, squared),
  });
  const others = (["rbf", "laplace"] as const).flatMap((kernel) => {
    const { title, formula } = KERNELS[kernel];
    const definition = {
      ...common(estimator, squared),
      title: (params: WidthParams) => `${titleOf(title, estimator, squared)}, ${widthTitle(params)}`,
      formula: (params: WidthParams) =>
        `${formulaOf(estimator, squared)}, kᵢⱼ = ${formula}, ${widthTitle(params)}`,
      compare: measure(
        (x: Representation, params: WidthParams) => kernelFeature(x, choiceOf(kernel, estimator, params)),
        squared,
      ),
      gradient: (x: Representation, y: Representation, params: WidthParams) =>
        kernelDistanceGradient(x, y, choiceOf(kernel, estimator, params), squared),
    };
    return [
      defineMetric({
        ...definition,
        name: nameOf(kernel, estimator, squared),
        invariances: both(SIDE.orthogonal),
        params: medianParams,
      }),
      defineMetric({
        ...definition,
        name: nameOf(`${kernel}-sigma`, estimator, squared),
        invariances: both(SIDE.rigid),
        params: sigmaParams,
      }),
    ];
  });
  return [linear, ...others];
}

export default defineFamily({
  id: "kernel-distance",
  title: "Distances of centred kernel matrices",
  metrics: ESTIMATORS.flatMap((estimator) =>
    [false, true].flatMap((squared) => kernelDistances(estimator, squared)),
  ),
});
