/** In which order edges and their fillings appear as the radius grows; see {@link entryOrder}. */
export interface EntryOrder {
  /** The radius at each place, ascending. */
  readonly radii: Float64Array;
  /** The place of edge ij at i·n + j and j·n + i; beyond all on the diagonal. */
  readonly near: Int32Array;
  /** The place of its filling. */
  readonly far: Int32Array;
  /** The edge i·n + j (i > j) at each place; −1 where a filling is. */
  readonly edges: Int32Array;
}

/** The first place in ascending numbers that is not below `value`, or, with `after`, that is above it. */
export function placeOf(ascending: Float64Array, value: number, after = false): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const own = ascending[middle]!;
    if (own < value || (after && own === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * All edges and their fillings in one order by radius, so that whatever follows compares whole numbers. Where radii are
 * equal, edges stand before fillings, and each kind by number.
 *
 * @param near Radii of the edges: n×n, symmetric. @param far Those of their fillings, nowhere smaller.
 */
export function entryOrder(near: Float64Array, far: Float64Array, n: number): EntryOrder {
  const count = (n * (n - 1)) / 2;
  const radii = new Float64Array(2 * count);
  for (let i = 1, k = 0; i < n; i++) {
    for (let j = 0; j < i; j++, k++) {
      radii[k] = near[i * n + j]!;
      radii[count + k] = far[i * n + j]!;
    }
  }
  radii.sort();
  /** How many of the same radius have their place. */
  const taken = new Int32Array(2 * count);
  const edges = new Int32Array(2 * count).fill(-1);
  const places = (values: Float64Array, visit: (place: number, edge: number) => void): Int32Array => {
    const result = new Int32Array(n * n).fill(2 * count);
    for (let i = 1; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const first = placeOf(radii, values[i * n + j]!);
        const place = first + taken[first]!++;
        result[i * n + j] = result[j * n + i] = place;
        visit(place, i * n + j);
      }
    }
    return result;
  };
  const nearPlaces = places(near, (place, edge) => (edges[place] = edge));
  return { radii, near: nearPlaces, far: places(far, () => undefined), edges };
}
