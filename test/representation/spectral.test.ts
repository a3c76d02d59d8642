import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { squaredNorm, transpose } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { centered } from "../../representation/centered.ts";
import { representation } from "../../representation/create.ts";
import { covariance } from "../../representation/covariance-factor.ts";
import {
  canonicalCorrelations,
  compact,
  crossNuclearNorm,
  gramCentered,
  gramNorm,
  numericalRank,
  overlap,
  principalComponents,
  rankOf,
  saturated,
  spectrum,
} from "../../representation/spectral.ts";
import { nuclearNorm } from "../../representation/singular-values.ts";
import { anyPair, gaussian, pairOf } from "../support/data.ts";

const wide = representation(gaussian(12, 40, "wide"));

describe("spectrum", () => {
  it("reproduces the Gram matrix with an orthonormal basis", () => {
    for (const x of [pairOf(1)[0], wide]) {
      const { u, sigma, rank } = spectrum(x);
      expect(u.cols).toBe(rank);
      const scaled = { ...u, data: u.data.map((value, k) => value * sigma[k % rank]!) };
      const k = backend().multiply(scaled, scaled, { transposeB: true });
      k.data.forEach((value, i) => expect(value).toBeCloseTo(gramCentered(x).data[i]!, 11));
    }
  });

  it("knows the rank: latents without noise, and n − 1 for wide data", () => {
    expect(spectrum(pairOf(2, { p1: 9, latents: 4, noise: 0 })[0]).rank).toBe(4);
    expect(spectrum(wide).rank).toBe(11);
    expect(numericalRank(Float64Array.of(1, 1e-8, 1e-17), 10, 3)).toBe(2);
    expect(numericalRank(Float64Array.of(0, 0), 10, 2)).toBe(0);
  });
});

describe("compact", () => {
  it("has at most n columns and the same Gram matrix", () => {
    expect(compact(wide).cols).toBe(12);
    const k = backend().multiply(compact(wide), compact(wide), { transposeB: true });
    k.data.forEach((value, i) => expect(value).toBeCloseTo(gramCentered(wide).data[i]!, 12));
    const [x] = pairOf(3);
    expect(compact(x)).toBe(centered(x));
  });
});

describe("saturated", () => {
  it("proves rank n − 1 and never claims it wrongly", () => {
    expect(saturated(wide)).toBe(true);
    expect(rankOf(wide)).toBe(11);
    expect(saturated(pairOf(1)[0])).toBe(false);
    const doubledRows = { ...wide.values, data: wide.values.data.slice() };
    doubledRows.data.copyWithin(0, 40, 80);
    expect(saturated(representation(doubledRows))).toBe(false);
    expect(rankOf(representation(doubledRows))).toBe(10);
  });

  it("gives the canonical correlations that the decomposition gives", () => {
    const y = representation(gaussian(12, 3, "narrow"));
    const decomposed = backend().singularValues(overlap(wide, y));
    canonicalCorrelations(wide, y).forEach((rho, i) => expect(rho).toBeCloseTo(decomposed[i]!, 12));
  });
});

describe("norms", () => {
  it("do not depend on which side they are computed from", () => {
    fc.assert(
      fc.property(anyPair, ([x, y]) => {
        expect(gramNorm(x)).toBeCloseTo(Math.sqrt(squaredNorm(gramCentered(x))), 10);
        expect(gramNorm(x)).toBeCloseTo(Math.sqrt(squaredNorm(covariance(x))), 10);
        expect(crossNuclearNorm(x, y)).toBeCloseTo(crossNuclearNorm(y, x), 10);
      }),
      { numRuns: 30 },
    );
  });

  it("nuclearNorm is the trace of a positive matrix and the same for the transpose", () => {
    const k = gramCentered(pairOf(4)[0]);
    let trace = 0;
    for (let i = 0; i < k.rows; i++) trace += k.data[i * k.rows + i]!;
    expect(nuclearNorm(k)).toBeCloseTo(trace, 10);
    const a = gaussian(5, 9, "nuclear");
    expect(nuclearNorm(a)).toBeCloseTo(nuclearNorm(transpose(a)), 12);
  });
});

describe("principalComponents", () => {
  it("of wide data are those of the decomposition, up to sign", () => {
    const { u, sigma } = principalComponents(wide);
    const exact = spectrum(wide);
    for (let j = 0; j < 5; j++) {
      expect(sigma[j]).toBeCloseTo(exact.sigma[j]!, 10);
      let dot = 0;
      for (let i = 0; i < 12; i++) dot += u.data[i * u.cols + j]! * exact.u.data[i * exact.u.cols + j]!;
      expect(Math.abs(dot)).toBeCloseTo(1, 10);
    }
  });
});
