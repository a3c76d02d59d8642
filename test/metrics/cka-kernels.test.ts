import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { addToRows, beside, inner } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { doubleCenter } from "../../representation/kernels.ts";
import { gradientError } from "../support/central-differences.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { goldenPairs } from "../support/golden.ts";
import { measuredInvariances } from "../support/measured-invariances.ts";

/** K by its definition. */
function kernel({ n, p, values }: Representation, of: (d2: number, dot: number) => number): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let [d2, dot] = [0, 0];
      for (let c = 0; c < p; c++) {
        const [a, b] = [values.data[i * p + c]!, values.data[j * p + c]!];
        d2 += (a - b) ** 2;
        dot += a * b;
      }
      result.data[i * n + j] = of(d2, dot);
    }
  }
  return result;
}

const hollow = (a: Matrix): Matrix => ({
  ...a,
  data: a.data.map((v, k) => (k % (a.rows + 1) === 0 ? 0 : v)),
});

/** n(n−3) times Song's HSIC₁, the three terms as printed: fine for kernels between 0 and 1. */
function song(k: Matrix, l: Matrix): number {
  const n = k.rows;
  const [a, b] = [hollow(k), hollow(l)];
  const rows = (m: Matrix): number[] =>
    Array.from({ length: n }, (_, i) => m.data.subarray(i * n, (i + 1) * n).reduce((s, v) => s + v, 0));
  const [ra, rb] = [rows(a), rows(b)];
  const total = (r: number[]): number => r.reduce((s, v) => s + v, 0);
  const cross = ra.reduce((s, v, i) => s + v * rb[i]!, 0);
  return inner(a.data, b.data) + (total(ra) * total(rb)) / ((n - 1) * (n - 2)) - (2 * cross) / (n - 2);
}

const HSIC = {
  "": (k: Matrix, l: Matrix): number => inner(doubleCenter(k).data, doubleCenter(l).data),
  "-debiased": song,
  "-lange": (k: Matrix, l: Matrix): number =>
    inner(hollow(doubleCenter(k)).data, hollow(doubleCenter(l)).data),
};

const [x, y] = pairOf(3, { n: 15, p1: 3, p2: 4 });

describe.each(["rbf", "laplace"] as const)("cka-%s by its definition", (name) => {
  it.each(["", "-debiased", "-lange"] as const)("with a fixed width%s", async (estimator) => {
    const sigma = 2.5;
    const of = (d2: number): number =>
      name === "rbf" ? Math.exp(-d2 / (2 * sigma ** 2)) : Math.exp(-Math.sqrt(d2) / sigma);
    const [k, l] = [kernel(x, of), kernel(y, of)];
    const h = HSIC[estimator];
    const metric = await metricById(`cka-${name}-sigma${estimator}-2.5`);
    expect(compare(metric, x, y)).toBeCloseTo(h(k, l) / Math.sqrt(h(k, k) * h(l, l)), 11);
  });

  it("by the median distance is that with this width", async () => {
    // Squared distances 1, 16, 9 and 9, 16, 1: both have the median 9.
    const [a, b] = [fromArray([[0], [1], [4]]), fromArray([[0], [3], [4]])];
    const [free, fixed] = [
      await metricById(`cka-${name}-lange-2`),
      await metricById(`cka-${name}-sigma-lange-6`),
    ];
    expect(compare(free, a, b)).toBeCloseTo(compare(fixed, a, b), 13);
  });
});

describe("cka-lange", () => {
  it("is the cosine of centred Gram matrices without their diagonals", async () => {
    const [k, l] = [kernel(x, (_, dot) => dot), kernel(y, (_, dot) => dot)];
    const h = HSIC["-lange"];
    expect(compare(await metricById("cka-lange"), x, y)).toBeCloseTo(
      h(k, l) / Math.sqrt(h(k, k) * h(l, l)),
      12,
    );
  });

  it("is not cka-debiased: two measures that packages call unbiased", async () => {
    const pair = (await goldenPairs()).get("gauss")!;
    const [lange, song1] = [await metricById("cka-lange"), await metricById("cka-debiased")];
    expect(compare(lange, pair.x, pair.y) - compare(song1, pair.x, pair.y)).toBeCloseTo(7.15e-4, 5);
  });

  it("has a mean over unrelated data that is not zero, which that of cka-debiased is", async () => {
    const random = randomFrom("null");
    const metric = await metricById("cka-lange");
    const values = Array.from({ length: 400 }, (_, k) =>
      compare(
        metric,
        representation(random.child(k, "x").gaussianMatrix(6, 5)),
        representation(random.child(k, "y").gaussianMatrix(6, 5)),
      ),
    );
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
    expect(mean).toBeGreaterThan((4 * sd) / Math.sqrt(values.length));
  });

  it("keeps eleven digits with means a thousand times the spread", async () => {
    const metric = await metricById("cka-lange");
    const far = representation(addToRows(x.values, [1e3, -1e3, 1e3]));
    expect(compare(metric, far, y)).toBeCloseTo(compare(metric, x, y), 11);
  });
});

