/** ψ(m) of a positive whole number: −γ + Σ_{j<m} 1/j, with the asymptotic series from 12 on. */
export function digamma(m: number): number {
  let [value, x] = [0, m];
  for (; x < 12; x++) value -= 1 / x;
  const square = 1 / (x * x);
  // Bernoulli numbers over 2k: the next term is below 1e-15 at x = 12.
  const tail =
    square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))));
  return value + Math.log(x) - 1 / (2 * x) - tail;
}
