import { afterAll, describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import { availableBackends, backend, useBackend } from "../../../linalg/index.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { centeredScaled } from "../../../representation/centered.ts";
import { compare, gaussian } from "../../support/data.ts";
import { streamed } from "../../support/streams.ts";

/** The determinant of a matrix of whole numbers, without a rounding (Bareiss 1968). */
function determinant(rows: readonly (readonly bigint[])[]): bigint {
  const a = rows.map((row) => [...row]);
  let [sign, before] = [1n, 1n];
  for (let k = 0; k + 1 < a.length; k++) {
    const pivot = a.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (pivot < 0) return 0n;
    if (pivot !== k) [a[k], a[pivot], sign] = [a[pivot]!, a[k]!, -sign];
    for (let i = k + 1; i < a.length; i++) {
      for (let j = k + 1; j < a.length; j++) {
        a[i]![j] = (a[i]![j]! * a[k]![k]! - a[i]![k]! * a[k]![j]!) / before;
      }
    }
    before = a[k]![k]!;
  }
  return sign * a.at(-1)!.at(-1)!;
}

/** n·XcᵀYc of whole numbers. */
function products(x: Matrix, y: Matrix): bigint[][] {
  const n = BigInt(x.rows);
  const columns = (of: Matrix): bigint[][] =>
    Array.from({ length: of.cols }, (_, j) =>
      Array.from({ length: of.rows }, (__, i) => BigInt(of.data[i * of.cols + j]!)),
    );
  const sum = (values: readonly bigint[]): bigint => values.reduce((s, v) => s + v, 0n);
  const ys = columns(y);
  return columns(x).map((a) => ys.map((b) => n * sum(a.map((value, i) => value * b[i]!)) - sum(a) * sum(b)));
}

/** p/q of whole numbers as a float64, to all its digits. */
const ratio = (p: bigint, q: bigint): number => Number((p * 10n ** 25n) / q) / 1e25;

/** vᵀ·A⁻¹·v over v's own size: R² of one column from the columns of A, by a bordered determinant. */
function explained(a: bigint[][], v: bigint[], own: bigint): number {
  const bordered = [...a.map((row, i) => [...row, v[i]!]), [...v, 0n]];
  return ratio(-determinant(bordered), determinant(a) * own);
}

/** Whole numbers whose first column is in all of them, a million times as large as what tells them apart. */
function nearlyDependent(n: number, p: number, seed: string, shared: Matrix): Matrix {
  const noise = gaussian(n, p, seed);
  const result = matrix(n, p);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      const own = 1000 * (noise.data[i * p + j]! + shared.data[i * 2 + 1]!);
      result.data[i * p + j] = Math.round(1e9 * shared.data[i * 2]! + own) + 5e9;
    }
  }
  return result;
}

const before = backend().name;
afterAll(() => void useBackend(before));

describe.each(availableBackends().map(({ name }) => name))("the factor of a stream (%s)", (name) => {
  it("gives regression and CCA to 1e-10 at a condition number of 1e6, by exact whole numbers", async () => {
    useBackend(name);
    const n = 300;
    const shared = gaussian(n, 2, "shared");
    const [x, y] = [nearlyDependent(n, 4, "x", shared), nearlyDependent(n, 1, "y", shared)];
    const xx = products(x, x);
    const [cross, own] = [products(x, y).map((row) => row[0]!), products(y, y)[0]![0]!];
    const sigma = backend().singularValues(centeredScaled(streamed([x], [], "factor")[0]!).matrix);
    expect(sigma[0]! / sigma.at(-1)!).toBeGreaterThan(1e6);
    // Of one column the only canonical correlation squared is the share that regression explains.
    const exact = explained(xx, cross, own);
    const [cca, regression] = [await metricById("cca-r2"), await metricById("linear-regression-target-y")];
    for (const ends of [[], [150], [20, 40, 60, 200], [3, 5, 100, 250]]) {
      const [a, b] = streamed([x, y], ends, "factor");
      expect(Math.abs(compare(cca, a!, b!) - exact)).toBeLessThan(1e-10);
      expect(Math.abs(compare(regression, a!, b!) - exact)).toBeLessThan(1e-10);
    }
  });

  it("turns to reflections where rows hold what none before had", async () => {
    useBackend(name);
    const x = gaussian(200, 3, "new");
    // A unit that is silent, and one that whispers, until row 120.
    for (let i = 0; i < 120; i++) {
      x.data[i * 3 + 1] = 0;
      x.data[i * 3 + 2]! *= 1e-9;
    }
    const y = gaussian(200, 2, "other");
    const metric = await metricById("cca-mean");
    const [once, blocks] = [[], [40, 80, 120, 160]].map((ends) => streamed([x, y], ends, "factor"));
    expect(compare(metric, blocks![0]!, blocks![1]!)).toBeCloseTo(compare(metric, once![0]!, once![1]!), 13);
  });
});
