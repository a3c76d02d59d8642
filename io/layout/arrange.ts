import type { Plan } from "./plan.ts";

/** A plan's part that says what becomes of one stimulus' numbers. */
export type Arrangement = Pick<Plan, "policy" | "channels" | "positions" | "channelsFirst">;

/** Whether the matrix has the array's numbers in the array's order. */
export function keepsOrder({ policy, channelsFirst, positions, channels }: Arrangement): boolean {
  return (
    policy === "flatten" || positions === 1 || (policy === "positions" && (!channelsFirst || channels === 1))
  );
}

/** Every position a row: the transpose of each stimulus' channels×positions. */
function transposed(data: Float64Array, channels: number, positions: number): Float64Array {
  const result = new Float64Array(data.length);
  const width = channels * positions;
  for (let start = 0; start < data.length; start += width) {
    for (let c = 0; c < channels; c++) {
      for (let k = 0; k < positions; k++) result[start + k * channels + c] = data[start + c * positions + k]!;
    }
  }
  return result;
}

/** The mean over positions of every stimulus and channel. */
function pooled(data: Float64Array, { channels, positions, channelsFirst }: Arrangement): Float64Array {
  const width = channels * positions;
  const stimuli = width === 0 ? 0 : data.length / width;
  const result = new Float64Array(stimuli * channels);
  const [channelStep, positionStep] = channelsFirst ? [positions, 1] : [1, channels];
  for (let i = 0; i < stimuli; i++) {
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let k = 0; k < positions; k++) sum += data[i * width + c * channelStep + k * positionStep]!;
      result[i * channels + c] = sum / positions;
    }
  }
  return result;
}

/**
 * The numbers of whole stimuli as rows of the matrix that the plan describes. Where their order is the same, the very
 * same array is returned.
 */
export function arrange(data: Float64Array, arrangement: Arrangement): Float64Array {
  if (keepsOrder(arrangement)) return data;
  if (arrangement.policy === "pool") return pooled(data, arrangement);
  return transposed(data, arrangement.channels, arrangement.positions);
}

/**
 * Takes the trials apart: `data` are stimuli of outer×trials×inner numbers each, and so are the results without the
 * trials.
 */
export function splitTrials(
  data: Float64Array,
  trials: number,
  { outer, inner }: Plan["around"],
): readonly Float64Array[] {
  const step = trials * inner;
  const blocks = inner === 0 || outer === 0 ? 0 : data.length / step;
  return Array.from({ length: trials }, (_, trial) => {
    const one = new Float64Array(blocks * inner);
    for (let block = 0; block < blocks; block++) {
      const at = block * step + trial * inner;
      one.set(data.subarray(at, at + inner), block * inner);
    }
    return one;
  });
}

/** The mean of arrays of one length, element by element. */
export function meanOf(arrays: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(arrays[0]?.length ?? 0);
  for (const array of arrays) for (let k = 0; k < mean.length; k++) mean[k]! += array[k]!;
  for (let k = 0; k < mean.length; k++) mean[k]! /= arrays.length;
  return mean;
}
