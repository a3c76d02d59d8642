import { CellHeap } from "./cell-heap.ts";

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

interface Cell {
  readonly value: number;
  readonly cell: number;
}

/** What edges are faces of, and what kills them: triangles of min(w, v), and each edge itself in w. */
class Cofaces {
  private readonly w: Float64Array;
  private readonly near: Float64Array;
  private readonly n: number;
  /** Radii beyond it are of no account. */
  private readonly end: number;

  constructor(w: Float64Array, near: Float64Array, n: number, end: number) {
    [this.w, this.near, this.n, this.end] = [w, near, n, end];
  }

  /** The triangle of the edge i·n + j (i > j) with k. For one edge the numbers rise with k. */
  private triangle(i: number, j: number, k: number): number {
    const { n } = this;
    if (k < j) return n * n * (1 + k) + j * n + i;
    return n * n * (1 + j) + (k < i ? k * n + i : i * n + k);
  }

  /** The first coface of an edge by radius, ties by number. */
  first(edge: number): Cell {
    const { w, near, n } = this;
    const [i, j] = [Math.floor(edge / n), edge % n];
    const birth = near[edge]!;
    let [value, cell] = [w[edge]!, edge];
    for (let k = 0; k < n; k++) {
      if (k === i || k === j) continue;
      const longer = Math.max(near[i * n + k]!, near[j * n + k]!);
      // Nothing comes before a triangle that fills up as the edge is born, but one with a smaller number.
      if (longer <= birth) return { value: birth, cell: this.triangle(i, j, k) };
      if (longer < value) [value, cell] = [longer, this.triangle(i, j, k)];
    }
    return { value, cell };
  }

  /** Puts all cofaces of an edge on a heap that come after `pivot`; those before it have cancelled. */
  pushAfter(edge: number, pivot: Cell, heap: CellHeap): void {
    const { w, near, n, end } = this;
    const [i, j] = [Math.floor(edge / n), edge % n];
    const birth = near[edge]!;
    const { value: least, cell: last } = pivot;
    const own = w[edge]!;
    if (own <= end && (own > least || (own === least && edge > last))) heap.push(own, edge);
    for (let k = 0; k < n; k++) {
      const [a, b] = [near[i * n + k]!, near[j * n + k]!];
      const longer = a > b ? a : b;
      const value = longer > birth ? longer : birth;
      if (value < least || value > end || k === i || k === j) continue;
      const cell = this.triangle(i, j, k);
      if (value > least || cell > last) heap.push(value, cell);
    }
  }
}

/**
 * The total length of the one-dimensional bars of the R-cross-barcode of two n×n distance matrices w and v (Barannikov
 * et al. 2022): how long, as the radius grows, loops and clusters that min(w, v) has already joined stay apart in w.
 *
 * The barcode is that of a doubled graph of 2n vertices. It is computed on the smaller mapping cone of the inclusion
 * of the Vietoris-Rips complexes VR(w) ⊂ VR(min(w, v)), which has the same homology: every edge ij is born at
 * min(wᵢⱼ, vᵢⱼ) and is killed by a triangle of min(w, v) or, at wᵢⱼ, by itself in w. Persistent cohomology mod 2, the
 * youngest edge first (de Silva, Morozov and Vejdemo-Johansson 2011). Only edges are gone through that are shorter in v
 * than in w, since the others are killed by themselves as they are born, and only up to a radius at which every loop is
 * filled and every cluster joined.
 *
 * @param w Row-major n×n, symmetric, zero diagonal. @param v The same.
 */
export function crossBarcodeLength(w: Float64Array, v: Float64Array, n: number): number {
  const near = w.map((value, k) => Math.min(value, v[k]!));
  const end = Math.max(enclosingRadius(near, n), joiningRadius(w, n));
  const cofaces = new Cofaces(w, near, n, end);
  const edges: number[] = [];
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) if (near[i * n + j]! < Math.min(w[i * n + j]!, end)) edges.push(i * n + j);
  }
  edges.sort((a, b) => near[b]! - near[a]! || b - a);

  /** The column whose pivot a cell is: the edges that were added up. */
  const owner = new Map<number, readonly number[]>();
  const heap = new CellHeap();
  let total = 0;
  for (const edge of edges) {
    let pivot: Cell | undefined = cofaces.first(edge);
    let sum: readonly number[] = [edge];
    let found = owner.get(pivot.cell);
    // Most first cofaces are nobody's pivot yet: no column is formed for them.
    if (found !== undefined) {
      heap.clear();
      const odd = new Set(sum);
      cofaces.pushAfter(edge, pivot, heap);
      while (found !== undefined && pivot !== undefined) {
        for (const other of found) {
          if (!odd.delete(other)) odd.add(other);
          cofaces.pushAfter(other, pivot, heap);
        }
        pivot = heap.takeFirst();
        found = pivot && owner.get(pivot.cell);
      }
      sum = [...odd];
    }
    if (pivot !== undefined) owner.set(pivot.cell, sum);
    total += (pivot?.value ?? end) - near[edge]!;
  }
  return total;
}
