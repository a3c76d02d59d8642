/**
 * The one place that reads a clock. Times are volatile: nothing that is published outside a result's `volatile` key
 * may depend on them.
 */

/** Seconds since an arbitrary moment; never runs backwards, so differences are durations. */
export function seconds(): number {
  return performance.now() / 1000;
}

/** The moment as ISO 8601 in UTC, for example `2025-01-31T12:00:00.000Z`. */
export function timestamp(): string {
  return new Date(performance.timeOrigin + performance.now()).toISOString();
}
