/**
 * A metric of one's own, for `etalon check examples/mean-response.ts`: do the two populations respond to the same
 * stimuli with more activity? The size of the correlation between the mean responses to each stimulus.
 *
 * The file needs nothing of Etalon. `x.values[i * x.p + j]` is the response of unit j to stimulus i.
 */

interface Activations {
  readonly n: number;
  readonly p: number;
  readonly values: Float64Array;
}

interface Context {
  readonly noValue: (reason: string) => never;
}

/** The mean response to each stimulus, less the mean over stimuli, at unit length. */
function meanResponses({ n, p, values }: Activations, name: string, { noValue }: Context): Float64Array {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  const means = new Float64Array(n);
  // Divided by the largest value first, so that nothing overflows when it is squared.
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) means[i]! += values[i * p + j]! / (largest || 1) / p;
  }
  const mean = means.reduce((sum, value) => sum + value, 0) / n;
  const centred = means.map((value) => value - mean);
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  if (length < 1e-12) noValue(`the mean response of ${name} is the same to every stimulus`);
  return centred.map((value) => value / length);
}

export default {
  id: "mean-response",
  title: "Correlation of mean responses",
  formula: "|corr(X1, Y1)|",
  direction: "similarity",
  range: [0, 1],
  symmetric: true,
  // Silent units change the mean by a factor only, which a correlation does not see.
  invariances: ["permutation", "isotropic-scaling", "negative-scaling", "translation", "zero-padding"],
  compare(x: Activations, y: Activations, context: Context): number {
    const [a, b] = [meanResponses(x, "X", context), meanResponses(y, "Y", context)];
    const cosine = a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    return Math.min(1, Math.abs(cosine));
  },
};
