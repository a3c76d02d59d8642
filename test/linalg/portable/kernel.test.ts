import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { startKernel } from "../../../linalg/portable/kernel.ts";
import { naiveProduct, relativeDistance } from "../support.ts";

const random = randomFrom("test", "kernel");

describe("memory", () => {
  it("is aligned, grows, and is given back", () => {
    const { exports: kernel, memory } = startKernel();
    const first = kernel.reserve(3);
    const second = kernel.reserve(1);
    expect(first % 64).toBe(0);
    expect(second - first).toBe(64);
    kernel.release(first);
    expect(kernel.reserve(1)).toBe(first);
    const before = memory.buffer.byteLength;
    const large = kernel.reserve(2 ** 20);
    expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(large + 2 ** 23);
    expect(memory.buffer.byteLength).toBeGreaterThan(before);
    kernel.reset();
    expect(kernel.reserve(1)).toBe(first);
  });

  it("belongs to one kernel", () => {
    const [one, two] = [startKernel(), startKernel()];
    expect(one.memory).not.toBe(two.memory);
  });
});

describe("gemm", () => {
  it("adds alpha times the product to what is there, with leading dimensions", () => {
    const { exports: kernel, memory } = startKernel();
    const [m, n, k] = [7, 6, 5];
    const [lda, ldb, ldc] = [8, 9, 10];
    const [a, b] = [random.gaussianMatrix(m, k), random.gaussianMatrix(k, n)];
    const [pa, pb, pc] = [kernel.reserve(m * lda), kernel.reserve(k * ldb), kernel.reserve(m * ldc)];
    const view = new Float64Array(memory.buffer);
    view.fill(1, 0, (pc + 8 * m * ldc) / 8);
    for (let i = 0; i < m; i++) view.set(a.data.subarray(i * k, (i + 1) * k), pa / 8 + i * lda);
    for (let i = 0; i < k; i++) view.set(b.data.subarray(i * n, (i + 1) * n), pb / 8 + i * ldb);
    kernel.gemm(0, 0, m, n, k, -2, pa, lda, pb, ldb, pc, ldc, 0);
    const expected = naiveProduct(a, b);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < ldc; j++) {
        const got = new Float64Array(memory.buffer)[pc / 8 + i * ldc + j]!;
        // What lies beyond the n columns is not touched.
        expect(got).toBeCloseTo(j < n ? 1 - 2 * expected.data[i * n + j]! : 1, 12);
      }
    }
  });

  it("leaves whole tiles above the diagonal alone when the lower triangle is wanted", () => {
    for (const n of [3, 4, 5, 130, 517]) {
      const { exports: kernel, memory } = startKernel();
      const a = random.gaussianMatrix(n, 2);
      const [pa, pc] = [kernel.reserve(n * 2), kernel.reserve(n * n)];
      new Float64Array(memory.buffer).set(a.data, pa / 8);
      kernel.gemm(0, 1, n, n, 2, 1, pa, 2, pa, 2, pc, n, 1);
      const c = new Float64Array(memory.buffer, pc, n * n);
      const lower = { rows: n, cols: n, data: c.map((x, k) => (k % n > Math.floor(k / n) ? 0 : x)) };
      const full = naiveProduct(a, { rows: 2, cols: n, data: transposed(a.data, n) });
      const expected = { ...full, data: full.data.map((x, k) => (k % n > Math.floor(k / n) ? 0 : x)) };
      expect(relativeDistance(lower, expected)).toBeLessThan(1e-15);
      for (let i = 0; i < n; i++) for (let j = i + 4; j < n; j++) expect(c[i * n + j]).toBe(0);
    }
  });
});

function transposed(data: Float64Array, rows: number): Float64Array {
  const cols = data.length / rows;
  return Float64Array.from(data, (_, k) => data[(k % rows) * cols + Math.floor(k / rows)]!);
}
