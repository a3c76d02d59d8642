import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { addToRows, combine, scaleColumns } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { representation } from "../representation/create.ts";
import { haar } from "./haar.ts";

/** Size of a pair and how much of it is shared. */
export interface SharedLatentParams {
  readonly [name: string]: number;
  readonly n: number;
  readonly p1: number;
  readonly p2: number;
  /** Number of latent variables that drive both sides. */
  readonly latents: number;
  /** Standard deviation of each side's own noise, relative to the signal. */
  readonly noise: number;
}

export interface SharedLatentTruth {
  readonly latents: Matrix;
}

function side(latents: Matrix, units: number, noise: number, random: Random): Matrix {
  const k = latents.cols;
  const rates = Array.from({ length: k }, (_, i) => (i + 1) ** -0.5);
  const loadings = random.child("loadings").gaussianMatrix(k, units);
  const signal = backend().multiply(scaleColumns(latents, rates), loadings);
  const own = random.child("noise").gaussianMatrix(latents.rows, units);
  const offsets = random.child("offsets").gaussianMatrix(1, units).data;
  return addToRows(combine(1, signal, noise, own), offsets);
}

/**
 * X = Z·D·A + noise and Y = Z·D·B + noise with the same latent variables Z: two populations of neurons that see the
 * same stimuli. Z has orthonormal columns times √n, D decays as i^−½; A, B and the noise are Gaussian; every unit has
 * an offset of its own.
 */
const sharedLatent: Generator<SharedLatentParams, SharedLatentTruth> = {
  id: "shared-latent",
  version: 1,
  title: "Two populations driven by shared latent variables",
  cite: "arxiv:1905.00414 (Kornblith et al. 2019), appendix",
  generate({ n, p1, p2, latents: k, noise }, random): Generated<SharedLatentTruth> {
    const latents = scaleColumns(haar(n, k, random.child("latents")), Array<number>(k).fill(Math.sqrt(n)));
    return {
      representations: [
        representation(side(latents, p1, noise, random.child("x")), "X"),
        representation(side(latents, p2, noise, random.child("y")), "Y"),
      ],
      truth: { latents },
    };
  },
};

export default sharedLatent;
