import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { haar } from "../../../generators/haar.ts";
import { backend } from "../../../linalg/index.ts";
import { rdmBures, rdmBuresSquared } from "../../../metrics/families/rdm-bures.ts";
import { representation } from "../../../representation/create.ts";
import { fromArray, pairOf, times } from "../../support/data.ts";

const [x, y] = pairOf(6, { n: 10, p1: 3, p2: 4 });

describe("rdmBures", () => {
  it("of one-dimensional points is the absolute correlation", () => {
    const [u, v] = [fromArray([[1], [2], [3], [5]]), fromArray([[2], [1], [4], [3]])];
    expect(rdmBures(u, v, "squared-euclidean")).toBeCloseTo(3.5 / Math.sqrt(8.75 * 5), 13);
    expect(rdmBures(u, times(v, -2), "squared-euclidean")).toBeCloseTo(3.5 / Math.sqrt(8.75 * 5), 13);
  });

  it("of distances that are squared distances of other points is that of those points", () => {
    // In unary, 0 → 00, 1 → 10, 2 → 11, squared distances are |a − b|.
    const unary = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    const [a, b] = [
      [0, 1, 2, 1],
      [2, 0, 1, 1],
    ];
    const line = (of: number[]): ReturnType<typeof fromArray> => fromArray(of.map((v) => [v]));
    const code = (of: number[]): ReturnType<typeof fromArray> => fromArray(of.map((v) => unary[v]!));
    expect(rdmBures(line(a), line(b), "euclidean")).toBeCloseTo(
      rdmBures(code(a), code(b), "squared-euclidean"),
      12,
    );
    expect(rdmBuresSquared(line(a), line(b), "euclidean", [1, 1])).toBeCloseTo(
      rdmBuresSquared(code(a), code(b), "squared-euclidean", [1, 1]),
      12,
    );
  });

  it("has no value for one point only", () => {
    const flat = fromArray(Array.from({ length: 10 }, () => [1]));
    expect(() => rdmBures(x, flat, "squared-euclidean")).toThrow(/^Y has a constant RDM/);
    expect(() => rdmBures(flat, y, "euclidean")).toThrow(/^X has a constant RDM/);
  });
});

describe("rdmBuresSquared", () => {
  it("is the squared distance after the best rotation", () => {
    const [u, v] = [
      fromArray([
        [0, 0],
        [1, 0],
        [0, 2],
      ]),
      fromArray([
        [0, 0],
        [0, 3],
        [1, 0],
      ]),
    ];
    // Best over a grid of rotations and reflections of the centred points.
    const centre = (of: typeof u): number[][] => {
      const rows = [0, 1, 2].map((i) => [...of.values.data.subarray(2 * i, 2 * i + 2)]);
      return rows.map((row) =>
        row.map((value, c) => value - (rows[0]![c]! + rows[1]![c]! + rows[2]![c]!) / 3),
      );
    };
    const [a, b] = [centre(u), centre(v)];
    let best = Infinity;
    for (let step = 0; step < 20000; step++) {
      const angle = (2 * Math.PI * step) / 20000;
      for (const sign of [1, -1]) {
        let total = 0;
        a.forEach(([p, q], i) => {
          const [r, s] = [
            Math.cos(angle) * p! - Math.sin(angle) * q!,
            Math.sin(angle) * p! + Math.cos(angle) * q!,
          ];
          total += (r - b[i]![0]!) ** 2 + (sign * s - b[i]![1]!) ** 2;
        });
        best = Math.min(best, total);
      }
    }
    expect(rdmBuresSquared(u, v, "squared-euclidean", [1, 1])).toBeCloseTo(best, 6);
  });

  it("is far below rounding of the size for points that differ by a rotation, from either side", () => {
    const rotated = representation(backend().multiply(x.values, haar(3, 3, randomFrom("bures"))));
    const wide = representation({
      rows: 10,
      cols: 5,
      data: Float64Array.from({ length: 50 }, (_, k) =>
        k % 5 < 3 ? rotated.values.data[Math.floor(k / 5) * 3 + (k % 5)]! : 0,
      ),
    });
    for (const [a, b] of [
      [x, rotated],
      [x, wide],
      [wide, x],
    ] as const) {
      expect(rdmBuresSquared(a, b, "squared-euclidean", [1, 1])).toBeLessThan(1e-26);
    }
  });

  it("with shares is that of scaled dissimilarities", () => {
    const wanted = rdmBuresSquared(times(x, 2), times(y, 3), "squared-euclidean", [1, 1]);
    expect(rdmBuresSquared(x, y, "squared-euclidean", [4, 9])).toBeCloseTo(wanted, 9);
  });
});
