import { describe, expect, it } from "vitest";
import {
  bytesAsWhole,
  gibText,
  memoryBudget,
  rowsAtOnce,
  streamSize,
} from "../../../../cli/score/large/budget.ts";

const GIB = 2 ** 30;

describe("memory", () => {
  it("is what is asked for, else no more than half of what is free", () => {
    expect(memoryBudget(1.5)).toBe(1.5 * GIB);
    expect(memoryBudget(undefined)).toBeGreaterThan(0);
    expect(memoryBudget(undefined)).toBeLessThan(2 ** 44);
  });

  it("of what is read as a whole is four times the numbers, and the process", () => {
    const sources = [
      { rows: 1e6, cols: 256 },
      { rows: 1e6, cols: 100 },
    ];
    expect(bytesAsWhole(sources) - bytesAsWhole([])).toBe(32 * 1e6 * 356);
    expect(gibText(1.5 * GIB)).toBe("1.50 GiB");
  });
});

describe("rows at once", () => {
  it("are as many as 32 MB hold, and fewer where less is allowed", () => {
    const size = { units: 512, read: 512, kept: 0 };
    expect(rowsAtOnce(size, GIB)).toBe(8192);
    const few = rowsAtOnce(size, 0.25 * GIB);
    expect(few).toBeLessThan(8192);
    expect(few).toBeGreaterThanOrEqual(64);
    expect(rowsAtOnce({ ...size, kept: 2 * GIB }, 4 * GIB)).toBe(8192);
  });

  it("are fewer where positions are pooled: what is read of a row is more than its units", () => {
    const sources = [
      { shape: [1000, 64, 7, 7], rows: 1000, cols: 64 },
      { shape: [1000, 10], rows: 1000, cols: 10 },
    ];
    const size = streamSize(sources, 5);
    expect(size).toEqual({ units: 74, read: 64 * 49 + 10, kept: 5 });
    expect(rowsAtOnce(size, GIB)).toBe(Math.floor(2 ** 22 / 3146));
  });

  it("are none where what stands for them is too large: the error says how much is needed", () => {
    // 36 square matrices of 20,000 rows are 107.3 GiB.
    expect(() => rowsAtOnce({ units: 20_000, read: 20_000, kept: 0 }, GIB)).toThrow(
      /107\.\d\d GiB needed of 1\.00 GiB/,
    );
  });
});
