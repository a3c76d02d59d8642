import type { Matrix } from "../../core/matrix.ts";

/**
 * A times the power of two that brings its largest magnitude near 1, so that sums of squares neither overflow nor
 * vanish; multiplying by a power of two is exact. Matrices of ordinary size are returned as they are, factor 1.
 */
export function scaleToUnit(a: Matrix): { scaled: Matrix; factor: number } {
  const factor = scaleFactor(a.data);
  return factor === 1
    ? { scaled: a, factor }
    : { scaled: { ...a, data: a.data.map((x) => x * factor) }, factor };
}

/** The factor of {@link scaleToUnit}. */
export function scaleFactor(data: Float64Array): number {
  let largest = 0;
  for (let k = 0; k < data.length; k++) {
    const magnitude = Math.abs(data[k]!);
    if (magnitude > largest) largest = magnitude;
  }
  if (largest === 0 || (largest > 2 ** -300 && largest < 2 ** 300)) return 1;
  // 2^±1023 at the ends of the range, where the reciprocal of the exact power is no normal number.
  return 2 ** Math.min(1000, Math.max(-1000, -Math.floor(Math.log2(largest))));
}
