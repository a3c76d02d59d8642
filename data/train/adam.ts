import type { Parameter } from "./sgd.ts";

/** Settings of {@link adamStep}; the decay rates of the moments are those of the paper. */
export interface AdamSettings {
  readonly rate: number;
  readonly weightDecay: number;
}

const FIRST = 0.9;
const SECOND = 0.999;
const EPSILON = 1e-8;

/** Running first and second moments of every gradient, and the number of steps taken. */
export interface Moments {
  steps: number;
  readonly first: readonly Float64Array[];
  readonly second: readonly Float64Array[];
}

/** No steps yet. */
export function initialMoments(parameters: readonly Parameter[]): Moments {
  const zeros = (): Float64Array[] => parameters.map(({ values }) => new Float64Array(values.length));
  return { steps: 0, first: zeros(), second: zeros() };
}

/** One step of Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019), in place. */
export function adamStep(
  parameters: readonly Parameter[],
  moments: Moments,
  { rate, weightDecay }: AdamSettings,
): void {
  const t = ++moments.steps;
  const scale = rate / (1 - FIRST ** t);
  const correction = 1 - SECOND ** t;
  parameters.forEach(({ values, gradient, decays }, index) => {
    const first = moments.first[index]!;
    const second = moments.second[index]!;
    const decay = decays ? rate * weightDecay : 0;
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i]!;
      first[i] = FIRST * first[i]! + (1 - FIRST) * g;
      second[i] = SECOND * second[i]! + (1 - SECOND) * g * g;
      values[i] =
        (1 - decay) * values[i]! - (scale * first[i]!) / (Math.sqrt(second[i]! / correction) + EPSILON);
    }
  });
}
