import { describe, expect, it } from "vitest";
import { availableBackends, backend, useBackend } from "../../../linalg/index.ts";
import { selectColumns, transpose } from "../../../linalg/elementwise.ts";
import { gaussian } from "../../support/data.ts";

const native = availableBackends().find(({ name }) => name === "native");
const single = native?.single;
if (native !== undefined) useBackend("native");

/** The largest difference of two arrays, as a share of the largest number. */
function error(found: Float64Array, right: Float64Array): number {
  const largest = right.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return found.reduce((most, value, k) => Math.max(most, Math.abs(value - right[k]!)), 0) / largest;
}

describe.skipIf(single === undefined)("single precision of the library", () => {
  it("multiplies as double does, to 24 bits, whatever is transposed", () => {
    const [a, b] = [gaussian(70, 30, "a"), gaussian(30, 50, "b")];
    const right = backend().multiply(a, b).data;
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const [x, y] = [transposeA ? transpose(a) : a, transposeB ? transpose(b) : b];
        const found = single!.multiply(x, y, { transposeA, transposeB }).data;
        expect(error(found, right)).toBeLessThan(1e-6);
        // It is single precision that was asked: double would be equal.
        expect(error(found, right)).toBeGreaterThan(1e-12);
      }
    }
    expect(() => single!.multiply(a, a)).toThrow(/must be equal/);
    expect(single!.multiply(gaussian(0, 4, "e"), gaussian(4, 3, "f"))).toMatchObject({ rows: 0, cols: 3 });
  });

  it("makes exactly symmetric Gram matrices of both sides", () => {
    const a = gaussian(41, 17, "g");
    for (const columns of [true, false]) {
      const found = single!.gram(a, columns);
      expect(error(found.data, backend().gram(a, columns).data)).toBeLessThan(1e-6);
      expect(transpose(found)).toEqual(found);
    }
  });

  it("finds the eigenvalues of Gram matrices of both sides at once", () => {
    const a = gaussian(41, 17, "g");
    for (const columns of [true, false]) {
      const right = backend().eigenvaluesSymmetric(backend().gram(a, columns));
      expect(error(single!.eigenvaluesOfGram(a, columns), right)).toBeLessThan(1e-5);
    }
    expect([...single!.eigenvaluesOfGram(gaussian(0, 2, "e"))]).toEqual([0, 0]);
  });

  it("finds eigenvalues in descending order and eigenvectors that rebuild the matrix, after larger ones too", () => {
    for (const p of [60, 5, 1]) {
      const a = backend().gram(gaussian(80, p, "h"));
      const { values, vectors } = single!.eigenSymmetric(a);
      const scaled = { ...vectors, data: vectors.data.map((v, k) => v * values[k % p]!) };
      expect(error(backend().multiply(scaled, vectors, { transposeB: true }).data, a.data)).toBeLessThan(
        1e-5,
      );
      const alone = single!.eigenvaluesSymmetric(a);
      expect(error(alone, backend().eigenvaluesSymmetric(a))).toBeLessThan(1e-5);
      expect(error(alone, values)).toBeLessThan(1e-5);
      expect([...alone]).toEqual([...alone].sort((u, v) => v - u));
    }
    expect(() => single!.eigenSymmetric(selectColumns(gaussian(4, 4, "i"), [0, 1]))).toThrow(/square/);
  });
});
