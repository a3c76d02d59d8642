import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { gradientError } from "../support/central-differences.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

const value = async (id: string, x: Representation, y: Representation): Promise<number> =>
  compare(await metricById(id), x, y);

const [x, y] = pairOf(5, { n: 12, p1: 4, p2: 5 });

/** Squared distances of all pairs i > j. */
function squared({ n, p, values }: Representation): number[] {
  const result: number[] = [];
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let total = 0;
      for (let c = 0; c < p; c++) total += (values.data[i * p + c]! - values.data[j * p + c]!) ** 2;
      result.push(total);
    }
  }
  return result;
}

const mean = (v: readonly number[]): number => v.reduce((s, u) => s + u, 0) / v.length;
const cosineOf = (u: readonly number[], v: readonly number[]): number => {
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((s, w, k) => s + w * b[k]!, 0);
  return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
};
const pearson = (u: readonly number[], v: readonly number[]): number =>
  cosineOf(
    u.map((w) => w - mean(u)),
    v.map((w) => w - mean(v)),
  );

describe("rsa", () => {
  it("compares the strict triangles, without the zeros of the diagonal", async () => {
    const [dx, dy] = [squared(x), squared(y)];
    expect(await value("rsa-squared-euclidean-pearson", x, y)).toBeCloseTo(pearson(dx, dy), 13);
    expect(await value("rsa-euclidean-pearson", x, y)).toBeCloseTo(
      pearson(dx.map(Math.sqrt), dy.map(Math.sqrt)),
      13,
    );
    expect(await value("rsa-squared-euclidean-cosine", x, y)).toBeCloseTo(cosineOf(dx, dy), 13);
    const withZeros = (d: number[]): number[] => [...d, ...d, ...Array<number>(12).fill(0)];
    expect(Math.abs(pearson(withZeros(dx), withZeros(dy)) - pearson(dx, dy))).toBeGreaterThan(0.01);
  });

  it("tells squared from plain distances, which ranks do not", async () => {
    const pair = (await goldenPairs()).get("gauss")!;
    const difference =
      (await value("rsa-euclidean-pearson", pair.x, pair.y)) -
      (await value("rsa-squared-euclidean-pearson", pair.x, pair.y));
    expect(difference).toBeGreaterThan(1e-3);
    for (const compareBy of ["spearman", "kendall-a", "kendall-b", "rho-a"]) {
      expect(await value(`rsa-euclidean-${compareBy}`, pair.x, pair.y)).toBe(
        await value(`rsa-squared-euclidean-${compareBy}`, pair.x, pair.y),
      );
    }
  });

  it("on correlation RDMs compared by correlation is not linear CKA, which a package returns under that name", async () => {
    const pair = (await goldenPairs()).get("gauss")!;
    const [rsa, cka] = [
      await value("rsa-correlation-pearson", pair.x, pair.y),
      await value("cka-linear", pair.x, pair.y),
    ];
    expect(cka - rsa).toBeGreaterThan(0.09);
  });

  it("on Mahalanobis RDMs is not that on squared Euclidean ones", async () => {
    const pair = (await goldenPairs()).get("power")!;
    const [own, none] = [
      await value("rsa-mahalanobis-pearson", pair.x, pair.y),
      await value("rsa-squared-euclidean-pearson", pair.x, pair.y),
    ];
    expect(Math.abs(own - none)).toBeGreaterThan(0.01);
  });

  it("has rank measures that are 1 for the same order and −1 for the reverse", async () => {
    // One-dimensional points whose distances are in the opposite order: 1, 3, 2 and 3, 1, 2 among three points.
    const [a, b] = [fromArray([[0], [1], [3]]), fromArray([[0], [3], [2]])];
    for (const compareBy of ["spearman", "kendall-a", "kendall-b", "rho-a"]) {
      expect(await value(`rsa-euclidean-${compareBy}`, a, times(a, 7))).toBeCloseTo(1, 14);
      // Pairs (1,0), (2,0), (2,1): 1, 3, 2 against 3, 2, 1.
      const wanted = compareBy.startsWith("kendall") ? -1 / 3 : -0.5;
      expect(await value(`rsa-euclidean-${compareBy}`, a, b)).toBeCloseTo(wanted, 14);
    }
  });

  it("keeps ρ-a and τ-a below 1 where entries are tied, but not Spearman's ρ and τ-b", async () => {
    // Distances 1, 1, 2: with mean ranks 1.5, 1.5, 3.
    const tied = fromArray([[0], [1], [-1]]);
    expect(await value("rsa-euclidean-spearman", tied, tied)).toBeCloseTo(1, 14);
    expect(await value("rsa-euclidean-kendall-b", tied, tied)).toBeCloseTo(1, 14);
    expect(await value("rsa-euclidean-rho-a", tied, tied)).toBeCloseTo((12 * 1.5) / 24, 14);
    expect(await value("rsa-euclidean-kendall-a", tied, tied)).toBeCloseTo(2 / 3, 14);
  });

  it("gives ties of integers the same value in another unit and after a rotation by 45°", async () => {
    const pair = (await goldenPairs()).get("ties")!;
    const turn = matrix(5, 5);
    for (let i = 0; i < 5; i++) turn.data[i * 6] = 1;
    turn.data.set([Math.SQRT1_2, Math.SQRT1_2, 0, 0, 0, -Math.SQRT1_2, Math.SQRT1_2]);
    const turned = representation(backend().multiply(pair.x.values, turn));
    for (const compareBy of ["spearman", "kendall-b"]) {
      const base = await value(`rsa-euclidean-${compareBy}`, pair.x, pair.y);
      expect(await value(`rsa-euclidean-${compareBy}`, times(pair.x, 0.1), pair.y)).toBe(base);
      expect(await value(`rsa-euclidean-${compareBy}`, turned, pair.y)).toBe(base);
    }
  });
});

