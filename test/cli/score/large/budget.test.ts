import { describe, expect, it } from "vitest";
import { bytesAsWhole, gibText, memoryBudget, rowsAtOnce } from "../../../../cli/score/large/budget.ts";

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
    expect(rowsAtOnce(512, 0, GIB)).toBe(8192);
    const few = rowsAtOnce(512, 0, 0.25 * GIB);
    expect(few).toBeLessThan(8192);
    expect(few).toBeGreaterThanOrEqual(256);
    expect(rowsAtOnce(512, 2 * GIB, 4 * GIB)).toBe(8192);
  });

  it("are none where what stands for them is too large: the error says how much is needed", () => {
    // Eight square matrices of 20,000 rows are 23.8 GiB.
    expect(() => rowsAtOnce(20_000, 0, GIB)).toThrow(/2[45]\.\d\d GiB needed of 1\.00 GiB/);
  });
});
