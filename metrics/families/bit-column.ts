/** The place of the lowest bit that is set; 32 bits, not zero. */
const lowest = (word: number): number => 31 - Math.clz32(word & -word);

/**
 * A column of a matrix over the integers mod 2 as one bit for each row, whose first entries are taken off one after the
 * other. A second layer tells which words may hold a bit, so that empty stretches are passed over.
 */
export class BitColumn {
  private readonly words: Int32Array;
  private readonly filled: Int32Array;
  /** No word of `filled` before it holds a bit. */
  private start: number;

  constructor(rows: number) {
    this.words = new Int32Array((rows >>> 5) + 1);
    this.filled = new Int32Array((rows >>> 10) + 1);
    this.start = this.filled.length;
  }

  /** Adds 1 to a row. */
  flip(row: number): void {
    const word = row >>> 5;
    this.words[word]! ^= 1 << (row & 31);
    const group = word >>> 5;
    this.filled[group]! |= 1 << (word & 31);
    if (group < this.start) this.start = group;
  }

  /** Takes off the first row that holds a 1; −1 where there is none. */
  takeFirst(): number {
    const { words, filled } = this;
    for (; this.start < filled.length; this.start++) {
      for (let left = filled[this.start]!; left !== 0; left &= left - 1) {
        const word = 32 * this.start + lowest(left);
        const bits = words[word]!;
        if (bits !== 0) {
          words[word] = bits & (bits - 1);
          filled[this.start] = left;
          return 32 * word + lowest(bits);
        }
      }
      filled[this.start] = 0;
    }
    return -1;
  }

  /** Makes all rows 0. */
  clear(): void {
    const { words, filled } = this;
    for (; this.start < filled.length; this.start++) {
      for (let left = filled[this.start]!; left !== 0; left &= left - 1)
        words[32 * this.start + lowest(left)] = 0;
      filled[this.start] = 0;
    }
  }
}
