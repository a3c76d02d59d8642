/** A binary heap of cells by radius, ties by number, the first on top; equal entries cancel in pairs (arithmetic mod 2). */
export class CellHeap {
  private values = new Float64Array(1024);
  private cells = new Float64Array(1024);
  private size = 0;

  /** Empties it; the space is kept. */
  clear(): void {
    this.size = 0;
  }

  /** Whether entry `a` stands before a cell. */
  private before(a: number, value: number, cell: number): boolean {
    const own = this.values[a]!;
    return own < value || (own === value && this.cells[a]! < cell);
  }

  push(value: number, cell: number): void {
    if (this.size === this.values.length) {
      const [values, cells] = [new Float64Array(2 * this.size), new Float64Array(2 * this.size)];
      values.set(this.values);
      cells.set(this.cells);
      [this.values, this.cells] = [values, cells];
    }
    const { values, cells } = this;
    let place = this.size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.before(parent, value, cell)) break;
      values[place] = values[parent]!;
      cells[place] = cells[parent]!;
      place = parent;
    }
    values[place] = value;
    cells[place] = cell;
  }

  /** Takes the top off. */
  private drop(): void {
    const { values, cells } = this;
    const size = --this.size;
    const [value, cell] = [values[size]!, cells[size]!];
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && this.before(child + 1, values[child]!, cells[child]!)) child++;
      if (!this.before(child, value, cell)) break;
      values[place] = values[child]!;
      cells[place] = cells[child]!;
      place = child;
    }
    values[place] = value;
    cells[place] = cell;
  }

  /** Takes off the first cell that is there an odd number of times; undefined where there is none. */
  takeFirst(): { value: number; cell: number } | undefined {
    while (this.size > 0) {
      const [value, cell] = [this.values[0]!, this.cells[0]!];
      let odd = false;
      while (this.size > 0 && this.cells[0] === cell) {
        this.drop();
        odd = !odd;
      }
      if (odd) return { value, cell };
    }
    return undefined;
  }
}
