import { describe, expect, it } from "vitest";
import { crossBarcodeLengths } from "../../../metrics/families/cross-barcode.ts";
import { gaussian } from "../../support/data.ts";

const crossBarcodeLength = (w: Float64Array, v: Float64Array, n: number): number =>
  crossBarcodeLengths(w, v, n)[0];

/** Distances between the rows of a Gaussian matrix. */
function cloud(n: number, ...seed: (string | number)[]): Float64Array {
  const { data } = gaussian(n, 3, "cloud", ...seed);
  return Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n) * 3, (k % n) * 3];
    return Math.hypot(data[i]! - data[j]!, data[i + 1]! - data[j + 1]!, data[i + 2]! - data[j + 2]!);
  });
}

interface Simplex {
  readonly vertices: readonly number[];
  readonly radius: number;
}

/**
 * The definition: the graph with 2n vertices of Barannikov et al. (2022), the Vietoris-Rips complex up to triangles,
 * and its boundary matrix reduced column by column (Edelsbrunner, Letscher and Zomorodian 2002).
 */
function byDoubledGraph(w: Float64Array, v: Float64Array, n: number): number {
  const distance = (a: number, b: number): number => {
    if (a < n && b < n) return 0;
    if (a >= n && b >= n) return Math.min(w[(a - n) * n + b - n]!, v[(a - n) * n + b - n]!);
    const [i, j] = a < n ? [a, b - n] : [b, a - n];
    return i < j ? w[i * n + j]! : i === j ? 0 : Infinity;
  };
  const simplices: Simplex[] = [];
  for (let a = 0; a < 2 * n; a++) {
    simplices.push({ vertices: [a], radius: 0 });
    for (let b = 0; b < a; b++) {
      simplices.push({ vertices: [b, a], radius: distance(a, b) });
      for (let c = 0; c < b; c++) {
        const radius = Math.max(distance(a, b), distance(a, c), distance(b, c));
        simplices.push({ vertices: [c, b, a], radius });
      }
    }
  }
  const finite = simplices
    .filter(({ radius }) => radius < Infinity)
    .sort((p, q) => p.radius - q.radius || p.vertices.length - q.vertices.length);
  const place = new Map(finite.map(({ vertices }, k) => [vertices.join(), k]));
  const columns = new Map<number, Set<number>>();
  let total = 0;
  for (const { vertices, radius } of finite) {
    const column = new Set(
      vertices.length === 1
        ? []
        : vertices.map((_, k) => place.get(vertices.filter((__, m) => m !== k).join())!),
    );
    while (column.size > 0) {
      const low = Math.max(...column);
      const other = columns.get(low);
      if (other === undefined) {
        columns.set(low, column);
        if (vertices.length === 3) total += radius - finite[low]!.radius;
        break;
      }
      for (const entry of other) if (!column.delete(entry)) column.add(entry);
    }
  }
  return total;
}

describe("crossBarcodeLengths", () => {
  it("is the total length of the bars of the doubled graph, by its definition", () => {
    for (let n = 3; n <= 9; n++) {
      for (let seed = 0; seed < 3; seed++) {
        const [w, v] = [cloud(n, n, seed), cloud(n, n, seed + 100)];
        const [forth, back] = crossBarcodeLengths(w, v, n);
        expect(forth).toBeCloseTo(byDoubledGraph(w, v, n), 12);
        expect(back).toBeCloseTo(byDoubledGraph(v, w, n), 12);
      }
    }
  });

  it("is the same where many distances are equal", () => {
    for (let seed = 0; seed < 12; seed++) {
      const coarse = (d: Float64Array): Float64Array => d.map((value) => Math.ceil(value));
      const [w, v] = [coarse(cloud(9, "ties", seed)), coarse(cloud(9, "ties", seed + 100))];
      const [forth, back] = crossBarcodeLengths(w, v, 9);
      expect(forth).toBeCloseTo(byDoubledGraph(w, v, 9), 12);
      expect(back).toBeCloseTo(byDoubledGraph(v, w, 9), 12);
    }
  });

  it("is zero for the same distances, and where w is never the longer", () => {
    const w = cloud(12, "same");
    expect(crossBarcodeLength(w, w, 12)).toBe(0);
    expect(
      crossBarcodeLength(
        w,
        w.map((value) => 2 * value),
        12,
      ),
    ).toBe(0);
  });

  it("is the gap between two clusters that v sees as one", () => {
    // Pairs {0, 1} and {2, 3} at distance 10 in w; all within 1 in v: one bar from 1 to 10.
    const w = Float64Array.of(0, 1, 10, 10, 1, 0, 10, 10, 10, 10, 0, 1, 10, 10, 1, 0);
    const v = w.map((value) => Math.min(1, value));
    expect(crossBarcodeLength(w, v, 4)).toBe(9);
    expect(crossBarcodeLength(v, w, 4)).toBe(0);
  });

  it("is not changed by the order of the stimuli", () => {
    const n = 14;
    const [w, v] = [cloud(n, "a"), cloud(n, "b")];
    const order = Array.from({ length: n }, (_, i) => (i * 5) % n);
    const turned = (d: Float64Array): Float64Array =>
      d.map((_, k) => d[order[Math.floor(k / n)]! * n + order[k % n]!]!);
    expect(crossBarcodeLength(turned(w), turned(v), n)).toBeCloseTo(crossBarcodeLength(w, v, n), 12);
  });
});
