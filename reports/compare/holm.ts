/**
 * Which of several hypotheses are rejected by the step-down procedure of Holm (1979): the probability that any true one
 * is rejected is at most `alpha`, whatever they have to do with each other.
 */
export function holm(ps: readonly number[], alpha: number): boolean[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]!);
  const rejected = ps.map(() => false);
  for (const [rank, i] of order.entries()) {
    if (ps[i]! > alpha / (ps.length - rank)) break;
    rejected[i] = true;
  }
  return rejected;
}
