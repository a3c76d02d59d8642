import type { Matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { number, word } from "../registry/params.ts";
import type { Estimator, KernelChoice } from "./kernel-features.ts";
import { kernelGradient } from "../gradients/kernel.ts";

/** The kernels of the distance, as they are written and defined. */
export const KERNELS = {
  rbf: { title: "RBF", formula: "exp(−d²ᵢⱼ/(2σ²))", aliases: ["Gaussian", "squared exponential"] },
  laplace: { title: "Laplace", formula: "exp(−dᵢⱼ/σ)", aliases: ["exponential"] },
} as const;
export type KernelName = keyof typeof KERNELS;

/** What each estimator adds to a title and an id. */
export const ESTIMATOR_NAMES: Readonly<
  Record<Estimator, { readonly suffix: string; readonly title: string }>
> = {
  biased: { suffix: "", title: "" },
  debiased: { suffix: "-debiased", title: ", debiased" },
  lange: { suffix: "-lange", title: ", without diagonals" },
};

/** The formula of HSIC up to its denominator, for kernel matrices K and L. */
export const ESTIMATOR_FORMULAS: Readonly<Record<Estimator, string>> = {
  biased: "⟨HKH, HLH⟩",
  debiased: "⟨U(K), U(L)⟩, U-centred",
  lange: "Σᵢ≠ⱼ (HKH)ᵢⱼ(HLH)ᵢⱼ",
};

export const ESTIMATOR_CITES: Readonly<Record<Estimator, string>> = {
  biased: "doi:10.1007/11564089_7 (Gretton et al. 2005)",
  debiased: "doi:10.5555/2188385.2343691 (Song et al. 2012)",
  lange: "arxiv:2206.10999 (Lange et al. 2023)",
};

/** Parameters of a kernel whose width is a multiple of the median distance. */
export const medianParams = {
  width: number("", 1, "σ as a multiple of the root of the median squared distance"),
  median: word("median", ["off", "all"], "off", "whether the zero diagonal counts in the median"),
};

/** Parameters of a kernel with a fixed width. */
export const sigmaParams = {
  sigma: number("", 1, "the width of the kernel, in the units of the data"),
};

/** A width as either set of parameters gives it. */
export type WidthParams =
  { readonly width: number; readonly median: "off" | "all" } | { readonly sigma: number };

/** The kernel that parameters name. */
export function choiceOf(kernel: KernelName, estimator: Estimator, params: WidthParams): KernelChoice {
  const width = "sigma" in params ? { sigma: params.sigma } : { times: params.width, median: params.median };
  return { kernel, estimator, width };
}

/** The width in words, for titles. */
export const widthTitle = (params: WidthParams): string =>
  "sigma" in params
    ? `σ = ${params.sigma}`
    : `σ = ${params.width}·median distance${params.median === "all" ? " with the zero diagonal" : ""}`;

/**
 * ∂/∂Y of `cka-rbf` and of every other CKA with a kernel of the distance, exact at the median pairs.
 *
 * @throws Undefined where the score is undefined.
 */
export const ckaKernelGradient =
  (kernel: KernelName, estimator: Estimator) =>
  (x: Representation, y: Representation, params: WidthParams): Matrix =>
    kernelGradient(x, y, choiceOf(kernel, estimator, params));
