/** A binary heap of cells by radius, ties by number, the first on top; equal entries cancel in pairs (arithmetic mod 2). */
class CellHeap {
  private readonly values: number[] = [];
  private readonly cells: number[] = [];

  pushAll(values: Float64Array, cells: Float64Array): void {
    for (let k = 0; k < cells.length; k++) this.push(values[k]!, cells[k]!);
  }

  private push(value: number, cell: number): void {
    const { values, cells } = this;
    let place = values.push(value) - 1;
    cells.push(cell);
    for (let parent = (place - 1) >> 1; place > 0; parent = (place - 1) >> 1) {
      if (values[parent]! < value || (values[parent] === value && cells[parent]! <= cell)) break;
      values[place] = values[parent]!;
      cells[place] = cells[parent]!;
      place = parent;
    }
    values[place] = value;
    cells[place] = cell;
  }

  private pop(): { value: number; cell: number } {
    const { values, cells } = this;
    const top = { value: values[0]!, cell: cells[0]! };
    const [value, cell] = [values.pop()!, cells.pop()!];
    const size = values.length;
    if (size === 0) return top;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      const next = child + 1;
      if (
        next < size &&
        (values[next]! < values[child]! || (values[next] === values[child] && cells[next]! < cells[child]!))
      ) {
        child = next;
      }
      if (value < values[child]! || (value === values[child] && cell <= cells[child]!)) break;
      values[place] = values[child]!;
      cells[place] = cells[child]!;
      place = child;
    }
    values[place] = value;
    cells[place] = cell;
    return top;
  }

  /**
   * The first cell that is there an odd number of times; it stays in the heap, once. There always is one: a complex
   * that fills up has a contractible cone in the end, so that every edge is killed by something.
   */
  pivot(): { value: number; cell: number } {
    for (;;) {
      const first = this.pop();
      let odd = true;
      while (this.cells[0] === first.cell) {
        this.pop();
        odd = !odd;
      }
      if (!odd) continue;
      this.push(first.value, first.cell);
      return first;
    }
  }
}

/** An edge between two stimuli, i > j, and the radius at which it appears. */
interface Edge {
  readonly i: number;
  readonly j: number;
  readonly birth: number;
}

/**
 * The total length of the one-dimensional bars of the R-cross-barcode of two n×n distance matrices w and v (Barannikov
 * et al. 2022): how long, as the radius grows, loops and clusters that min(w, v) has already joined stay apart in w.
 *
 * The barcode is that of a doubled graph of 2n vertices. It is computed on the smaller mapping cone of the inclusion
 * of the Vietoris-Rips complexes VR(w) ⊂ VR(min(w, v)), which has the same homology: every edge ij is born at
 * min(wᵢⱼ, vᵢⱼ) and is killed by a triangle of min(w, v) or, at wᵢⱼ, by itself in w. Persistent cohomology mod 2, the
 * youngest edge first (de Silva, Morozov and Vejdemo-Johansson 2011).
 *
 * @param w Row-major n×n, symmetric, zero diagonal. @param v The same.
 */
export function crossBarcodeLength(w: Float64Array, v: Float64Array, n: number): number {
  const near = w.map((value, k) => Math.min(value, v[k]!));
  const edges: Edge[] = [];
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) edges.push({ i, j, birth: near[i * n + j]! });
  edges.sort((a, b) => b.birth - a.birth || b.i - a.i || b.j - a.j);
  const cells = new Float64Array(n - 1);
  const values = new Float64Array(n - 1);

  /** What an edge is a face of: itself in w, numbered i·n + j (i > j), and the triangles, numbered after all edges. */
  const fillCofaces = ({ i, j, birth }: Edge): void => {
    cells[0] = i * n + j;
    values[0] = w[i * n + j]!;
    for (let k = 0, place = 1; k < n; k++) {
      if (k === i || k === j) continue;
      const low = k < j ? k : j;
      const high = k > i ? k : i;
      const a = near[i * n + k]!;
      const b = near[j * n + k]!;
      const longer = a > b ? a : b;
      cells[place] = n * n * (1 + low) + (i + j + k - low - high) * n + high;
      values[place++] = longer > birth ? longer : birth;
    }
  };

  /** The column whose pivot a cell is: the edges that were added up. */
  const owner = new Map<number, Edge[]>();
  let total = 0;
  for (const edge of edges) {
    fillCofaces(edge);
    let first = 0;
    for (let k = 1; k < n - 1; k++) {
      if (values[k]! < values[first]! || (values[k] === values[first] && cells[k]! < cells[first]!))
        first = k;
    }
    let pivot = { cell: cells[first]!, value: values[first]! };
    let sum = [edge];
    // Most first cofaces are nobody's pivot yet: no column is formed for them.
    if (owner.has(pivot.cell)) {
      const column = new CellHeap();
      const odd = new Map([[edge.i * n + edge.j, edge]]);
      column.pushAll(values, cells);
      for (let found = owner.get(pivot.cell); found !== undefined; found = owner.get(pivot.cell)) {
        for (const other of found) {
          if (!odd.delete(other.i * n + other.j)) odd.set(other.i * n + other.j, other);
          fillCofaces(other);
          column.pushAll(values, cells);
        }
        pivot = column.pivot();
      }
      sum = [...odd.values()];
    }
    owner.set(pivot.cell, sum);
    total += pivot.value - edge.birth;
  }
  return total;
}
