import { describe, expect, it } from "vitest";
import type { Representation } from "../../../core/representation.ts";
import { matrix } from "../../../core/matrix.ts";
import { backend } from "../../../linalg/index.ts";
import { covarianceFolds } from "../../../metrics/families/covariance-folds.ts";
import { crossValidatedR2, crossValidatedR2Pairs } from "../../../metrics/families/cross-validated-r2.ts";
import { dealt } from "../../../metrics/families/dealt.ts";
import { splits } from "../../../metrics/families/folds.ts";
import { predictorOf, targetChunks } from "../../../metrics/families/predictor.ts";
import type { Scheme } from "../../../metrics/families/ridge.ts";
import { representation } from "../../../representation/create.ts";
import { gaussian, pairOf } from "../../support/data.ts";

const scheme: Scheme = { lambda: 1e-3, unit: "trace", folds: "shuffled", aggregate: "pooled" };

/** 1 − SSE/SST with (TTᵀ + κI)⁻¹ of the training rows T: nothing is decomposed, and no rank is asked for. */
function byKernel(x: Representation, y: Representation, lambda: number): number {
  let [sse, sst] = [0, 0];
  splits(y, "shuffled").forEach(({ train, test }, k) => {
    const target = splits(x, "shuffled")[k]!;
    const kernel = backend().gram(train, false);
    let trace = 0;
    for (let i = 0; i < train.rows; i++) trace += kernel.data[i * (train.rows + 1)]!;
    for (let i = 0; i < train.rows; i++) kernel.data[i * (train.rows + 1)]! += (lambda * trace) / y.p;
    const l = backend().cholesky(kernel);
    const half = backend().solveTriangular(l, target.train, { lower: true });
    const dual = backend().solveTriangular(l, half, { lower: true, transpose: true });
    const predicted = backend().multiply(backend().multiply(test, train, { transposeB: true }), dual);
    predicted.data.forEach((value, i) => {
      sse += (target.test.data[i]! - value) ** 2;
      sst += target.test.data[i]! ** 2;
    });
  });
  return 1 - sse / sst;
}

/** Columns whose standard deviations fall from 1 to `last`. */
function falling(n: number, p: number, last: number): Representation {
  const values = gaussian(n, p, "falling");
  for (let k = 0; k < values.data.length; k++) values.data[k]! *= last ** ((k % p) / (p - 1));
  return representation(values);
}

describe("predictorOf", () => {
  it.each([
    ["narrow", pairOf(1)[1], true],
    ["as many units as training rows", representation(gaussian(30, 24, "square")), true],
    ["wide", representation(gaussian(30, 50, "wide")), true],
    ["without full rank", pairOf(2, { n: 30, p2: 12, latents: 3, noise: 0 })[1], true],
    ["of falling variance", falling(30, 12, 1e-6), true],
    // Without that row λ·tr/p is lost in the rounding of what it adds to the covariance.
    ["with one huge row", oneHugeRow(), false],
  ] as const)("predicts as the kernel form does: %s", (_name, y, byCovariance) => {
    const [x] = pairOf(1);
    const { folds } = predictorOf(y, scheme);
    expect(folds === covarianceFolds(y, "shuffled")).toBe(byCovariance);
    const wanted = byKernel(x, y, 1e-3);
    expect(crossValidatedR2(x, y, scheme) / wanted).toBeCloseTo(1, 10);
  });

  it("projects targets alike from covariances and from singular vectors", () => {
    const [x] = pairOf(3);
    const steep = falling(30, 7, 1e-9);
    const few = { ...scheme, unit: "absolute", lambda: 1e-30 } as const;
    expect(predictorOf(steep, few).folds).not.toBe(covarianceFolds(steep, "shuffled"));
    for (const [y, own] of [
      [pairOf(3)[1], scheme],
      [steep, few],
    ] as const) {
      const { folds, project } = predictorOf(y, own);
      project(dealt(x, "shuffled")).forEach((projected, k) => {
        // YₜV·VᵀYᵀX: whatever basis the components have.
        const { train, test } = splits(y, "shuffled")[k]!;
        const inside = backend().multiply(train, splits(x, "shuffled")[k]!.train, { transposeA: true });
        const wanted = backend().multiply(test, inside);
        const found = backend().multiply(folds[k]!.testScores, projected);
        found.data.forEach((value, i) => expect(value).toBeCloseTo(wanted.data[i]!, 10));
      });
    }
  });
});

function oneHugeRow(): Representation {
  const values = gaussian(30, 12, "huge");
  for (let j = 0; j < 12; j++) values.data[j]! *= 1e6;
  return representation(values);
}

describe("targetChunks", () => {
  it("has the sums of all targets beside each other", () => {
    const [x, y] = pairOf(4);
    const [chunk] = targetChunks([dealt(x, "shuffled"), dealt(y, "shuffled")]);
    chunk!.joined.sums.forEach((sum, k) =>
      expect([...sum]).toEqual([...dealt(x, "shuffled").sums[k]!, ...dealt(y, "shuffled").sums[k]!]),
    );
    expect(chunk!.joined.rows.cols).toBe(x.p + y.p);
  });

  it("make all pairs of targets of several chunks", () => {
    const xs = [
      representation(gaussian(20, 1500, 1)),
      representation(gaussian(20, 1500, 2)),
      pairOf(1, { n: 20 })[0],
    ];
    const ys = [pairOf(1, { n: 20 })[1], representation(matrix(20, 2))];
    const all = crossValidatedR2Pairs(xs, ys, scheme);
    xs.forEach((x, i) => expect(all.data[2 * i]).toBeCloseTo(crossValidatedR2(x, ys[0]!, scheme), 12));
    expect(all.data[1]).toBeNaN();
  });
});
