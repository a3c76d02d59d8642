import type { Generated, Generator } from "../core/generator.ts";
import type { Matrix } from "../core/matrix.ts";
import { matrix } from "../core/matrix.ts";
import type { Random } from "../core/random.ts";
import { combine } from "../linalg/elementwise.ts";
import { representation } from "../representation/create.ts";

/** Size of a recording, its signal and its noise. */
export interface RepeatedTrialsParams {
  readonly [name: string]: number | string;
  readonly n: number;
  readonly p: number;
  /** Number of presentations of each stimulus. */
  readonly trials: number;
  /** `gaussian`: a mean response plus noise; `poisson`: spike counts around a rate. */
  readonly noise: "gaussian" | "poisson";
  /** Gaussian: standard deviation of the noise, where that of the signal is 1. Poisson: the mean rate. */
  readonly level: number;
  /** Poisson: standard deviation of the logarithm of the rates. Not used by Gaussian noise. */
  readonly modulation: number;
}

export interface RepeatedTrialsTruth {
  /** n×p: the mean response to each stimulus, without noise. */
  readonly signal: Matrix;
  /** Population correlation of a unit's responses in two trials: signal variance over total variance. */
  readonly reliability: number;
  /** The same for means over all trials (Spearman and Brown 1910). */
  readonly reliabilityOfMean: number;
  /** The highest score that two single trials have in the population, by the id of the measure. */
  readonly ceiling: Readonly<Record<"cka-linear" | "nbs" | "cca-mean" | "cca-r2", number>>;
}

/** A Poisson count: how many exponential waiting times fit into 1, at `rate` events. */
function poisson(rate: number, random: Random): number {
  let [count, left] = [0, rate];
  for (;;) {
    left += Math.log(1 - random.uniform());
    if (left < 0) return count;
    count++;
  }
}

function poissonTrial(rates: Matrix, random: Random): Matrix {
  return matrix(
    rates.rows,
    rates.cols,
    rates.data.map((rate) => poisson(rate, random)),
  );
}

/**
 * The same stimuli shown several times: an n×p×r recording, one representation a trial. Mean responses are
 * independent over units and stimuli: Gaussian, or log-normal rates m·exp(sg − s²/2) of mean m and variance
 * m²(e^{s²} − 1), around which counts are Poisson.
 *
 * Signal and noise then have flat spectra, and with reliability q two trials have NBS = mean CCA = q and
 * CKA = R²_CCA = q² in the population: nothing that a model explains can be seen above these.
 */
const repeatedTrials: Generator<RepeatedTrialsParams, RepeatedTrialsTruth> = {
  id: "repeated-trials",
  version: 1,
  title: "Repeated noisy trials",
  cite: "definition",
  generate({ n, p, trials, noise, level, modulation }, random): Generated<RepeatedTrialsTruth> {
    const signal = random.child("signal").gaussianMatrix(n, p);
    if (noise === "poisson") {
      for (let k = 0; k < signal.data.length; k++)
        signal.data[k] = level * Math.exp(modulation * signal.data[k]! - modulation ** 2 / 2);
    }
    const [signalVariance, noiseVariance] =
      noise === "poisson" ? [level ** 2 * Math.expm1(modulation ** 2), level] : [1, level ** 2];
    const reliability = signalVariance / (signalVariance + noiseVariance);
    const representations = Array.from({ length: trials }, (_, k) => {
      const source = random.child("trial", k);
      const values =
        noise === "poisson"
          ? poissonTrial(signal, source)
          : combine(1, signal, level, source.gaussianMatrix(n, p));
      return representation(values, `trial ${k}`);
    });
    return {
      representations,
      truth: {
        signal,
        reliability,
        reliabilityOfMean: (trials * reliability) / (1 + (trials - 1) * reliability),
        ceiling: {
          "cka-linear": reliability ** 2,
          nbs: reliability,
          "cca-mean": reliability,
          "cca-r2": reliability ** 2,
        },
      },
    };
  },
};

export default repeatedTrials;
