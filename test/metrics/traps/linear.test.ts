import { expect } from "vitest";
import { matrix } from "../../../core/matrix.ts";
import { randomFrom } from "../../../core/random.ts";
import { beside } from "../../../linalg/elementwise.ts";
import { representation } from "../../../representation/create.ts";
import { filled, row } from "../../support/published/common.ts";
import {
  ccaByCovariance,
  ccaOverFirst,
  ccaUncentred,
  heldOutR2,
  pwccaDirections,
  regressionPadded,
  svccaOfSingularValues,
  svccaThreshold,
} from "../../support/published/linear.ts";
import { expectTrap, golden, ours, sidesOf, swapped, traps } from "../../support/traps.ts";

const [gauss, bigmean] = [sidesOf("gauss"), sidesOf("bigmean")];

const integers = (rows: number, cols: number, ...seed: string[]): ReturnType<typeof matrix> => {
  const random = randomFrom("traps", ...seed);
  return filled(rows, cols, () => Math.floor(random.uniform() * 64) - 32);
};

traps("CCA and regression", {
  "svcca-one-component": async () => {
    const variant = svccaThreshold(gauss);
    expect(variant).toBeCloseTo(0.3422, 4);
    expectTrap(await ours("svcca-mean", gauss), golden("svcca.var99"), variant, 0.4);
  },

  "svcca-share-of-what": async () => {
    const variant = svccaOfSingularValues(gauss);
    expect(variant).toBeCloseTo(0.837, 4);
    expectTrap(await ours("svcca-mean", gauss), golden("svcca.var99"), variant, 0.01);
    expect(await ours("svcca-mean-of-singular-values", gauss)).toBeCloseTo(variant, 12);
  },

  "pwcca-directions": async () => {
    expectTrap(await ours("pwcca", gauss), golden("pwcca.x"), pwccaDirections(gauss), 1e-3);
    // Neither weights of the wider side that are cut off, nor an index out of bounds.
    expect(await ours("pwcca", bigmean)).toBeCloseTo(golden("pwcca.x", "bigmean"), 9);
  },

  "regression-zero-padding": async () => {
    const [x, y] = gauss;
    const variant = regressionPadded(y, x, y.p);
    expect(variant).toBeCloseTo(0.7647, 4);
    expectTrap(await ours("linear-regression-target-y", gauss), golden("linreg.r2.y_from_x"), variant, 0.04);
    // Without padding the same few lines are right.
    expect(regressionPadded(y, x, x.p)).toBeCloseTo(golden("linreg.r2.y_from_x"), 10);
  },

  "regression-zero-column": async () => {
    const [x, y] = gauss;
    const silent = matrix(y.n, 1, new Float64Array(y.n).fill(2));
    const id = "ridge-cv-lambda-1-unit-absolute-folds-contiguous-aggregate-fold-mean";
    const truth = golden("ridge.r2.cv5.lam1.x_from_y");
    // A solver that takes the first pivot for the size of the matrix finds rank 0 and predicts the mean.
    const variant = heldOutR2([x, representation(silent)], 1, "folds");
    expect(variant).toBeCloseTo(0, 12);
    expectTrap(await ours(id, [x, representation(beside(silent, y.values))]), truth, variant, 0.4);
    const least = "linear-regression-cv-folds-contiguous-aggregate-fold-mean";
    expect(await ours(least, [x, representation(beside(silent, y.values))])).toBeCloseTo(
      golden("ridge.r2.cv5.lam0.x_from_y"),
      9,
    );
  },

  "regression-direction-and-pooling": async () => {
    const [from, to] = [golden("linreg.r2.x_from_y"), golden("linreg.r2.y_from_x")];
    expectTrap(await ours("linear-regression", gauss), from, to, 0.02);
    expectTrap(await ours("linear-regression", swapped(gauss)), to, from, 0.02);
    const id = "ridge-cv-lambda-1-unit-absolute-target-y-folds-contiguous";
    const [pooled, folds, outputs] = (["pooled", "folds", "outputs"] as const).map((pooling) =>
      heldOutR2(swapped(gauss), 1, pooling),
    );
    expectTrap(await ours(id, gauss), pooled!, folds!, 1e-4);
    expectTrap(await ours(id, gauss), pooled!, outputs!, 0.03);
    expectTrap(await ours(`${id}-aggregate-fold-mean`, gauss), folds!, pooled!, 1e-4);
    expect(folds).toBeCloseTo(golden("ridge.r2.cv5.lam1.y_from_x"), 9);
  },

  "cca-centring-and-denominator": async () => {
    const [uncentred, overFirst] = [ccaUncentred(gauss), ccaOverFirst(bigmean)];
    expect([uncentred, overFirst]).toEqual([expect.closeTo(0.7165, 4), expect.closeTo(0.5402, 4)]);
    expectTrap(await ours("cca-r2", gauss), golden("cca.r2"), uncentred, 1e-3);
    expectTrap(await ours("cca-r2", bigmean), golden("cca.r2", "bigmean"), overFirst, 0.1);
    expect(await ours("cca-r2", swapped(bigmean))).toBeCloseTo(await ours("cca-r2", bigmean), 12);
  },

  "cca-ill-conditioned": async () => {
    // u + 2⁻³⁰v spans, with u, what v does; on small integers all of it is exact.
    const [plain, y] = [integers(60, 4, "x"), integers(60, 5, "y")];
    const nearly = filled(60, 4, (i, j) =>
      j === 3 ? row(plain, i)[0]! + row(plain, i)[3]! * 2 ** -30 : row(plain, i)[j]!,
    );
    const truth = await ours("cca-mean", [representation(plain), representation(y)]);
    const sides = [representation(nearly), representation(y)] as const;
    expect(ccaByCovariance([representation(plain), representation(y)])).toBeCloseTo(truth, 12);
    // A condition of 1e10 costs ten digits of sixteen, its square all of them.
    expectTrap(await ours("cca-mean", sides), truth, ccaByCovariance(sides), 1e-3, 1e-5);
  },
});