describe("whitened comparisons", () => {
  /** cos(V^−½u, V^−½v) with V = (CCᵀ)∘(CCᵀ), C the contrast of each pair, by solving with V itself. */
  function whitened(u: readonly number[], v: readonly number[], n: number): number {
    const pairs: [number, number][] = [];
    for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) pairs.push([i, j]);
    const m = pairs.length;
    const covariance = matrix(m, m);
    pairs.forEach(([a, b], r) => {
      pairs.forEach(([c, d], s) => {
        const dot = Number(a === c) - Number(a === d) - Number(b === c) + Number(b === d);
        covariance.data[r * m + s] = dot ** 2;
      });
    });
    const factor = backend().cholesky(covariance);
    const solve = (w: readonly number[]): number[] => [
      ...backend().solveTriangular(factor, matrix(m, 1, Float64Array.from(w)), { lower: true }).data,
    ];
    return cosineOf(solve(u), solve(v));
  }

  it("are those with the inverse of the covariance of squared distances", async () => {
    const [dx, dy] = [squared(x), squared(y)];
    expect(await value("rsa-squared-euclidean-cosine-cov", x, y)).toBeCloseTo(whitened(dx, dy, 12), 11);
    const [cx, cy] = [dx.map((d) => d - mean(dx)), dy.map((d) => d - mean(dy))];
    expect(await value("rsa-squared-euclidean-corr-cov", x, y)).toBeCloseTo(whitened(cx, cy, 12), 11);
  });

  it("make linear CKA of squared Euclidean RDMs", async () => {
    expect(await value("rsa-squared-euclidean-cosine-cov", x, y)).toBeCloseTo(
      await value("cka-linear", x, y),
      12,
    );
  });
});

