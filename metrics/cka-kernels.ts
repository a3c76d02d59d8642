import type { Representation } from "../core/representation.ts";
import { requireVariance } from "../representation/require.ts";
import { mapEntries } from "./families/all-pairs.ts";
import { cosineMeasure, nonNegative } from "./families/cosine-measure.ts";
import { gramInner, gramInners, hollow, hollowSelf } from "./families/hsic.ts";
import { both, SIDE } from "./families/invariance-classes.ts";
import type { Estimator } from "./families/kernel-features.ts";
import { kernelFeature } from "./families/kernel-features.ts";
import type { KernelName, WidthParams } from "./families/kernel-metrics.ts";
import {
  choiceOf,
  ckaKernelGradient,
  ESTIMATOR_CITES,
  ESTIMATOR_FORMULAS,
  ESTIMATOR_NAMES,
  KERNELS,
  medianParams,
  sigmaParams,
  widthTitle,
} from "./families/kernel-metrics.ts";
import { UNCENTRED } from "./families/rdm-invariances.ts";
import { uncentredCosine } from "./families/uncentred-cosine.ts";
import { kernelGradient, uncentredCkaGradient } from "./gradients/kernel.ts";
import type { MetricTemplate } from "./registry/define.ts";
import { defineFamily, defineMetric } from "./registry/define.ts";

/** The cosine of the hollow Gram matrices from ⟨K, L⟩ of the full ones. */
function hollowCosine(gramProduct: number, x: Representation, y: Representation): number {
  const [a, b] = [Math.sqrt(hollowSelf(x)), Math.sqrt(hollowSelf(y))];
  return Math.max(-1, Math.min(1, hollow(gramProduct, x, y) / a / b));
}

/** The cosine between centred Gram matrices without their diagonals. */
const ckaLange = defineMetric({
  name: "cka-lange",
  version: 1,
  title: "Linear CKA without diagonals (Lange)",
  formula: "Σᵢ≠ⱼ KᵢⱼLᵢⱼ / √(Σᵢ≠ⱼ Kᵢⱼ² Σᵢ≠ⱼ Lᵢⱼ²), K = XcXcᵀ, L = YcYcᵀ",
  cite: ESTIMATOR_CITES.lange,
  direction: "similarity",
  range: [-1, 1],
  invariances: both(SIDE.orthogonal),
  minimumRows: 3,
  cost: "n²·p",
  aliases: ["unbiased CKA", "AngularCKA.unb.linear", "cka-kernel=linear-hsic=lange"],
  caveats: [
    "Published as unbiased CKA like cka-debiased, which it is close to but is not.",
    "Its mean over unrelated data is not zero.",
  ],
  compare: (x, y) => {
    requireVariance(x, y);
    return hollowCosine(gramInner(x, y), x, y);
  },
  allPairs: (xs, ys) => mapEntries(gramInners(xs, ys), (value, i, j) => hollowCosine(value, xs[i]!, ys[j]!)),
  gradient: (x, y) => kernelGradient(x, y, { kernel: "linear", estimator: "lange" }),
  similarity: (value) => value,
});

/** The cosine between two Gram matrices that are not centred. */
const ckaUncentered = defineMetric({
  name: "cka-uncentered",
  version: 1,
  title: "Uncentred linear CKA",
  formula: "‖XᵀY‖² / (‖XᵀX‖ ‖YᵀY‖)",
  cite: "arxiv:1203.0550 (Cortes et al. 2012)",
  direction: "similarity",
  range: [0, 1],
  invariances: both(UNCENTRED),
  cost: "n·p²",
  aliases: ["kernel alignment", "kernel-target alignment"],
  caveats: ["Tends to 1 for any two representations whose mean is large against their spread."],
  ...uncentredCosine,
  gradient: uncentredCkaGradient,
  similarity: (value) => value,
});

/** One CKA with a kernel of the distance: its estimator and how its width is given make its name. */
function kernelCka(kernel: KernelName, fixed: boolean, estimator: Estimator): MetricTemplate {
  const { suffix, title } = ESTIMATOR_NAMES[estimator];
  const { title: kernelTitle, formula, aliases } = KERNELS[kernel];
  const common = {
    name: `cka-${kernel}${fixed ? "-sigma" : ""}${suffix}`,
    version: 1,
    title: (params: WidthParams) => `${kernelTitle} CKA${title}, ${widthTitle(params)}`,
    formula: (params: WidthParams) =>
      `h(K,L)/√(h(K,K)·h(L,L)), h = ${ESTIMATOR_FORMULAS[estimator]}, kᵢⱼ = ${formula}, ${widthTitle(params)}`,
    cite: `${ESTIMATOR_CITES[estimator]}; arxiv:1905.00414 (Kornblith et al. 2019)`,
    direction: "similarity",
    range: [estimator === "biased" ? 0 : -1, 1],
    invariances: both(fixed ? SIDE.rigid : SIDE.orthogonal),
    minimumRows: estimator === "debiased" ? 4 : 3,
    cost: "n²·p",
    aliases: aliases.map((alias) => `${alias} CKA${title}`),
    caveats: [
      "A narrow kernel makes the biased score 1 and a wide one tends to a limit: the width is part of the measure.",
      ...(fixed ? ["The width is in the units of the data, so that the score depends on their scale."] : []),
      ...(estimator === "debiased"
        ? ["Values below zero are right: less alike than unrelated data on average."]
        : []),
    ],
    similarity: (value: number) => value,
  } as const;
  const measure = cosineMeasure(
    (x: Representation, params: WidthParams) => kernelFeature(x, choiceOf(kernel, estimator, params)),
    estimator === "biased" ? nonNegative : undefined,
  );
  const gradient = ckaKernelGradient(kernel, estimator);
  return fixed
    ? defineMetric({ ...common, ...measure, gradient, params: sigmaParams, listed: [] })
    : defineMetric({
        ...common,
        ...measure,
        gradient,
        params: medianParams,
        listed: listed(kernel, estimator),
      });
}

/** The variants that run by default: one width for each kernel and estimator that is in use. */
const listed = (kernel: KernelName, estimator: Estimator): { width: number }[] =>
  (kernel === "rbf" && estimator === "debiased") || (kernel === "laplace" && estimator === "biased")
    ? [{ width: 1 }]
    : [];

const KERNEL_METRICS = [
  // cka-rbf itself, biased and by the median, is in cka.ts.
  kernelCka("rbf", false, "debiased"),
  kernelCka("rbf", false, "lange"),
  kernelCka("rbf", true, "biased"),
  kernelCka("rbf", true, "debiased"),
  kernelCka("rbf", true, "lange"),
  kernelCka("laplace", false, "biased"),
  kernelCka("laplace", false, "debiased"),
  kernelCka("laplace", false, "lange"),
  kernelCka("laplace", true, "biased"),
  kernelCka("laplace", true, "debiased"),
  kernelCka("laplace", true, "lange"),
];

export default defineFamily({
  id: "cka-kernels",
  title: "Centred kernel alignment with other kernels and estimators",
  metrics: [ckaLange, ckaUncentered, ...KERNEL_METRICS],
});
