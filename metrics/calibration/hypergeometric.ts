/** P(m), m = 0 … k: how many of k marked among `total` a draw of k without replacement takes. */
export function hypergeometric(total: number, k: number): Float64Array {
  const result = new Float64Array(k + 1);
  const least = Math.max(0, 2 * k - total);
  // Ratios from one m to the next: binomials of large numbers would overflow.
  result[least] = 1;
  for (let m = least; m < k; m++) {
    result[m + 1] = (result[m]! * (k - m) ** 2) / ((m + 1) * (total - 2 * k + m + 1));
  }
  const mass = result.reduce((a, b) => a + b, 0);
  return result.map((value) => value / mass);
}

/** The mean Jaccard index of two unrelated sets of k among `total`: Σ P(m)·m/(2k − m). */
export function expectedJaccard(total: number, k: number): number {
  return hypergeometric(total, k).reduce((mean, p, m) => mean + (p * m) / (2 * k - m), 0);
}
