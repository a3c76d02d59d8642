import type { Matrix } from "../../../core/matrix.ts";
import type { ActivationSource } from "../../../io/activations.ts";

/** Takes the rows `from`, `from` + 1, … of all sides. */
export type TakeRows = (sides: readonly Matrix[], from: number) => void;

/**
 * Reads several files side by side from their first row to their last, `step` rows at a time, and hands them on. No more
 * than one block of each is held.
 *
 * @param progress Told after each block how many rows are done.
 * @throws EtalonError `io/…`, and what `take` throws.
 */
export async function passOver(
  sources: readonly Pick<ActivationSource, "rows" | "readRows">[],
  step: number,
  take: TakeRows,
  progress: (done: number) => void = () => undefined,
): Promise<void> {
  const n = sources[0]!.rows;
  for (let from = 0; from < n; from += step) {
    const count = Math.min(step, n - from);
    const sides: Matrix[] = [];
    for (const source of sources) {
      sides.push((await source.readRows(from, count)).values);
    }
    take(sides, from);
    progress(from + count);
  }
}
