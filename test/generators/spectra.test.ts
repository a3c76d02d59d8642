import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import spectra, { spectrumTruth, type Spectrum } from "../../generators/spectra.ts";
import { backend } from "../../linalg/index.ts";

const KINDS: readonly Spectrum[] = [
  { kind: "flat" },
  { kind: "power-law", decay: 1 },
  { kind: "exponential", decay: 2 },
  { kind: "low-rank", rank: 2, noise: 0.1 },
  { kind: "measured", eigenvalues: [1, 7, 3, 2, 1, 0.5] },
];

describe("spectra", () => {
  it("has the participation ratio of its eigenvalues", () => {
    expect(spectrumTruth({ kind: "flat" }, 9).participation).toBeCloseTo(9, 12);
    expect(spectrumTruth({ kind: "low-rank", rank: 3, noise: 0 }, 9).participation).toBeCloseTo(3, 12);
    // (Σ1/i)²/Σ1/i² → ln²p·6/π².
    const { participation } = spectrumTruth({ kind: "power-law", decay: 1 }, 3);
    expect(participation).toBeCloseTo((11 / 6) ** 2 / (49 / 36), 12);
    expect(spectrumTruth({ kind: "exponential", decay: 1 }, 60).participation).toBeCloseTo(
      1 / Math.tanh(0.5),
      10,
    );
  });

  it.each(KINDS)("draws from a population with these eigenvalues and a mean of zero: $kind", (spectrum) => {
    const [n, p] = [20_000, 6];
    const { representations, truth } = spectra.generate(
      { n, p, spectrum },
      randomFrom("spectra", spectrum.kind),
    );
    const second = backend().gram(representations[0]!.values);
    const found = backend().eigenvaluesSymmetric({ ...second, data: second.data.map((value) => value / n) });
    expect(truth.eigenvalues.reduce((a, b) => a + b, 0)).toBeCloseTo(p, 12);
    // An eigenvalue has a standard error of λ√(2/n) = 0.01λ; ties spread by a few of them.
    truth.eigenvalues.forEach((value, i) =>
      expect(Math.abs(found[i]! - value)).toBeLessThan(0.06 * value + 1e-12),
    );
  });
});
