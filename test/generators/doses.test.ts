import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { centeredBasis } from "../../generators/components.ts";
import {
  evenDirections,
  keptUnits,
  quantised,
  rowBlocks,
  sharedSubspace,
  swappedRows,
  turnedTowards,
  withNoise,
} from "../../generators/doses.ts";
import { haar } from "../../generators/haar.ts";
import { combine, frobenius, inner, selectColumns, squaredNorm } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { representation } from "../../representation/create.ts";
import { canonicalCorrelations } from "../../representation/spectral.ts";
import { fromArray, gaussian } from "../support/data.ts";
import { column, correlation } from "./support.ts";

const a = gaussian(40, 6, "a");
const b = gaussian(40, 6, "b");

describe("turnedTowards", () => {
  it("between orthogonal matrices keeps the norm, and the cosine of two angles is that of their difference", () => {
    const basis = centeredBasis(30, 2, randomFrom("turn"));
    const [u, w] = [selectColumns(basis, [0]), selectColumns(basis, [1])];
    const [first, second] = [turnedTowards(u, w, 0.3), turnedTowards(u, w, 1.1)];
    expect(frobenius(first)).toBeCloseTo(1, 12);
    expect(inner(first.data, second.data)).toBeCloseTo(Math.cos(0.8), 12);
  });
});

describe("withNoise", () => {
  it("has the signal-to-noise ratio asked for, and none at infinity", () => {
    for (const snr of [0.1, 1, 25]) {
      const added = combine(1, withNoise(a, b, snr), -1, a);
      expect(squaredNorm(a) / squaredNorm(added) / snr).toBeCloseTo(1, 12);
    }
    expect(withNoise(a, b, Infinity)).toEqual(a);
  });
});

describe("sharedSubspace", () => {
  it("has as many canonical correlations of 1 as directions are shared, the others 0", () => {
    const basis = centeredBasis(40, 10, randomFrom("shared"));
    const [u, w] = [selectColumns(basis, [0, 1, 2, 3, 4]), selectColumns(basis, [5, 6, 7, 8, 9])];
    const q = haar(5, 5, randomFrom("q"));
    for (const shared of [0, 2, 5]) {
      const made = sharedSubspace(u, w, q, shared);
      expect(squaredNorm(made)).toBeCloseTo(5, 12);
      const rho = canonicalCorrelations(representation(u), representation(made));
      for (let i = 0; i < 5; i++) expect(rho[i] ?? 0).toBeCloseTo(i < shared ? 1 : 0, 7);
    }
  });
});

describe("evenDirections", () => {
  it("is orthogonal with elements of one size, another one for another seed, and refuses other widths", () => {
    for (const p of [1, 2, 16]) {
      const q = evenDirections(p, randomFrom("even", p));
      for (const value of q.data) expect(Math.abs(value)).toBeCloseTo(1 / Math.sqrt(p), 12);
      backend()
        .gram(q)
        .data.forEach((value, k) => expect(value).toBeCloseTo(k % (p + 1) === 0 ? 1 : 0, 12));
    }
    expect(evenDirections(8, randomFrom(1))).not.toEqual(evenDirections(8, randomFrom(2)));
    expect(() => evenDirections(12, randomFrom(1))).toThrow(/power of two/);
  });

  it("takes the same share of every component with each direction that is not shared", () => {
    const basis = centeredBasis(40, 8, randomFrom("share"));
    const [u, w] = [selectColumns(basis, [0, 1, 2, 3]), selectColumns(basis, [4, 5, 6, 7])];
    const made = sharedSubspace(u, w, evenDirections(4, randomFrom("q")), 3);
    for (let j = 0; j < 4; j++)
      expect(inner(selectColumns(u, [j]).data, selectColumns(made, [j]).data)).toBeCloseTo(0.75, 12);
  });
});

describe("swappedRows", () => {
  it("moves every row of the swapped blocks and no other, and keeps all rows", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 50 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        (n, count, seed) => {
          const blocks = rowBlocks(n, count, randomFrom(seed));
          expect(blocks.flatMap((block) => [...block]).sort((u, v) => u - v)).toEqual(
            Array.from({ length: n }, (_, i) => i),
          );
          const rows = fromArray(Array.from({ length: n }, (_, i) => [i])).values;
          for (let swapped = 0; swapped <= count; swapped++) {
            const made = [...swappedRows(rows, blocks.slice(0, swapped)).data];
            const touched = new Set(blocks.slice(0, swapped).flatMap((block) => [...block]));
            made.forEach((from, i) => expect(from !== i).toBe(touched.has(i)));
            expect(new Set(made).size).toBe(n);
          }
        },
      ),
    );
  });
});

describe("keptUnits", () => {
  it("keeps the first units of the order, in the order of the data; fewer are a subset of more", () => {
    const order = Int32Array.from([3, 0, 5, 1, 2, 4]);
    expect(keptUnits(a, order, 3)).toEqual(selectColumns(a, [0, 3, 5]));
    expect(keptUnits(a, order, 6)).toEqual(a);
  });
});

describe("quantised", () => {
  it("has two levels a bit, at ±1 standard deviation for one bit, and refuses less", () => {
    const made = quantised(a, 1);
    for (let j = 0; j < 6; j++) {
      const values = column(a, j);
      const mean = values.reduce((total, value) => total + value, 0) / 40;
      const sd = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / 40);
      column(made, j).forEach((value, i) =>
        expect(value).toBeCloseTo(mean + (values[i]! >= mean ? sd : -sd), 12),
      );
      expect(new Set(column(quantised(a, 3), j)).size).toBeLessThanOrEqual(8);
    }
    expect(() => quantised(a, 0)).toThrow(/whole number/);
  });

  it("leaves a Gaussian unit correlated √(2/π) with itself at one bit, and more at each further bit", () => {
    const unit = gaussian(20000, 1, "bits");
    const kept = [1, 2, 3, 4].map((bits) => correlation([...unit.data], [...quantised(unit, bits).data]));
    expect(Math.abs(kept[0]! - Math.sqrt(2 / Math.PI))).toBeLessThan(0.01);
    expect(kept).toEqual([...kept].sort((u, v) => u - v));
  });

  it("leaves a constant unit alone", () => {
    const constant = fromArray([[3], [3], [3]]).values;
    expect(quantised(constant, 2)).toEqual(constant);
  });
});
