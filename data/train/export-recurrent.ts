import { randomFrom } from "../../core/random.ts";
import { decodeHalf } from "../../generators/networks/half.ts";
import { recurrentParametersFrom } from "../../generators/networks/recurrent.ts";
import type { RecurrentEntry } from "../../generators/networks/zoo-index.ts";
import { decisionAccuracy } from "./fit-recurrent.ts";
import { encodeHalf } from "./half.ts";
import type { RecurrentJob } from "./job.ts";
import type { Trained } from "./run-job.ts";

/** A recurrent network ready to be written. */
export interface ExportedRecurrent {
  /** Half-precision parameters. */
  readonly bytes: Uint8Array;
  /** The index entry, but for the place in a file. */
  readonly entry: Omit<RecurrentEntry, "offset">;
}

/** Rounds a recurrent network to half precision and measures it again on the trials on which it was measured. */
export function exportRecurrent(
  id: string,
  { job, state, accuracy }: Trained<RecurrentJob>,
): ExportedRecurrent {
  const bytes = encodeHalf(state);
  const rounded = recurrentParametersFrom(decodeHalf(bytes));
  const testHalf = decisionAccuracy(rounded, 10_000, randomFrom("zoo", "fresh-trials", "test", job.seed));
  return { bytes, entry: { id, seed: job.seed, accuracy: { test: accuracy.test, testHalf } } };
}
