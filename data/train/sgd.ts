/** A parameter as the optimiser sees it: its numbers, its gradient, and whether it is decayed. */
export interface Parameter {
  readonly values: Float64Array;
  readonly gradient: Float64Array;
  /** Weights are decayed, biases and batch norm are not. */
  readonly decays: boolean;
}

/** What has gathered in an optimiser: one velocity per parameter, in the order of the parameters. */
export type Velocities = readonly Float64Array[];

/** Settings of {@link descend}. */
export interface SgdSettings {
  readonly rate: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

/** No velocity yet. */
export function still(parameters: readonly Parameter[]): Velocities {
  return parameters.map(({ values }) => new Float64Array(values.length));
}

/**
 * One step of stochastic gradient descent with Nesterov momentum μ, in place: g ← g + λw, v ← μv + g,
 * w ← w − η(g + μv). The form of Sutskever et al. 2013 in which the look-ahead is folded into w.
 */
export function descend(
  parameters: readonly Parameter[],
  velocities: Velocities,
  { rate, momentum, weightDecay }: SgdSettings,
): void {
  parameters.forEach(({ values, gradient, decays }, index) => {
    const velocity = velocities[index]!;
    const decay = decays ? weightDecay : 0;
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i]! + decay * values[i]!;
      velocity[i] = momentum * velocity[i]! + g;
      values[i] = values[i]! - rate * (g + momentum * velocity[i]!);
    }
  });
}

/**
 * Rate of step `step` of `steps` under the one-cycle schedule (Smith and Topin 2018): from peak/25 up to the peak in
 * the first 30 % of the steps, then down to peak/250,000, both along half a cosine.
 */
export function oneCycle(step: number, steps: number, peak: number): number {
  const rise = Math.max(1, Math.floor(0.3 * steps));
  const between = (from: number, to: number, share: number): number =>
    to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
  if (step < rise) return between(peak / 25, peak, step / rise);
  return between(peak, peak / 250_000, (step - rise) / Math.max(1, steps - 1 - rise));
}
