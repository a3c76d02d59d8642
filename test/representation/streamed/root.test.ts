import { describe, expect, it } from "vitest";
import { fromRows } from "../../../core/matrix.ts";
import { backend } from "../../../linalg/index.ts";
import { rootOf } from "../../../representation/streamed/root.ts";

describe("a root", () => {
  it("has the products that it is of, each to roundings of its own size, also where it is singular", () => {
    // The products of (1, 2)ᵀ·10¹⁰, (2, 4)ᵀ, (0, 0)ᵀ and (3, −1)ᵀ·10⁻¹⁰.
    const columns = [
      [1e10, 2e10],
      [2, 4],
      [0, 0],
      [3e-10, -1e-10],
    ];
    const dot = (a: number[], b: number[]): number => a[0]! * b[0]! + a[1]! * b[1]!;
    const products = fromRows(columns.map((a) => columns.map((b) => dot(a, b))));
    const again = backend().gram(rootOf(products)).data;
    products.data.forEach((value, k) => {
      const [a, b] = [columns[Math.floor(k / 4)]!, columns[k % 4]!];
      expect(Math.abs(again[k]! - value)).toBeLessThanOrEqual(4e-15 * Math.sqrt(dot(a, a) * dot(b, b)));
    });
  });
});
