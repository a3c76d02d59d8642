import { describe, expect, it } from "vitest";
import { sum } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { canonicalCorrelations, rankOf } from "../../representation/spectral.ts";
import { compare, gaussian, pairOf, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const value = async (
  id: string,
  ...pair: Parameters<typeof compare> extends [unknown, ...infer R] ? R : never
): Promise<number> => compare(await metricById(id), ...pair);
const [x, y] = pairOf(1);

describe("shape metrics at their ends", () => {
  it("are angular Procrustes and size-and-shape at α = 1, by every recipe", async () => {
    for (const recipe of ["", "-recipe-linear-rows", "-recipe-power"]) {
      expect(await value(`shape-alpha-1${recipe}`, x, y)).toBeCloseTo(
        await value("procrustes-angular", x, y),
        13,
      );
      const size = await value("procrustes-size-and-shape", x, y);
      expect(await value(`shape-euclidean-alpha-1${recipe}`, x, y)).toBeCloseTo(size, 11);
    }
  });

  it("are the angle of Σρ/√(r_X·r_Y) at α = 0, by every recipe", async () => {
    const cosine = sum(canonicalCorrelations(x, y)) / Math.sqrt(rankOf(x) * rankOf(y));
    for (const recipe of ["", "-recipe-linear-rows", "-recipe-power"]) {
      expect(await value(`shape-alpha-0${recipe}`, x, y)).toBeCloseTo(Math.acos(cosine), 13);
      expect(await value(`shape-cosine-alpha-0${recipe}`, x, y)).toBeCloseTo(cosine, 13);
    }
    // Unequal ranks: not the angle of mean CCA, which divides by the smaller.
    expect(Math.abs((await value("cca-mean", x, y)) - cosine)).toBeGreaterThan(0.05);
  });
});

describe("shape metrics in between", () => {
  it("are another measure for each whitening recipe that packages mix in", async () => {
    const { x: a, y: b } = (await goldenPairs()).get("gauss")!;
    expect(await value("shape-alpha-0.5", a, b)).toBeCloseTo(0.6609218443657027, 9);
    // Published by another package under the same name and α.
    expect(await value("shape-alpha-0.5-recipe-linear-rows", a, b)).toBeCloseTo(0.69987, 5);
    expect(await value("shape-alpha-0.5-recipe-power", a, b)).toBeCloseTo(0.7102572257, 9);
  });

  it("depend on the unit of the activations by the linear mix, and not by powers", async () => {
    const linear = await value("shape-alpha-0.5", times(x, 100), y);
    expect(Math.abs(linear - (await value("shape-alpha-0.5", x, y)))).toBeGreaterThan(1e-3);
    const power = await value("shape-alpha-0.5-recipe-power", times(x, 100), y);
    expect(power).toBeCloseTo(await value("shape-alpha-0.5-recipe-power", x, y), 12);
  });

  it("tend to α = 1 by the linear mix for large activations, whose variances drown the 1", async () => {
    expect(await value("shape-alpha-0.5", times(x, 1e150), times(y, 1e150))).toBeCloseTo(
      await value("shape-alpha-1", x, y),
      12,
    );
    expect(await value("shape-alpha-0.5", times(x, 1e-150), times(y, 1e-150))).toBeCloseTo(
      await value("shape-alpha-0", x, y),
      12,
    );
  });
});

describe("shape-euclidean", () => {
  it("keeps the variance of either side: the law of cosines with ‖Xc‖ and ‖Yc‖", async () => {
    const flat = representation({ rows: 30, cols: 1, data: new Float64Array(30) });
    const [a, b] = [
      await value("procrustes-size-and-shape", x, flat),
      await value("procrustes-size-and-shape", y, flat),
    ];
    const cosine = await value("shape-cosine-alpha-0", x, y);
    expect(await value("shape-euclidean-alpha-0", x, y)).toBeCloseTo(
      Math.sqrt(a * a + b * b - 2 * a * b * cosine),
      11,
    );
    // Not √(r_X + r_Y − 2Σρ), which a package without the rescaling returns, times √n.
    const plain = Math.sqrt(rankOf(x) + rankOf(y) - 2 * sum(canonicalCorrelations(x, y)));
    expect(Math.abs((await value("shape-euclidean-alpha-0", x, y)) - plain * Math.sqrt(x.n))).toBeGreaterThan(
      0.5,
    );
  });
});

describe("shape-euclidean-squared", () => {
  it("is the square", async () => {
    const root = await value("shape-euclidean-alpha-0.5", x, y);
    expect(await value("shape-euclidean-squared-alpha-0.5", x, y)).toBeCloseTo(root ** 2, 9);
  });
});

describe("shape metrics", () => {
  it("are zero to rounding for a rotated copy, where arccos gives 1e-8", async () => {
    const turned = representation(backend().multiply(x.values, backend().qr(gaussian(5, 5, "turn")).q));
    for (const id of ["shape-alpha-0", "shape-alpha-0.5", "shape-alpha-0.5-recipe-power"]) {
      expect(await value(id, x, turned)).toBeLessThan(1e-13);
    }
    expect(await value("shape-euclidean-alpha-0.5", x, turned)).toBeLessThan(1e-12);
  });

  it("refuse α above 1, and α = 0 is written 0", async () => {
    await expect(metricById("shape-alpha-1.5").then((metric) => compare(metric, x, y))).rejects.toThrow(
      /α must be in \[0, 1\]/,
    );
    expect((await metricById("shape-alpha-0")).id).toBe("shape-alpha-0");
  });

  it.each([
    "shape-alpha-0",
    "shape-alpha-0.5",
    "shape-alpha-0.5-recipe-linear-rows",
    "shape-alpha-0.5-recipe-power",
    "shape-alpha-1",
    "shape-cosine-alpha-0.5",
    "shape-euclidean-alpha-0",
    "shape-euclidean-alpha-0.5",
    "shape-euclidean-squared-alpha-0.5",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    expectInvariances(metric);
  });
});
