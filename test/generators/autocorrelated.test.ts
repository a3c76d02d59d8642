import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import autocorrelated from "../../generators/autocorrelated.ts";
import { column, correlation, mean } from "./support.ts";

describe("autocorrelated", () => {
  it("has the autocorrelation φ^lag and variance 1", () => {
    const n = 20000;
    const { representations, truth } = autocorrelated.generate(
      { n, p1: 1, p2: 1, coefficient: 0.6 },
      randomFrom("ar"),
    );
    const x = column(representations[0]!.values, 0);
    expect(mean(x.map((value) => value ** 2))).toBeCloseTo(1, 1);
    for (const lag of [1, 2, 5]) {
      const r = correlation(x.slice(lag), x.slice(0, n - lag));
      expect(truth.autocorrelation(lag)).toBeCloseTo(0.6 ** lag, 12);
      expect(Math.abs(r - 0.6 ** lag)).toBeLessThan(0.04);
    }
  });

  it("makes unrelated units correlate by accident as its effective rows say", () => {
    const [n, p] = [60, 60];
    const { representations, truth } = autocorrelated.generate(
      { n, p1: p, p2: p, coefficient: 0.8 },
      randomFrom("accident"),
    );
    const [x, y] = [representations[0]!.values, representations[1]!.values];
    const squares: number[] = [];
    for (let a = 0; a < p; a++) {
      const [u, v] = [column(x, a), column(y, a)];
      for (let b = 0; b < p; b++) {
        const w = b === a ? v : column(y, b);
        squares.push(mean(u.map((value, i) => value * w[i]!)) ** 2);
      }
    }
    expect(mean(squares) * truth.effectiveRows).toBeGreaterThan(0.8);
    expect(mean(squares) * truth.effectiveRows).toBeLessThan(1.25);
    // For long recordings the sum tends to (1 + φ²)/(1 − φ²).
    const long = autocorrelated.generate({ n: 3000, p1: 1, p2: 1, coefficient: 0.8 }, randomFrom(1));
    expect(3000 / long.truth.effectiveRows).toBeCloseTo(1.64 / 0.36, 1);
  });

  it("without autocorrelation has independent rows and blocks of one", () => {
    const { truth } = autocorrelated.generate({ n: 50, p1: 1, p2: 1, coefficient: 0 }, randomFrom(1));
    expect([truth.blockLength, truth.effectiveRows]).toEqual([1, 50]);
  });

  it("needs blocks just long enough: φ^L is below 0.05 and φ^(L−1) is not", () => {
    for (const coefficient of [0.3, 0.9, 0.99]) {
      const { truth } = autocorrelated.generate({ n: 5, p1: 1, p2: 1, coefficient }, randomFrom(1));
      expect(truth.autocorrelation(truth.blockLength)).toBeLessThanOrEqual(0.05);
      expect(truth.autocorrelation(truth.blockLength - 1)).toBeGreaterThan(0.05);
    }
  });
});
