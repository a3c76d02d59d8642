/**
 * The k-th smallest value (k from 0), in expected linear time (Hoare 1961, median of three). Reorders `values`.
 */
export function selectInPlace(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [a, b, c] = [values[low]!, values[middle]!, values[high]!];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return pivot;
  }
  return values[k]!;
}

/** The median, the mean of the middle two for an even count; NaN for none. Reorders `values`. */
export function median(values: Float64Array): number {
  if (values.length === 0) return NaN;
  const half = values.length >>> 1;
  const upper = selectInPlace(values, half);
  if (values.length % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < half; i++) lower = Math.max(lower, values[i]!);
  return (lower + upper) / 2;
}
