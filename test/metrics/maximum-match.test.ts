import { describe, expect, it } from "vitest";
import type { Matrix } from "../../core/matrix.ts";
import { selectColumns } from "../../linalg/elementwise.ts";
import { backend } from "../../linalg/index.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { centered } from "../../representation/centered.ts";
import { compare, fromArray, pairOf } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const at = (epsilon: number): ReturnType<typeof metricById> => metricById(`maximum-match-epsilon-${epsilon}`);

/** Whether every column of A is within ε of the span of B, by QR. */
function within(a: Matrix, b: Matrix, epsilon: number): boolean {
  const inside = b.cols === 0 ? undefined : backend().multiply(backend().qr(b).q, a, { transposeA: true });
  for (let j = 0; j < a.cols; j++) {
    let [own, kept] = [0, 0];
    for (let i = 0; i < a.rows; i++) own += a.data[i * a.cols + j]! ** 2;
    for (let i = 0; i < (inside?.rows ?? 0); i++) kept += inside!.data[i * a.cols + j]! ** 2;
    if (own - kept > epsilon ** 2 * own) return false;
  }
  return true;
}

const subsets = (p: number): number[][] =>
  Array.from({ length: 2 ** p }, (_, bits) => [...Array(p).keys()].filter((j) => (bits >> j) % 2 === 1));

/** The largest approximate match among all pairs of subsets. */
function bruteForce(x: Matrix, y: Matrix, epsilon: number): number {
  let best = 0;
  for (const a of subsets(x.cols)) {
    for (const b of subsets(y.cols)) {
      if (a.length + b.length <= best) continue;
      const [left, right] = [selectColumns(x, a), selectColumns(y, b)];
      if (within(left, right, epsilon) && within(right, left, epsilon)) best = a.length + b.length;
    }
  }
  return best / (x.cols + y.cols);
}

describe("maximum-match", () => {
  it("is the largest match of all subsets of units", async () => {
    const seen = new Set<number>();
    for (let seed = 0; seed < 6; seed++) {
      const [x, y] = pairOf(seed, { n: 20, p1: 4, p2: 4, latents: 2, noise: 0.5 });
      for (const epsilon of [0.3, 0.45, 0.6]) {
        const value = compare(await at(epsilon), x, y);
        expect(value).toBeCloseTo(bruteForce(centered(x), centered(y), epsilon), 14);
        seen.add(value);
      }
    }
    // Not all or nothing only.
    expect(seen.size).toBeGreaterThan(4);
  });

  it("is the same of many rows, which are read block by block", async () => {
    for (const n of [65, 96, 300]) {
      const [x, y] = pairOf(n, { n, p1: 4, p2: 4, latents: 2, noise: 0.5 });
      for (const epsilon of [0.4, 0.5, 0.6]) {
        const wanted = bruteForce(centered(x), centered(y), epsilon);
        expect(compare(await at(epsilon), x, y)).toBeCloseTo(wanted, 14);
      }
    }
  });

  it("finds the units that span a common plane among others that do not", async () => {
    const contrasts = [
      [1, 1, 1, 1, -1, -1, -1, -1],
      [1, 1, -1, -1, 1, 1, -1, -1],
      [1, -1, 1, -1, 1, -1, 1, -1],
      [1, 1, -1, -1, -1, -1, 1, 1],
    ];
    const [a, b, c, d] = contrasts as [number[], number[], number[], number[]];
    const x = fromArray(a.map((_, i) => [a[i]!, b[i]!, c[i]!]));
    const y = fromArray(a.map((_, i) => [a[i]! + b[i]!, a[i]! - 2 * b[i]!, d[i]!]));
    // {a, b} and {a + b, a − 2b} span the same plane; c and d nothing common.
    expect(compare(await at(1e-6), x, y)).toBeCloseTo(4 / 6, 14);
  });

  it("is 1 with itself, and for any data once all units fit", async () => {
    const [x] = pairOf(1);
    expect(compare(await at(1e-6), x, x)).toBe(1);
    const [a, b] = pairOf(1, { n: 6, p1: 8, p2: 9 });
    expect(compare(await at(1e-6), a, b)).toBe(1);
  });

  it("counts a constant unit as not matched", async () => {
    const [x, y] = [
      fromArray([
        [1, 7],
        [2, 7],
        [4, 7],
      ]),
      fromArray([[1], [2], [4]]),
    ];
    expect(compare(await at(0.1), x, y)).toBeCloseTo(2 / 3, 14);
  });

  it("counts the mean as a direction where it is left in", async () => {
    const metric = await metricById("maximum-match-epsilon-0.1-center-raw");
    const [x, y] = [fromArray([[100], [101], [102]]), fromArray([[100], [99], [101]])];
    expect(compare(metric, x, y)).toBe(1);
    expect(compare(await at(0.1), x, y)).toBe(0);
  });

  it.each(["maximum-match", "maximum-match-epsilon-0.5-center-raw"])(
    "%s is invariant to what it declares and to nothing else",
    async (id) => {
      const metric = await metricById(id);
      // A count moves rarely: more pairs, of a size at which it is neither 0 nor 1.
      const pair = (seed: number): ReturnType<typeof pairOf> =>
        pairOf(seed, { n: 40, p1: 5, p2: 7, noise: 0.7 });
      expectInvariances(metric, pair);
    },
  );
});
