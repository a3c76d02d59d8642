import { expect } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { TRANSFORM_ACTIONS } from "../../../generators/transforms.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { matrix } from "../../../core/matrix.ts";
import { beside } from "../../../linalg/elementwise.ts";
import { representation } from "../../../representation/create.ts";
import { estimatedTrace } from "../../support/published/kernels.ts";
import {
  angleUnclipped,
  gulpOfPositive,
  meanOfMaxima,
  nbsBySquareRoots,
  nrmse,
  procrustesOfNorms,
  shapeAngleOfRows,
  shapeNotRescaled,
} from "../../support/published/shapes.ts";
import { expectTrap, golden, ours, sidesOf, swapped, traps } from "../../support/traps.ts";

const [gauss, lowrank] = [sidesOf("gauss"), sidesOf("lowrank")];

traps("shapes, matchings and statistics", {
  "procrustes-outputs": async () => {
    const s = golden("nbs");
    const published = [
      ["procrustes", Math.sqrt(2 - 2 * s)],
      ["procrustes-squared", 2 - 2 * s],
      ["nbs@one-minus", 1 - s],
      ["procrustes-disparity", 1 - s * s],
      ["procrustes-angular", Math.acos(s)],
      ["procrustes-size-and-shape", golden("procrustes.size")],
      ["procrustes-size-and-shape-squared", golden("procrustes.size") ** 2],
      ["procrustes-size-and-shape-squared-per-rows", golden("procrustes.size") ** 2 / 100],
    ] as const;
    for (const [id, truth] of published) {
      const others = published.filter(([other]) => other !== id).map(([, value]) => value);
      for (const other of others) expectTrap(await ours(id, gauss), truth, other, 5e-3);
    }
  },

  "distances-near-zero": async () => {
    let [lost, invalid] = [0, 0];
    for (let seed = 0; seed < 12; seed++) {
      const random = randomFrom("turn", seed);
      const x = representation(random.gaussianMatrix(40, 8));
      const turned = representation(TRANSFORM_ACTIONS.orthogonal(x.values, random.child("q")));
      // Equal but for rounding: half the digits of a difference of norms are gone, or it has no root.
      if (!(procrustesOfNorms([x, turned]) < 1e-10)) lost++;
      if (Number.isNaN(angleUnclipped([x, turned]))) invalid++;
      for (const id of ["procrustes", "procrustes-size-and-shape", "shape-alpha-1", "shape-alpha-0.5"])
        expect(await ours(id, [x, turned])).toBeLessThan(1e-12);
      for (const id of ["procrustes-angular", "cka-angular", "shape-alpha-0"]) {
        const angle = await ours(id, [x, turned]);
        expect(angle).toBeGreaterThanOrEqual(0);
        expect(angle).toBeLessThan(1e-7);
      }
    }
    expect(lost).toBeGreaterThan(0);
    expect(invalid).toBeGreaterThan(0);
    expect(await ours("procrustes-size-and-shape", sidesOf("rot"))).toBeLessThan(1e-12);
  },

  "nbs-square-roots": async () => {
    expectTrap(await ours("nbs", gauss), golden("nbs"), nbsBySquareRoots(gauss), 1e-9, 1e-13);
  },

  "shape-alpha": async () => {
    const variant = shapeAngleOfRows(gauss, 0.5);
    expect(variant).toBeCloseTo(0.69987, 5);
    expectTrap(await ours("shape-alpha-0.5", gauss), golden("shape.alpha0.5.angular"), variant, 0.03, 1e-7);
    expect(await ours("shape-alpha-0.5-recipe-linear-rows", gauss)).toBeCloseTo(variant, 9);
    for (const alpha of [0, 1])
      expect(await ours(`shape-alpha-${alpha}`, gauss)).toBeCloseTo(shapeAngleOfRows(gauss, alpha), 9);
    expect(shapeNotRescaled(gauss)).toBeCloseTo(40.645, 3);
    const equal = sidesOf("power");
    expectTrap(
      await ours("shape-euclidean-alpha-0", equal),
      golden("shape.alpha0.0.euclidean", "power"),
      shapeNotRescaled(equal),
      1,
      1e-7,
    );
  },

  "soft-matching": async () => {
    const [maxima, transport, hard] = [
      golden("match.softmax_both"),
      golden("match.soft_ot"),
      golden("match.hard"),
    ];
    expect(meanOfMaxima(gauss)).toBeCloseTo(maxima, 12);
    expectTrap(await ours("correlation-match-soft", gauss), maxima, transport, 0.03);
    expectTrap(await ours("soft-matching-correlation", gauss), transport, maxima, 0.03);
    expectTrap(await ours("correlation-match-hard", gauss), hard, maxima, 1e-3);
    const [x, y] = gauss;
    const silent = [
      representation(beside(x.values, matrix(x.n, 1, new Float64Array(x.n).fill(3)))),
      y,
    ] as const;
    expect(meanOfMaxima(silent)).toBeNaN();
    for (const id of ["correlation-match-soft", "soft-matching-correlation", "correlation-match-hard"])
      expect(await ours(id, silent)).toBeLessThan(await ours(id, gauss));
  },

  "imd-stochastic": async () => {
    expect(await ours("imd", [gauss[0], gauss[0]])).toBe(0);
    const lambda = Array.from({ length: 100 }, (_, i) => (2 * i) / 99);
    const estimate = (seed: number): number =>
      estimatedTrace(
        lambda,
        1,
        Array.from({ length: 100 }, (_, draw) => randomFrom("imd", seed, draw).gaussianMatrix(1, 100).data),
      );
    // e^(−2(t + 1/t)) at t = 1, times the published factor.
    const variant = 1e6 * Math.exp(-4) * Math.abs(estimate(1) - estimate(2));
    expectTrap(await ours("imd", gauss), golden("imd.exact.k5"), golden("imd.exact.k5") + variant, 1);
  },

  "gulp-rank": async () => {
    expectTrap(
      await ours("gulp-squared-lambda-0", lowrank),
      golden("gulp.lam0", "lowrank"),
      gulpOfPositive(lowrank),
      0.9,
    );
    expect(gulpOfPositive(gauss)).toBeCloseTo(golden("gulp.lam0"), 8);
    expect((await ours("gulp-lambda-0", gauss)) ** 2).toBeCloseTo(golden("gulp.lam0"), 8);
  },

  "nrmse-constant": async () => {
    for (const [id, measure] of [
      ["magnitude-difference", "magnitude_diff"],
      ["concentricity-difference", "concentricity_diff"],
    ] as const) {
      const values = new Set<number>();
      for (const pair of ["gauss", "bigmean", "wide"]) {
        const truth = golden(measure, pair);
        expectTrap(await ours(id, sidesOf(pair)), truth, nrmse(1, 1 + truth), 1e-6);
        expect(nrmse(1, 1 + truth)).toBeCloseTo(0.5, 9);
        values.add(truth);
      }
      expect(values.size).toBe(3);
    }
  },

  "names-reversed": async () => {
    const truth = golden("cca.rho");
    expectTrap(await ours("cca-mean", gauss), truth, 1 - truth, 0.1);
    expect(await ours("cca-mean", [gauss[0], gauss[0]])).toBeCloseTo(1, 12);
    expect(await ours("cca-mean", swapped(gauss))).toBeCloseTo(truth, 12);
    expect((await metricById("cca-mean")).direction).toBe("similarity");
    expect(await ours("cca-mean@one-minus", gauss)).toBeCloseTo(1 - truth, 12);
  },
});
