/** A metric by what it is worth and what it costs. */
export interface Tradeoff {
  readonly metric: string;
  /** Higher is better. */
  readonly validity: number;
  /** Lower is better. */
  readonly cost: number;
}

/**
 * The metrics that no other one dominates: none is at least as good and at most as dear, and strictly one of the two
 * (Pareto). Cheapest first.
 */
export function paretoFront(points: readonly Tradeoff[]): Tradeoff[] {
  return points
    .filter(
      (point) =>
        !points.some(
          (other) =>
            other.validity >= point.validity &&
            other.cost <= point.cost &&
            (other.validity > point.validity || other.cost < point.cost),
        ),
    )
    .sort((a, b) => a.cost - b.cost || (a.metric < b.metric ? -1 : 1));
}
