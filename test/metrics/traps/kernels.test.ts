import { expect } from "vitest";
import { frobenius } from "../../../linalg/elementwise.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { STANDARD_NAMES } from "../../../metrics/registry/standard-names.ts";
import { representation } from "../../../representation/create.ts";
import { map, pearson, squaredDistances, upper } from "../../support/published/common.ts";
import {
  ckaBiased,
  ckaDebiasedUncentred,
  ckaOfWidth,
  ckaSingle,
  ckaWithConstant,
  ckaWithoutDiagonals,
  distanceDifference,
  jaccard,
  mutualSingle,
  secondOrder,
} from "../../support/published/kernels.ts";
import { spectralNorm } from "../../support/published/shapes.ts";
import { expectTrap, golden, ours, sidesOf, traps } from "../../support/traps.ts";

const [gauss, bigmean, ties] = [sidesOf("gauss"), sidesOf("bigmean"), sidesOf("ties")];

/** The activations in float32. */
const single = (sides: typeof gauss): typeof gauss => [
  representation(map(sides[0].values, Math.fround)),
  representation(map(sides[1].values, Math.fround)),
];

traps("kernels, RDMs and neighbours", {
  "rsm-norm-spectral": async () => {
    const difference = distanceDifference(gauss);
    const variant = spectralNorm(difference);
    expect(variant).toBeCloseTo(666.4, 1);
    expectTrap(await ours("rsm-norm-difference", gauss), golden("rsmnorm.frobenius"), variant, 10);
    // The third convention: over pairs, each once.
    expect(await ours("rsa-distance-euclidean-euclidean", gauss)).toBeCloseTo(
      frobenius(difference) / Math.SQRT2,
      8,
    );
  },

  "cka-added-constant": async () => {
    const variant = ckaWithConstant(gauss);
    expect(variant).toBeCloseTo(2.8e-12, 13);
    expectTrap(
      await ours("cka-rbf-sigma-debiased-1", gauss),
      golden("cka.rbf.sigma1.debiased"),
      variant,
      0.06,
    );
    const self = [gauss[0], gauss[0]] as const;
    expectTrap(await ours("cka-rbf-sigma-debiased-1", self), 1, ckaWithConstant(self), 0.3);
  },

  "cka-debiased-ignored": async () => {
    const variant = ckaBiased(gauss);
    expect(variant).toBeCloseTo(golden("cka.linear"), 12);
    expectTrap(await ours("cka-debiased", gauss), golden("cka.linear.debiased"), variant, 0.05);
  },

  "cka-two-unbiased": async () => {
    const variant = ckaWithoutDiagonals(gauss);
    expectTrap(await ours("cka-debiased", gauss), golden("cka.linear.debiased"), variant, 5e-4);
    expectTrap(await ours("cka-lange", gauss), variant, golden("cka.linear.debiased"), 5e-4);
  },

  "cka-large-means": async () => {
    // In 60 digits.
    const truth = 0.569652582773;
    expectTrap(await ours("cka-debiased", bigmean), truth, ckaDebiasedUncentred(bigmean), 1e-4, 1e-11);
    expectTrap(await ours("cka-linear", bigmean), golden("cka.linear", "bigmean"), ckaSingle(bigmean), 1e-3);
  },

  "rbf-bandwidth": async () => {
    const [all, off, lower, without] = (["all", "off", "lower", "without-2"] as const).map((width) =>
      ckaOfWidth(gauss, width),
    );
    expectTrap(await ours("cka-rbf-1", gauss), golden("cka.rbf.offmedian.1.0"), all!, 1e-4);
    expectTrap(await ours("cka-rbf-1", gauss), off!, lower!, 1e-6);
    expectTrap(await ours("cka-rbf-1", gauss), off!, without!, 0.02);
    expectTrap(await ours("cka-rbf-1-median-all", gauss), all!, off!, 1e-4);
  },

  "rsa-euclidean": async () => {
    const [dx, dy] = gauss.map(squaredDistances);
    const squared = pearson(upper(dx!), upper(dy!));
    const plain = pearson(upper(map(dx!, Math.sqrt)), upper(map(dy!, Math.sqrt)));
    expectTrap(await ours("rsa-euclidean-pearson", gauss), golden("rsa.euclidean.pearson"), squared, 3e-3);
    expectTrap(await ours("rsa-squared-euclidean-pearson", gauss), squared, plain, 3e-3);
    expect(await ours("rsa-euclidean-spearman", gauss)).toBe(
      await ours("rsa-squared-euclidean-spearman", gauss),
    );
  },

  "rsa-names": async () => {
    expectTrap(
      await ours("rsa-correlation-pearson", gauss),
      golden("rsa.correlation.pearson"),
      ckaBiased(gauss),
      0.05,
    );
    // A Mahalanobis distance that was given no covariance is a Euclidean one.
    const euclidean = golden("rsa.sqeuclidean.pearson");
    expect(Math.abs((await ours("rsa-mahalanobis-pearson", gauss)) - euclidean)).toBeGreaterThan(0.1);
    const idOf = (name: string): string | undefined => {
      const entry = STANDARD_NAMES.find((one) => one.name === name)!;
      return "id" in entry ? entry.id : undefined;
    };
    expect(idOf("rsa-rdm=correlation-compare=pearson")).toBe("rsa-correlation-pearson");
    for (const name of ["procrustes-distance=angular-cv=5folds", "nbs-distance=angular-cv=5folds"])
      expect((await metricById(idOf(name)!)).unit).toBe("radian");
  },

  "neighbour-ties": async () => {
    for (const k of [5, 10]) {
      const variant = jaccard(ties, k, "dropped-first");
      const truth = golden(`jaccard.l2.k${k}`, "ties");
      expect(jaccard(ties, k, "by-index")).toBeCloseTo(truth, 12);
      expectTrap(await ours(k === 5 ? "knn-jaccard-k-5" : "knn-jaccard", ties), truth, variant, 0.01);
    }
  },

  "second-order-cosine": async () => {
    const [of, distances] = [secondOrder(gauss, (c) => c), secondOrder(gauss, (c) => 1 - c)];
    expectTrap(await ours("second-order-cosine", gauss), golden("soc.cossim.k10"), distances, 0.2);
    expectTrap(await ours("second-order-cosine-of-distances", gauss), golden("soc.cosdist.k10"), of, 0.2);
  },

  "float32-scores": async () => {
    expectTrap(await ours("knn-mutual", gauss), golden("mknn.l2.k10"), mutualSingle(gauss, 10), 1e-9, 1e-15);
    // Activations in float32 change a score by as much as they change the activations, and no more.
    for (const id of ["cka-linear", "nbs", "cca-mean", "linear-regression", "procrustes", "ridge-cv"]) {
      const [double, float] = [await ours(id, gauss), await ours(id, single(gauss))];
      expect(Math.abs(double - float)).toBeLessThan(1e-6);
      expect(double).not.toBe(float);
    }
  },
});
