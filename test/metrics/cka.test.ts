import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { randomFrom } from "../../core/random.ts";
import { addToRows } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf } from "../support/data.ts";

const metric = await metricById("cka-linear");
const debiased = await metricById("cka-debiased");

/** Song's U-statistic written out: the mean over all ordered quadruples of different rows. */
function hsicByQuadruples(k: Matrix, l: Matrix): number {
  const n = k.rows;
  let [total, count] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let q = 0; q < n; q++) {
        for (let r = 0; r < n; r++) {
          if (new Set([i, j, q, r]).size < 4) continue;
          total += k.data[i * n + j]! * (l.data[i * n + j]! + l.data[q * n + r]! - 2 * l.data[i * n + q]!);
          count++;
        }
      }
    }
  }
  return total / count;
}

function gramOf({ rows, cols, data }: Matrix): Matrix {
  const k = matrix(rows, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      for (let c = 0; c < cols; c++) k.data[i * rows + j]! += data[i * cols + c]! * data[j * cols + c]!;
    }
  }
  return k;
}

describe("cka-linear", () => {
  it("is the squared correlation of two single units", () => {
    const [x, y] = [fromArray([[1], [2], [3], [5]]), fromArray([[2], [1], [4], [3]])];
    // r = 3.5 / √(8.75 · 5)
    expect(compare(metric, x, y)).toBeCloseTo(3.5 ** 2 / (8.75 * 5), 14);
  });

  it("agrees between the feature form and the example form", () => {
    const [x, y] = pairOf(4, { n: 20, p1: 19, p2: 18 });
    const wide = (of: typeof x): typeof x =>
      representation(
        matrix(
          20,
          40,
          Float64Array.from({ length: 800 }, (_, k) =>
            k % 40 < of.p ? of.values.data[Math.floor(k / 40) * of.p + (k % 40)]! : 0,
          ),
        ),
      );
    expect(compare(metric, wide(x), wide(y))).toBeCloseTo(compare(metric, x, y), 13);
  });
});

describe("cka-debiased", () => {
  it("is the ratio of U-statistics over quadruples of different rows, for features of any mean", () => {
    const [x, y] = [gaussian(8, 3, "u", 1), gaussian(8, 2, "u", 2)];
    const hsic = (a: Matrix, b: Matrix): number => hsicByQuadruples(gramOf(a), gramOf(b));
    const expected = hsic(x, y) / Math.sqrt(hsic(x, x) * hsic(y, y));
    const shifted = addToRows(x, [1e3, -1e3, 5]);
    expect(compare(debiased, representation(x), representation(y))).toBeCloseTo(expected, 12);
    expect(compare(debiased, representation(shifted), representation(y))).toBeCloseTo(expected, 9);
  });

  it("is negative about as often as positive for unrelated data, where the biased score is far above 0", () => {
    const random = randomFrom("null");
    const draws = Array.from(
      { length: 60 },
      (_, k) =>
        [
          representation(random.child(k, "x").gaussianMatrix(12, 10)),
          representation(random.child(k, "y").gaussianMatrix(12, 10)),
        ] as const,
    );
    const values = draws.map(([x, y]) => compare(debiased, x, y));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean)).toBeLessThan((4 * sd) / Math.sqrt(values.length));
    expect(Math.min(...draws.map(([x, y]) => compare(metric, x, y)))).toBeGreaterThan(0.2);
  });
});

describe("cka-rbf", () => {
  it("tends to 1 for a narrow kernel and to linear CKA for a wide one", async () => {
    const [x, y] = pairOf(5);
    expect(compare(await metricById("cka-rbf-0.01"), x, y)).toBeCloseTo(1, 10);
    expect(compare(await metricById("cka-rbf-1000"), x, y)).toBeCloseTo(compare(metric, x, y), 4);
  });

  it("differs with the zero diagonal in the median, as the published demonstration does", async () => {
    const [x, y] = pairOf(6, { n: 16 });
    const [off, all] = [await metricById("cka-rbf-0.5"), await metricById("cka-rbf-0.5-median-all")];
    expect(Math.abs(compare(off, x, y) - compare(all, x, y))).toBeGreaterThan(1e-4);
  });

  it("has no value where more than half of the distances are zero", async () => {
    const x = fromArray([[0], [0], [0], [0], [0], [0], [1]]);
    const rbf = await metricById("cka-rbf-0.4");
    expect(() => compare(rbf, x, x)).toThrow(/median distance is zero/);
  });
});
