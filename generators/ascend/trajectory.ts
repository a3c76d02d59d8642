/** Points of a trajectory, at most `most` of them however long it gets. */
export interface Thinned<T> {
  /** Takes point number `step`; `make` is called only if it is kept. */
  add(step: number, make: () => T): void;
  /** Those kept, in order: steps at a stride that is a power of two, and the last one offered by {@link finish}. */
  readonly points: readonly T[];
  /** Keeps the last point whatever its number. */
  finish(last: T): void;
}

/** Keeps every point, then every second, fourth, …: each time `most` are held, half of them go. */
export function thinned<T>(most = 64): Thinned<T> {
  let stride = 1;
  let kept: { step: number; value: T }[] = [];
  return {
    add(step, make) {
      if (step % stride !== 0) return;
      kept.push({ step, value: make() });
      if (kept.length <= most) return;
      stride *= 2;
      kept = kept.filter((point) => point.step % stride === 0);
    },
    finish(last) {
      kept.push({ step: Infinity, value: last });
    },
    get points() {
      return kept.map(({ value }) => value);
    },
  };
}
