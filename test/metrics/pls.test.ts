import { describe, expect, it } from "vitest";
import { scaleColumns } from "../../linalg/elementwise.ts";
import type { Representation } from "../../core/representation.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, gaussian, pairOf, times } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

describe("pls", () => {
  it("is least squares with at least as many components as units, scaled or not", async () => {
    const [x, y] = pairOf(1, { n: 40 });
    const wanted = await value("pearson-regression-cv-lambda-0", x, y);
    expect(await value("pls", x, y)).toBeCloseTo(wanted, 9);
    expect(await value("pls-scaling-scaled", x, y)).toBeCloseTo(wanted, 9);
    expect(Math.abs((await value("pls-components-2", x, y)) - wanted)).toBeGreaterThan(1e-3);
  });

  it("finds the shared direction with one component where it has most of the covariance", async () => {
    const z = gaussian(60, 1, "latent").data;
    const side = (name: string, p: number): Representation =>
      representation({
        rows: 60,
        cols: p,
        data: gaussian(60, p, name).data.map((v, k) => 3 * z[Math.floor(k / p)]! + 0.3 * v),
      });
    expect(await value("pls-components-1", side("x", 3), side("y", 5))).toBeGreaterThan(0.98);
  });

  it("takes large units first unless they are scaled", async () => {
    // A large unit of noise beside a small one that carries the target.
    const z = gaussian(60, 1, "latent");
    const noise = gaussian(60, 1, "noise").data;
    const y = representation({
      rows: 60,
      cols: 2,
      data: Float64Array.from({ length: 120 }, (_, k) =>
        k % 2 === 0 ? 0.01 * z.data[k >> 1]! : 100 * noise[k >> 1]!,
      ),
    });
    const x = representation(z);
    expect(await value("pls-components-1-scaling-scaled", x, y)).toBeGreaterThan(0.9);
    expect(await value("pls-components-1", x, y)).toBeLessThan(0.5);
  });

  it("predicts units of very different size as well as the same units of one size, when scaled", async () => {
    const [x, y] = pairOf(2, { n: 40 });
    const uneven = representation(scaleColumns(x.values, [1, 1e3, 1e-3, 7, 1]));
    expect(await value("pls-components-2-scaling-scaled", uneven, y)).toBeCloseTo(
      await value("pls-components-2-scaling-scaled", x, y),
      10,
    );
  });

  it("in sample is no worse than on held-out rows, and least squares with all components", async () => {
    const [x, y] = pairOf(4, { n: 40 });
    expect(await value("pls-folds-none", x, y)).toBeCloseTo(await value("pearson-regression", x, y), 10);
    expect(await value("pls-components-2-folds-none", x, y)).toBeGreaterThan(
      await value("pls-components-2", x, y),
    );
  });

  it("holds for more units than stimuli and at scales of 1e±150", async () => {
    const [x, y] = pairOf(3, { n: 20, p1: 4, p2: 50 });
    for (const id of ["pls", "pls-scaling-scaled"]) {
      const plain = await value(id, x, y);
      expect(Number.isFinite(plain)).toBe(true);
      expect(await value(id, times(x, 2 ** 500), times(y, 2 ** -500))).toBeCloseTo(plain, 12);
    }
  });

  it.each([
    "pls-components-2",
    "pls-components-2-target-y",
    "pls-components-2-scaling-scaled",
    "pls-components-2-of-r2-aggregate-pooled",
    "pls-components-2-folds-none",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    expectInvariances(metric);
  });
});
