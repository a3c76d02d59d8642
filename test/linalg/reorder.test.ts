import { describe, expect, it } from "vitest";
import { clearUpper, mirrorLower, rowsToColumnsReversed, transposed } from "../../linalg/reorder.ts";

const counted = (rows: number, cols: number): Float64Array =>
  Float64Array.from({ length: rows * cols }, (_, k) => k + 1);

describe.each([1, 2, 15, 16, 17, 33])("n = %i", (n) => {
  it("mirrorLower copies the lower triangle up", () => {
    const data = counted(n, n);
    mirrorLower(data, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        expect(data[i * n + j]).toBe(i * n + j + 1);
        expect(data[j * n + i]).toBe(i * n + j + 1);
      }
    }
  });

  it("rowsToColumnsReversed makes the last row the first column", () => {
    const result = rowsToColumnsReversed(counted(n, n), n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) expect(result.data[i * n + j]).toBe((n - 1 - j) * n + i + 1);
    }
  });
});

describe.each([
  [3, 3],
  [2, 5],
  [5, 2],
])("%i×%i", (rows, cols) => {
  it("clearUpper leaves the lower triangle and the diagonal", () => {
    const lower = counted(rows, cols);
    clearUpper(lower, rows, cols);
    counted(rows, cols).forEach((x, k) => {
      const [i, j] = [Math.floor(k / cols), k % cols];
      expect(lower[k]).toBe(j <= i ? x : 0);
    });
  });
});

it("transposed exchanges rows and columns, whole tiles and parts of them", () => {
  for (const [rows, cols] of [
    [1, 5],
    [16, 16],
    [17, 33],
    [40, 3],
  ] as const) {
    transposed(counted(rows, cols), rows, cols).forEach((x, k) => {
      expect(x).toBe((k % rows) * cols + Math.floor(k / rows) + 1);
    });
  }
});
