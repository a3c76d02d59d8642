/**
 * The derivative of `loss` with respect to `values[index]`, by a central difference. The array is put back as it was.
 */
export function numericalDerivative(
  loss: () => number,
  values: Float64Array,
  index: number,
  step = 1e-5,
): number {
  const held = values[index]!;
  values[index] = held + step;
  const above = loss();
  values[index] = held - step;
  const below = loss();
  values[index] = held;
  return (above - below) / (2 * step);
}

/** Largest |a − b| over |a| + |b| of two lists of derivatives, those near zero against the largest of all. */
export function relativeError(a: readonly number[], b: readonly number[]): number {
  const scale = Math.max(...a.map(Math.abs), ...b.map(Math.abs));
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!) / scale));
}

/** Some indices below `length`, spread over all of them. */
export function someOf(length: number, count = 12): number[] {
  return Array.from({ length: Math.min(count, length) }, (_, k) =>
    Math.floor(((k + 0.5) * length) / Math.min(count, length)),
  );
}
