import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { matrix } from "../../core/matrix.ts";
import { fromRows } from "../../core/matrix.ts";
import { addToRows, selectRows } from "../../linalg/elementwise.ts";
import { representation } from "../../representation/create.ts";
import { permuteRows } from "../../representation/permute-rows.ts";
import { asksFirst, distances, distanceTriangle, findDistances } from "../../representation/distances.ts";
import { gaussian, times } from "../support/data.ts";

const table = (x: ReturnType<typeof representation>): Float64Array => {
  const { squared, scale } = distances(x);
  return squared.data.map((value) => value * scale ** 2);
};

const byDefinition = ({ rows, cols, data }: ReturnType<typeof matrix>): Float64Array =>
  Float64Array.from({ length: rows * rows }, (_, k) => {
    const [i, j] = [Math.floor(k / rows), k % rows];
    let total = 0;
    for (let c = 0; c < cols; c++) total += (data[i * cols + c]! - data[j * cols + c]!) ** 2;
    return total;
  });

describe("distances", () => {
  it("are right to 1e-12 of themselves, also between two points that are close together far from the rest", () => {
    const values = gaussian(20, 6, "near");
    // Rows 0 and 1: 1e-6 apart. A Gram matrix alone would have lost all but four of their digits.
    for (let c = 0; c < 6; c++) values.data[6 + c] = values.data[c]! + (c === 0 ? 1e-6 : 0);
    const [ours, defined] = [table(representation(values)), byDefinition(values)];
    // The points themselves are only given to 1e-16, their centred difference of 1e-6 to 1e-10.
    ours.forEach((value, k) => {
      expect(Math.abs(value - defined[k]!)).toBeLessThanOrEqual(
        (defined[k]! < 1e-6 ? 1e-9 : 1e-12) * defined[k]!,
      );
    });
    expect(ours[1]).toBeCloseTo(1e-12, 20);
  });

  it("are zero on the diagonal, symmetric to the bit, and zero between equal rows of any mean", () => {
    const values = addToRows(gaussian(12, 3, "equal"), [1e6, -1e6, 1e3]);
    const x = representation(selectRows(values, [0, 1, 2, 0, 4, 5, 1, 0]));
    const d = distances(x).squared.data;
    for (let i = 0; i < 8; i++) for (let j = 0; j < 8; j++) expect(d[i * 8 + j]).toBe(d[j * 8 + i]);
    for (const [i, j] of [
      [0, 0],
      [0, 3],
      [0, 7],
      [3, 7],
      [1, 6],
    ] as const)
      expect(d[i * 8 + j]).toBe(0);
    expect(d[2]).toBeGreaterThan(0);
  });

  it("do not change with a power of two: not one bit", () => {
    fc.assert(
      fc.property(fc.integer({ min: -480, max: 480 }), (exponent) => {
        const x = representation(gaussian(6, 2, "power"));
        const scaled = distances(times(x, 2 ** exponent));
        expect(scaled.squared).toEqual(distances(x).squared);
        expect(scaled.scale).toBe(distances(x).scale * 2 ** exponent);
      }),
      { numRuns: 10 },
    );
  });

  it("between rows that differ by rounding are zero", () => {
    const x = representation(
      fromRows([
        [0.1 + 0.2, 5],
        [0.3, 5],
        [7, 1],
      ]),
    );
    expect(distances(x).squared.data[1]).toBe(0);
  });
});

describe("distanceTriangle", () => {
  it("is right for so many rows that the Gram matrix is taken in blocks, clusters and equal rows included", () => {
    const n = 530;
    const values = gaussian(n, 3, "blocks");
    // Rows 0 … 9 are 1e-5 apart, far from the others, and row 529 is row 100.
    for (let i = 0; i < 10; i++) for (let c = 0; c < 3; c++) values.data[i * 3 + c] = 40 + 1e-5 * (i + c * i);
    values.data.copyWithin(529 * 3, 300, 303);
    const x = representation(values);
    const [wanted, found] = [byDefinition(values), distanceTriangle(x)];
    let [worst, k] = [0, 0];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++, k++) {
        const error = Math.abs(found.values[k]! * found.scale ** 2 - wanted[i * n + j]!);
        worst = Math.max(worst, error / (wanted[i * n + j]! || 1e-300));
      }
    }
    // Coordinates of 40 that differ by 1e-5 are known to 1e-9 of that.
    expect(worst).toBeLessThan(1e-8);
    expect(found.values[(529 * 528) / 2 + 100]).toBe(0);
    expect([found.least, found.most]).toEqual([0, found.values.reduce((a, b) => Math.max(a, b), 0)]);
  });

  it.each([
    [0.5, 1],
    [0.5, 2 ** 37],
    [0.5, 1e120],
    [3, 1],
    [1e6, 1e-3],
  ])("is right with means of %f and values in units of %f", (mean, unit) => {
    const [n, p] = [520, 4];
    const values = gaussian(n, p, "means");
    for (let k = 0; k < n * p; k++) values.data[k] = (values.data[k]! + mean * (1 + (k % p))) * unit;
    const found = distanceTriangle(representation(values));
    const wanted = byDefinition({ ...values, data: values.data.map((value) => value / unit) });
    let [worst, k] = [0, 0];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++, k++) {
        const value = found.values[k]! * (found.scale / unit) ** 2;
        worst = Math.max(worst, Math.abs(value / wanted[i * n + j]! - 1));
      }
    }
    expect(worst).toBeLessThan(1e-12 + 1e-13 * mean);
  });

  it("is what findDistances writes, to the bit", () => {
    const x = representation(gaussian(520, 2, "again"));
    const into = new Float64Array((520 * 519) / 2);
    const found = findDistances(x, into);
    expect(found.values).toBe(into);
    const kept = distanceTriangle(x);
    expect([kept.least, kept.most, kept.scale]).toEqual([found.least, found.most, found.scale]);
    expect(kept.values.every((value, k) => value === into[k])).toBe(true);
  });
});

describe("asksFirst", () => {
  it("is said once of many rows, and not once the distances are kept, nor of reordered rows", () => {
    const [x, y] = [representation(gaussian(513, 1, "first")), representation(gaussian(513, 1, "second"))];
    expect([asksFirst(x), asksFirst(x)]).toEqual([true, false]);
    distanceTriangle(y);
    expect(asksFirst(y)).toBe(false);
    expect(
      asksFirst(
        permuteRows(
          y,
          Int32Array.from({ length: 513 }, (_, i) => 512 - i),
        ),
      ),
    ).toBe(false);
    expect(asksFirst(representation(gaussian(512, 1, "few")))).toBe(false);
  });
});
