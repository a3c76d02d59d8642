import { BitColumn } from "./bit-column.ts";
import { entryOrder, placeOf, type EntryOrder } from "./entry-order.ts";

/** The smallest radius at which one stimulus is within reach of all, so that no loop is left. */
function enclosingRadius(d: Float64Array, n: number): number {
  let smallest = Infinity;
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0; j < n; j++) largest = Math.max(largest, d[i * n + j]!);
    smallest = Math.min(smallest, largest);
  }
  return smallest;
}

/** The smallest radius at which all stimuli are joined: the longest edge of a minimum spanning tree (Prim 1957). */
function joiningRadius(d: Float64Array, n: number): number {
  const reach = d.slice(0, n);
  const joined = new Uint8Array(n);
  joined[0] = 1;
  let longest = 0;
  for (let count = 1; count < n; count++) {
    let next = -1;
    for (let i = 0; i < n; i++) if (joined[i] === 0 && (next < 0 || reach[i]! < reach[next]!)) next = i;
    joined[next] = 1;
    longest = Math.max(longest, reach[next]!);
    for (let i = 0; i < n; i++) reach[i] = Math.min(reach[i]!, d[next * n + i]!);
  }
  return longest;
}

/**
 * What edges are faces of, and what kills them: triangles, and each edge's own filling. Every such cell has a number
 * that rises with its radius: n times the place of its longest edge, plus its third vertex; or n times that of the
 * filling.
 */
class Cofaces {
  private readonly order: EntryOrder;
  private readonly n: number;

  constructor(order: EntryOrder, n: number) {
    [this.order, this.n] = [order, n];
  }

  /** The first coface of an edge. */
  first(edge: number): number {
    const { n } = this;
    const { near, far } = this.order;
    const [i, j] = [Math.floor(edge / n), edge % n];
    const own = near[edge]!;
    let place = far[edge]!;
    let third = 0;
    for (let k = 0, a = i * n, b = j * n; k < n; k++, a++, b++) {
      const [left, right] = [near[a]!, near[b]!];
      const longer = left > right ? left : right;
      // Nothing comes before a triangle that fills up as the edge is born.
      if (longer < own) return own * n + k;
      if (longer < place) [place, third] = [longer, left > right ? j : i];
    }
    return place * n + third;
  }

  /** Adds to a column all cofaces of an edge between `pivot` and `end`, both excluded; those before have cancelled. */
  add(edge: number, pivot: number, end: number, column: BitColumn): void {
    const { n } = this;
    const { near, far } = this.order;
    const [i, j] = [Math.floor(edge / n), edge % n];
    const own = near[edge]!;
    const filling = far[edge]! * n;
    if (filling > pivot && filling < end) column.flip(filling);
    for (let k = 0, a = i * n, b = j * n; k < n; k++, a++, b++) {
      const [left, right] = [near[a]!, near[b]!];
      const longer = left > right ? left : right;
      const cell = longer < own ? own * n + k : longer * n + (left > right ? j : i);
      if (cell > pivot && cell < end) column.flip(cell);
    }
  }
}

/** The bars of the edges that are shorter than in `w`, whose distances are the radii of their fillings. */
function lengthOfBars(
  order: EntryOrder,
  near: Float64Array,
  w: Float64Array,
  n: number,
  end: number,
): number {
  const { radii, edges } = order;
  const cofaces = new Cofaces(order, n);
  const beyond = n * placeOf(radii, end, true);
  const column = new BitColumn(beyond);
  /** The column whose pivot a cell is: the edges that were added up, or the only one. */
  const owner = new Map<number, number | readonly number[]>();
  let total = 0;
  for (let place = placeOf(radii, end) - 1; place >= 0; place--) {
    const edge = edges[place]!;
    if (edge < 0 || near[edge] === w[edge]) continue;
    let pivot = cofaces.first(edge);
    let found = owner.get(pivot);
    if (found === undefined) {
      // Most first cofaces are nobody's pivot yet: no column is formed for them.
      owner.set(pivot, edge);
    } else {
      const odd = new Set([edge]);
      cofaces.add(edge, pivot, beyond, column);
      while (found !== undefined) {
        for (const other of typeof found === "number" ? [found] : found) {
          if (!odd.delete(other)) odd.add(other);
          cofaces.add(other, pivot, beyond, column);
        }
        pivot = column.takeFirst();
        found = pivot < 0 ? undefined : owner.get(pivot);
      }
      column.clear();
      if (pivot >= 0) owner.set(pivot, odd.size === 1 ? edge : [...odd]);
    }
    total += (pivot < 0 ? end : radii[Math.floor(pivot / n)]!) - near[edge]!;
  }
  return total;
}

/**
 * The total length of the one-dimensional bars of the R-cross-barcodes of two n×n distance matrices, of (w, v) and of
 * (v, w) (Barannikov et al. 2022): how long, as the radius grows, loops and clusters that min(w, v) has already joined
 * stay apart in w, and in v.
 *
 * The barcode is that of a doubled graph of 2n vertices. It is computed on the smaller mapping cone of the inclusion
 * of the Vietoris-Rips complexes VR(w) ⊂ VR(min(w, v)), which has the same homology: every edge ij is born at
 * min(wᵢⱼ, vᵢⱼ) and is killed by a triangle of min(w, v) or, at wᵢⱼ, by itself in w. Persistent cohomology mod 2, the
 * youngest edge first (de Silva, Morozov and Vejdemo-Johansson 2011). Only edges are gone through that are shorter in v
 * than in w, since the others are killed by themselves as they are born, and only up to a radius at which every loop is
 * filled and every cluster joined. Both directions have the same triangles, which are ordered once.
 *
 * @param w Row-major n×n, symmetric, zero diagonal. @param v The same.
 */
export function crossBarcodeLengths(w: Float64Array, v: Float64Array, n: number): readonly [number, number] {
  const near = w.map((value, k) => Math.min(value, v[k]!));
  const order = entryOrder(
    near,
    w.map((value, k) => Math.max(value, v[k]!)),
    n,
  );
  const filled = enclosingRadius(near, n);
  const length = (side: Float64Array): number =>
    lengthOfBars(order, near, side, n, Math.max(filled, joiningRadius(side, n)));
  return [length(w), length(v)];
}
