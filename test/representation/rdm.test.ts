import { describe, expect, it } from "vitest";
import type { Representation } from "../../core/representation.ts";
import { representation } from "../../representation/create.ts";
import { embedding, rdm, type RdmKind } from "../../representation/rdm.ts";
import { fromArray, gaussian, times } from "../support/data.ts";

function entries(x: Representation, kind: RdmKind): number[] {
  const made = rdm(x, kind);
  if ("reason" in made) throw new Error(made.reason);
  return [...made.values].map((value) => value * made.scale);
}

const small = fromArray([
  [1, 2, 2],
  [4, 6, 2],
  [0, 0, 3],
]);

/** Elementwise, to 12 digits of the largest. */
function expectEntries(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  const size = Math.max(...wanted.map(Math.abs));
  found.forEach((value, k) => expect(value / size).toBeCloseTo(wanted[k]! / size, 12));
}

describe("rdm", () => {
  it("has the pairs (1,0), (2,0), (2,1) in this order", () => {
    expectEntries(entries(small, "squared-euclidean"), [25, 6, 53]);
    expectEntries(entries(small, "euclidean"), [5, Math.sqrt(6), Math.sqrt(53)]);
  });

  it("by cosine is one minus the cosine of the rows as given", () => {
    expectEntries(entries(small, "cosine"), [
      1 - 20 / (3 * Math.sqrt(56)),
      1 - 6 / 9,
      1 - 6 / (3 * Math.sqrt(56)),
    ]);
  });

  it("by correlation is one minus the correlation over units", () => {
    // Rows minus their means: (−2, 1, 1)/3, (0, 2, −2), (−1, −1, 2).
    expectEntries(entries(small, "correlation"), [
      1 - 0,
      1 - 3 / 3 / Math.sqrt((6 / 9) * 6),
      1 - -6 / Math.sqrt(8 * 6),
    ]);
  });

  it("by Mahalanobis is (xᵢ − xⱼ)ᵀΣ⁻¹(xᵢ − xⱼ) with the sample covariance", () => {
    const values = gaussian(9, 2, "mahalanobis");
    const mean = [0, 1].map((c) => values.data.reduce((s, v, k) => s + (k % 2 === c ? v / 9 : 0), 0));
    const cov = (a: number, b: number): number => {
      let total = 0;
      for (let i = 0; i < 9; i++)
        total += (values.data[2 * i + a]! - mean[a]!) * (values.data[2 * i + b]! - mean[b]!);
      return total / 8;
    };
    const [s, t, u] = [cov(0, 0), cov(0, 1), cov(1, 1)];
    const wanted: number[] = [];
    for (let i = 1; i < 9; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [0, 1].map((c) => values.data[2 * i + c]! - values.data[2 * j + c]!) as [
          number,
          number,
        ];
        wanted.push((u * a * a - 2 * t * a * b + s * b * b) / (s * u - t * t));
      }
    }
    expectEntries(entries(representation(values), "mahalanobis"), wanted);
  });

  it("by Mahalanobis is not the squared Euclidean one, as without a noise covariance in a package", () => {
    const values = representation(gaussian(9, 3, "names"));
    const ratio = entries(values, "mahalanobis").map((d, k) => d / entries(values, "squared-euclidean")[k]!);
    expect(Math.max(...ratio) / Math.min(...ratio)).toBeGreaterThan(1.5);
  });

  it("by Gaussian kernel is one minus it, as wide as the mean of all n² squared distances", () => {
    const mean = (2 * (25 + 6 + 53)) / 9;
    expectEntries(
      entries(small, "gaussian"),
      [25, 6, 53].map((d2) => 1 - Math.exp(-d2 / mean)),
    );
  });

  it("by Poisson rates is the divergence both ways, after one spike of a tenth of an observation", () => {
    const rate = (v: number): number => (v + 0.1) / 1.1;
    const divergence = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((s, v, c) => {
        const [p, q] = [rate(v), rate(b[c]!)];
        return s + (p * Math.log(p / q) - p + q) + (q * Math.log(q / p) - q + p);
      }, 0);
    expectEntries(entries(small, "poisson"), [
      divergence([4, 6, 2], [1, 2, 2]),
      divergence([0, 0, 3], [1, 2, 2]),
      divergence([0, 0, 3], [4, 6, 2]),
    ]);
  });

  it("says why there is none", () => {
    const reason = (x: Representation, kind: RdmKind): string => {
      const made = rdm(x, kind);
      return "reason" in made ? made.reason : "";
    };
    expect(
      reason(
        fromArray([
          [1, -1],
          [2, 3],
        ]),
        "poisson",
      ),
    ).toMatch(/negative/);
    expect(
      reason(
        fromArray([
          [1, 2],
          [3, 3],
        ]),
        "correlation",
      ),
    ).toMatch(/row 1/);
    expect(
      reason(
        fromArray([
          [0, 0],
          [3, 3],
        ]),
        "cosine",
      ),
    ).toMatch(/row 0/);
    expect(reason(representation(gaussian(6, 9, "wide")), "mahalanobis")).toMatch(/constant/);
    expect(reason(fromArray([[2], [2]]), "mahalanobis")).toMatch(/variance/);
    expect(reason(fromArray([[2], [2]]), "gaussian")).toMatch(/variance/);
  });

  it("keeps its digits through a mean a million times as large, but for the correlation that is of the mean", () => {
    const near = representation(gaussian(8, 4, "mean"));
    const far = representation({ ...near.values, data: near.values.data.map((v) => v + 2 ** 20) });
    for (const kind of [
      "squared-euclidean",
      "euclidean",
      "mahalanobis",
      "gaussian",
      "correlation",
    ] as const) {
      const [a, b] = [entries(near, kind), entries(far, kind)];
      const size = Math.max(...a);
      a.forEach((value, k) => expect(value / size).toBeCloseTo(b[k]! / size, 8));
    }
  });

  it("of a scale of 1e±150 is in range", () => {
    const x = representation(gaussian(6, 3, "scale"));
    for (const factor of [1e150, 1e-150]) {
      for (const kind of ["correlation", "cosine", "gaussian", "mahalanobis"] as const) {
        expectEntries(entries(times(x, factor), kind), entries(x, kind));
      }
      expectEntries(
        entries(times(x, factor), "euclidean").map((d) => d / factor),
        entries(x, "euclidean"),
      );
    }
  });
});

describe("embedding", () => {
  it("has squared distances that are the RDM", () => {
    const x = representation(gaussian(7, 3, "embedding"));
    for (const kind of ["squared-euclidean", "cosine", "correlation", "mahalanobis"] as const) {
      const made = embedding(x, kind)!;
      if ("reason" in made) throw new Error(made.reason);
      expectEntries(
        entries(made.points, "squared-euclidean").map((d2) => d2 * made.factor),
        entries(x, kind),
      );
    }
    expect(embedding(x, "gaussian")).toBeUndefined();
  });
});
