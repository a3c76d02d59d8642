import type { Random } from "../core/random.ts";
import { randomFrom } from "../core/random.ts";

/** What a batch's numbers are seeded by: nothing else, so that another case, metric or worker moves none of them. */
export interface SeedPath {
  /** The run's seed. */
  readonly seed: number;
  /** `id@version`. */
  readonly suite: string;
  readonly case: string;
  readonly replicate: number;
}

/** The source of a batch's data, handed to `prepare`. */
export function dataRandom({ seed, suite, case: which, replicate }: SeedPath): Random {
  return randomFrom(seed, suite, which, replicate, "data");
}

/** The source that a suite may use while it measures; the same numbers for every metric. */
export function measureRandom({ seed, suite, case: which, replicate }: SeedPath): Random {
  return randomFrom(seed, suite, which, replicate, "measure");
}

/** A metric's own source: two metrics in one batch share no number. */
export function metricRandom({ seed, suite, case: which, replicate }: SeedPath, metric: string): Random {
  return randomFrom(seed, suite, which, replicate, "metric", metric);
}