describe("cka-uncentered", () => {
  it("is the cosine of Gram matrices as they are", async () => {
    const [k, l] = [kernel(x, (_, dot) => dot), kernel(y, (_, dot) => dot)];
    const wanted = inner(k.data, l.data) / Math.sqrt(inner(k.data, k.data) * inner(l.data, l.data));
    expect(compare(await metricById("cka-uncentered"), x, y)).toBeCloseTo(wanted, 13);
  });
});

describe("cka-uncentered of wide data", () => {
  it("is that of the same data with silent units left out, which are narrow", async () => {
    const metric = await metricById("cka-uncentered");
    const wide = representation(beside(x.values, matrix(x.n, x.n, new Float64Array(x.n * x.n))));
    expect(compare(metric, wide, y)).toBeCloseTo(compare(metric, x, y), 13);
    expect(() => compare(metric, representation(matrix(x.n, 2)), y)).toThrow("X is zero everywhere");
  });
});

describe("the debiased kernel", () => {
  it("has no constant in its denominator, which would swamp a small HSIC", async () => {
    const { x: a, y: b } = (await goldenPairs()).get("gauss")!;
    const metric = await metricById("cka-rbf-sigma-debiased-1");
    const of = (d2: number): number => Math.exp(-d2 / 2);
    const [k, l] = [kernel(a, of), kernel(b, of)];
    const n = a.n * (a.n - 3);
    const [kl, kk, ll] = [song(k, l) / n, song(k, k) / n, song(l, l) / n];
    // With an absolute 1e-6 added, as published, the score vanishes; a side with itself is not 1 either.
    expect(kl / (Math.sqrt(kk * ll) + 1e-6)).toBeLessThan(1e-6);
    expect(kk / (kk + 1e-6)).toBeLessThan(0.9);
    expect(compare(metric, a, b)).toBeCloseTo(kl / Math.sqrt(kk * ll), 8);
    expect(compare(metric, a, a)).toBeCloseTo(1, 12);
  });

  it("has a value where exp(−d²/2σ²) underflows: the nearest pairs decide", async () => {
    const metric = await metricById("cka-rbf-sigma-debiased-1");
    const [far, same] = [times(x, 1e4), times(y, 1e4)];
    expect(compare(metric, far, far)).toBeCloseTo(1, 12);
    expect(Number.isFinite(compare(metric, far, same))).toBe(true);
  });

  it("tends to the debiased linear one as it widens", async () => {
    const wide = compare(await metricById("cka-rbf-debiased-1e5"), x, y);
    expect(wide).toBeCloseTo(compare(await metricById("cka-debiased"), x, y), 8);
  });
});

describe("widths without end", () => {
  it("narrow makes the biased score 1, wide makes it linear CKA, to the last of 300 orders of magnitude", async () => {
    const linear = compare(await metricById("cka-linear"), x, y);
    for (const [sigma, wanted] of [
      ["1e-200", 1],
      ["1e200", linear],
      ["1e7", linear],
    ] as const) {
      expect(compare(await metricById(`cka-rbf-sigma-${sigma}`), x, y)).toBeCloseTo(wanted, 10);
    }
    expect(compare(await metricById("cka-rbf-sigma-1"), times(x, 1e-150), times(y, 1e-150))).toBeCloseTo(
      linear,
      10,
    );
    expect(compare(await metricById("cka-rbf-sigma-1"), times(x, 1e150), times(y, 1e150))).toBeCloseTo(1, 12);
  });

  it("has no value where all distances are equal", async () => {
    const simplex = fromArray([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    const metric = await metricById("cka-rbf-debiased-1");
    expect(() => compare(metric, simplex, representation(gaussian(4, 2, "four")))).toThrow(
      /X has a kernel matrix that is constant/,
    );
  });
});

describe("invariances", () => {
  it.each([
    "cka-lange",
    "cka-uncentered",
    "cka-rbf-debiased-1",
    "cka-laplace-lange-0.7",
    "cka-rbf-sigma-3",
    "cka-laplace-sigma-debiased-3",
  ])("%s is invariant to what it declares and to nothing else", async (id) => {
    const metric = await metricById(id);
    expect(measuredInvariances(metric)).toEqual(metric.invariances);
  });
});

describe("gradients", () => {
  it.each([
    "cka-rbf-debiased-1",
    "cka-rbf-lange-0.7-median-all",
    "cka-rbf-sigma-3",
    "cka-rbf-sigma-debiased-1",
    "cka-laplace-1",
    "cka-laplace-sigma-lange-2",
  ])("of %s agree with differences, also near the optimum", async (id) => {
    const metric = await metricById(id);
    // An odd and an even number of pairs, so that the median is one of them or two.
    for (const n of [13, 14]) {
      const [a, b] = pairOf(n, { n, p1: 4, p2: 3 });
      expect(gradientError((z) => compare(metric, a, z), metric.gradient!(a, b), b)).toBeLessThan(1e-6);
      const noise = gaussian(n, 4, "noise").data;
      const near = representation({ ...a.values, data: a.values.data.map((v, k) => v + 0.01 * noise[k]!) });
      const error = gradientError((z) => compare(metric, a, z), metric.gradient!(a, near), near, {
        step: 1e-4,
      });
      expect(error).toBeLessThan(1e-6);
    }
  });
});
