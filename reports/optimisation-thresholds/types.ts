/** What became of a capture over all starts: a mean score, a bound, or why there is none. */
export interface Threshold {
  readonly name: string;
  /** Mean score over the starts; a lower bound where `atLeast`. */
  readonly score?: number;
  readonly low?: number;
  readonly high?: number;
  readonly atLeast: boolean;
  /** In words, where not all starts captured it. */
  readonly note: string;
}

/** A line of a picture. */
export interface Curve {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The thresholds of one measure in one data set. */
export interface MetricThresholds {
  readonly metric: string;
  readonly title: string;
  /** The value as a score with 1 at identity. */
  readonly scoreText: string;
  /** Why there are none. */
  readonly reason?: string;
  /** Scores of X with its own rows shuffled that 95 % and 99 % of draws do not exceed. */
  readonly chance?: { readonly p95: number; readonly p99: number; readonly draws: number };
  /** Mean score of random halves of the units: a repetition of the data would have about that. */
  readonly ceiling?: number;
  /** Kendall's τ between the size of components and the order of their captures, from 1 (large first) to −1. */
  readonly order?: number;
  /** Updates of an evolution strategy, where there was no gradient: captures measure the optimiser, too. */
  readonly evolution?: number;
  readonly components: readonly (Threshold & { readonly share: number })[];
  readonly labels: readonly Threshold[];
  /** R² of components against the score, of the first start. */
  readonly curves: readonly Curve[];
  readonly decoding: readonly Curve[];
  readonly best: number;
}

/** What scores mean in one data set. */
export interface ThresholdPage {
  readonly name: string;
  readonly rows: number;
  readonly units: number;
  readonly starts: number;
  /** How components are predicted from Y, and by which optimiser Y ascended. */
  readonly map: "linear" | "orthogonal";
  readonly optimiser: "adam" | "lbfgs";
  readonly metrics: readonly MetricThresholds[];
  readonly provenance: string;
}
