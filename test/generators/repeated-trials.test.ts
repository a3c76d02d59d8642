import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import repeatedTrials, { type RepeatedTrialsParams } from "../../generators/repeated-trials.ts";
import { column, correlation, mean, measured } from "./support.ts";

const GAUSSIAN = { n: 4000, p: 3, trials: 4, noise: "gaussian", level: 0.7, modulation: 0 } as const;
const POISSON = { n: 4000, p: 3, trials: 4, noise: "poisson", level: 4, modulation: 0.5 } as const;

describe.each([GAUSSIAN, POISSON] as RepeatedTrialsParams[])(
  "repeated trials with $noise noise",
  (params) => {
    const { representations, truth } = repeatedTrials.generate(params, randomFrom("trials"));
    const units = [0, 1, 2];

    it("scatter around the signal", () => {
      expect(representations).toHaveLength(4);
      for (const j of units) {
        const signal = column(truth.signal, j);
        const residual = column(representations[0]!.values, j).map((v, i) => v - signal[i]!);
        // The noise's standard deviation is 0.7 or √4 and n is 4,000: five standard errors.
        expect(Math.abs(mean(residual))).toBeLessThan(5 * (2 / Math.sqrt(4000)));
      }
    });

    it("correlate between trials as their reliability says, and means of halves as Spearman and Brown", () => {
      const first = representations.map(({ values }) => column(values, 0));
      const half = (from: number): number[] => first[from]!.map((v, i) => v + first[from + 1]![i]!);
      const q = truth.reliability;
      for (const j of units) {
        const r = correlation(column(representations[0]!.values, j), column(representations[1]!.values, j));
        expect(Math.abs(r - q)).toBeLessThan(0.06);
      }
      expect(Math.abs(correlation(half(0), half(2)) - (2 * q) / (1 + q))).toBeLessThan(0.06);
    });

    it("have the ceiling that is said of them", async () => {
      const ask = await measured(["cka-linear", "nbs", "cca-mean", "cca-r2"]);
      for (const [id, value] of Object.entries(ask(representations[0]!, representations[1]!)))
        expect([id, Math.abs(value - truth.ceiling[id as "nbs"]) < 0.05]).toEqual([id, true]);
    });
  },
);

describe("repeated trials", () => {
  it("are counts under Poisson noise, of the mean and variance of their rate", () => {
    const { representations } = repeatedTrials.generate({ ...POISSON, modulation: 0 }, randomFrom("counts"));
    const counts = Array.from(representations[0]!.values.data);
    expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    const average = mean(counts);
    expect(Math.abs(average - 4)).toBeLessThan(5 * (2 / Math.sqrt(12000)));
    expect(Math.abs(mean(counts.map((count) => (count - average) ** 2)) - 4)).toBeLessThan(0.3);
  });

  it("have a reliability of means by the formula: q = ½ and four trials make 0.8", () => {
    const { truth } = repeatedTrials.generate({ ...GAUSSIAN, n: 5, level: 1 }, randomFrom(1));
    expect([truth.reliability, truth.reliabilityOfMean]).toEqual([0.5, 0.8]);
  });

  it("do not change when another trial is added", () => {
    const first = (trials: number): Float64Array =>
      repeatedTrials.generate({ ...POISSON, n: 20, trials }, randomFrom(2)).representations[0]!.values.data;
    expect(first(2)).toEqual(first(5));
  });
});