describe("Bures comparisons", () => {
  it("are NBS and the Procrustes distance of size and shape on squared Euclidean RDMs", async () => {
    const nbs = await value("nbs", x, y);
    expect(await value("rsa-squared-euclidean-bures", x, y)).toBeCloseTo(nbs, 12);
    const size = (of: Representation): number => squared(of).reduce((s, d) => s + d, 0) / of.n;
    const wanted = size(x) + size(y) - 2 * nbs * Math.sqrt(size(x) * size(y));
    expect(await value("rsa-bures-metric-squared-squared-euclidean", x, y)).toBeCloseTo(wanted, 10);
    expect(await value("rsa-distance-squared-euclidean-bures-metric", x, y)).toBeCloseTo(
      Math.sqrt(wanted),
      11,
    );
  });

  it("by eigenvalues agree with those by an embedding", async () => {
    // exp(−d²/m) of X is a kernel; −½HDH of the Gaussian RDM is half of the centred kernel.
    const points = await value("rsa-gaussian-bures", x, x);
    expect(points).toBeCloseTo(1, 12);
    expect(await value("rsa-euclidean-bures", x, y)).toBeGreaterThan(0.8);
    expect(await value("rsa-euclidean-bures", x, y)).toBeLessThan(1);
  });

  it("have a distance that is a residual near zero, not √ε of the size", async () => {
    const metric = await metricById("rsa-distance-squared-euclidean-bures-metric");
    const q = backend().qr(gaussian(4, 4, "rotation")).q;
    const rotated = representation(backend().multiply(x.values, q));
    expect(compare(metric, x, rotated)).toBeLessThan(1e-12);
  });

  it("divide by the number of units on request, as a package does before it compares", async () => {
    const wide = representation(
      matrix(
        12,
        8,
        Float64Array.from({ length: 96 }, (_, k) => x.values.data[Math.floor(k / 8) * 4 + (k % 4)]!),
      ),
    );
    // Every unit twice: squared distances double, those per unit do not.
    expect(await value("rsa-bures-metric-squared-squared-euclidean-per-unit", x, wide)).toBeLessThan(1e-12);
    expect(await value("rsa-bures-metric-squared-squared-euclidean", x, wide)).toBeGreaterThan(1);
  });
});

describe("rsa-distance", () => {
  it("is the norm over the strict triangle", async () => {
    const [dx, dy] = [squared(x).map(Math.sqrt), squared(y).map(Math.sqrt)];
    const wanted = Math.hypot(...dx.map((d, k) => d - dy[k]!));
    expect(await value("rsa-distance-euclidean-euclidean", x, y)).toBeCloseTo(wanted, 11);
    expect(await value("rsm-norm-difference", x, y)).toBeCloseTo(Math.SQRT2 * wanted, 11);
  });

  it("leaves float64 with a reason and is the distance from the origin for a constant side", async () => {
    const metric = await metricById("rsa-distance-squared-euclidean-euclidean");
    expect(() => compare(metric, times(x, 1e160), y)).toThrow(/overflow/);
    const flat = fromArray(Array.from({ length: 12 }, () => [2]));
    expect(compare(metric, x, flat)).toBeCloseTo(Math.hypot(...squared(x)), 9);
    expect(await value("rsa-distance-squared-euclidean-bures-metric", x, flat)).toBeCloseTo(
      Math.sqrt(squared(x).reduce((s, d) => s + d, 0) / 12),
      11,
    );
  });
});

describe("degenerate input", () => {
  it("names the side and the row", async () => {
    const flatRow = fromArray(
      Array.from({ length: 12 }, (_, i) => (i === 4 ? [3, 3, 3] : [i, i * i + 1, 2])),
    );
    await expect(value("rsa-correlation-spearman", x, flatRow)).rejects.toThrow(
      /^Y has a row that is constant.*row 4/,
    );
    await expect(
      value("rsa-cosine-pearson", fromArray(Array.from({ length: 12 }, (_, i) => [i])), y),
    ).rejects.toThrow(/^X has a zero row \(row 0\)/);
    const flat = fromArray(Array.from({ length: 12 }, () => [2]));
    for (const compareBy of [
      "pearson",
      "spearman",
      "kendall-a",
      "kendall-b",
      "rho-a",
      "cosine",
      "corr-cov",
      "cosine-cov",
      "bures",
    ]) {
      await expect(value(`rsa-euclidean-${compareBy}`, x, flat)).rejects.toThrow(/^Y has a constant RDM/);
    }
  });

  it("is no correlation for a single unit, whose rows are constant", async () => {
    await expect(value("rsa-correlation-pearson", representation(gaussian(12, 1, "one")), y)).rejects.toThrow(
      /constant over its units/,
    );
  });

  it("of two units has correlations of ±1 that rounding does not untie", async () => {
    const two = representation(gaussian(12, 2, "two"));
    const metric = await metricById("rsa-correlation-kendall-b");
    expect(compare(metric, two, two)).toBeCloseTo(1, 14);
    // r = ±1 depends on which of the two units is larger alone.
    const signs = representation({
      ...two.values,
      data: two.values.data.map((_, k) =>
        Number(two.values.data[k]! > two.values.data[k % 2 === 0 ? k + 1 : k - 1]!),
      ),
    });
    expect(compare(metric, two, signs)).toBeCloseTo(1, 14);
  });
});

