import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { inner } from "../../linalg/elementwise.ts";
import { triangle } from "../../representation/kernels.ts";
import { hollow, packHollow, packSymmetric, uCenter, unpack } from "../../representation/symmetric.ts";
import { gaussian } from "../support/data.ts";

function symmetric(n: number, seed: string): Matrix {
  const a = gaussian(n, n, seed).data;
  return matrix(
    n,
    n,
    Float64Array.from({ length: n * n }, (_, k) => a[k]! + a[(k % n) * n + Math.floor(k / n)]!),
  );
}

const withoutDiagonal = (a: Matrix): Matrix => ({
  ...a,
  data: a.data.map((v, k) => (k % (a.rows + 1) === 0 ? 0 : v)),
});

const [a, b] = [symmetric(7, "a"), symmetric(7, "b")];

describe("packSymmetric, packHollow and unpack", () => {
  it("keep inner products, with and without the diagonal", () => {
    expect(inner(packSymmetric(a), packSymmetric(b))).toBeCloseTo(inner(a.data, b.data), 12);
    const [ha, hb] = [withoutDiagonal(a), withoutDiagonal(b)];
    expect(inner(packHollow(a), packHollow(b))).toBeCloseTo(inner(ha.data, hb.data), 12);
  });

  it("are undone", () => {
    unpack(packSymmetric(a), 7).data.forEach((value, k) => expect(value).toBeCloseTo(a.data[k]!, 14));
    unpack(packHollow(a), 7).data.forEach((value, k) =>
      expect(value).toBeCloseTo(withoutDiagonal(a).data[k]!, 14),
    );
  });
});

describe("hollow", () => {
  it("is the matrix of a triangle", () => {
    expect(hollow(triangle(a), 7)).toEqual(withoutDiagonal(a));
  });
});

describe("uCenter", () => {
  it("has a zero diagonal and rows that add up to zero, and reads no diagonal", () => {
    const u = uCenter(a);
    for (let i = 0; i < 7; i++) {
      expect(u.data[i * 8]).toBe(0);
      expect(u.data.subarray(7 * i, 7 * i + 7).reduce((s, v) => s + v, 0)).toBeCloseTo(0, 12);
    }
    const other = uCenter({ ...a, data: a.data.map((v, k) => (k % 8 === 0 ? 1e6 : v)) });
    other.data.forEach((value, k) => expect(value).toBeCloseTo(u.data[k]!, 8));
  });

  it("is a projection that kills constants", () => {
    const u = uCenter(a);
    uCenter(u).data.forEach((value, k) => expect(value).toBeCloseTo(u.data[k]!, 12));
    const raised = uCenter({ ...a, data: a.data.map((v) => v + 5) });
    raised.data.forEach((value, k) => expect(value).toBeCloseTo(u.data[k]!, 12));
    expect(inner(u.data, b.data)).toBeCloseTo(inner(u.data, uCenter(b).data), 11);
  });
});