describe("ids", () => {
  it("take the dissimilarity and the comparison without a key, and either alone", async () => {
    for (const [written, id] of [
      ["rsa-euclidean", "rsa-euclidean-spearman"],
      ["rsa-cosine-cosine", "rsa-cosine-cosine"],
      ["rsa-kendall-a", "rsa-correlation-kendall-a"],
      ["rsa-squared-euclidean-cosine-cov", "rsa-squared-euclidean-cosine-cov"],
      ["rsa-distance-euclidean", "rsa-distance-euclidean-euclidean"],
      ["rsa-distance-poisson-bures-metric-per-unit", "rsa-distance-poisson-bures-metric-per-unit"],
      ["rsa", "rsa-correlation-spearman"],
    ] as const) {
      expect((await metricById(written)).id).toBe(id);
    }
    await expect(metricById("rsa-manhattan")).rejects.toMatchObject({ code: "metric/bad-parameter" });
  });
});

describe("invariances", () => {
  const rates = (seed: number): [Representation, Representation] => {
    const [a, b] = pairOf(seed, { n: 20, p1: 4, p2: 6 });
    const positive = (of: Representation): Representation =>
      representation({ ...of.values, data: of.values.data.map(Math.abs) });
    return [positive(a), positive(b)];
  };

  it.each([
    "rsa-squared-euclidean-pearson",
    "rsa-squared-euclidean-corr-cov",
    "rsa-euclidean-kendall-b",
    "rsa-cosine-spearman",
    "rsa-correlation-pearson",
    "rsa-correlation-bures",
    "rsa-mahalanobis-cosine-cov",
    "rsa-gaussian-cosine",
    "rsa-distance-euclidean-euclidean",
    "rsa-distance-correlation-euclidean",
    "rsa-distance-cosine-bures-metric",
    "rsa-distance-squared-euclidean-euclidean-per-unit",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    expect(measuredInvariances(metric, (seed) => pairOf(seed, { n: 20, p1: 4, p2: 6 }))).toEqual(
      metric.invariances,
    );
  });

  it.each(["rsa-poisson-spearman", "rsa-distance-poisson-euclidean"])("%s is, of rates", async (id) => {
    const metric = await metricById(id);
    expect(measuredInvariances(metric, rates)).toEqual(metric.invariances);
  });
});

describe("gradients", () => {
  it.each(["rsa-squared-euclidean-pearson", "rsa-euclidean-pearson"])(
    "of %s agree with differences, also near the optimum",
    async (id) => {
      const metric = await metricById(id);
      const [a, b] = pairOf(8, { n: 12, p1: 4, p2: 3 });
      expect(gradientError((z) => compare(metric, a, z), metric.gradient!(a, b), b)).toBeLessThan(1e-6);
      const noise = gaussian(12, 4, "noise").data;
      const near = representation({ ...a.values, data: a.values.data.map((v, k) => v + 0.01 * noise[k]!) });
      const error = gradientError((z) => compare(metric, a, z), metric.gradient!(a, near), near, {
        step: 1e-4,
      });
      expect(error).toBeLessThan(1e-6);
    },
  );

  it("exist where the comparison is of the dissimilarities, not of their ranks", async () => {
    for (const id of ["rsa-correlation-pearson", "rsa-euclidean-bures", "rsa-distance-poisson-euclidean"])
      expect((await metricById(id)).differentiable).toBe(true);
    for (const id of ["rsa-euclidean-spearman", "rsa-squared-euclidean-rho-a", "rsa-poisson-bures"]) {
      const metric = await metricById(id);
      expect([metric.differentiable, "gradient" in metric]).toEqual([false, false]);
    }
  });
});
