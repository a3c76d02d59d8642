import { describe, expect, it } from "vitest";
import { digamma } from "../../metrics/families/digamma.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { representation } from "../../representation/create.ts";
import { compare, fromArray, gaussian, pairOf, times } from "../support/data.ts";
import { expectInvariances } from "../support/declared-invariances.ts";

const metric = await metricById("mutual-information-ksg");

/** Two standard normals with correlation ρ. */
function bivariate(
  n: number,
  rho: number,
  seed: number,
): [ReturnType<typeof representation>, ReturnType<typeof representation>] {
  const { data } = gaussian(n, 2, "bivariate", seed);
  const column = (f: (a: number, b: number) => number): ReturnType<typeof representation> =>
    representation({
      rows: n,
      cols: 1,
      data: Float64Array.from({ length: n }, (_, i) => f(data[2 * i]!, data[2 * i + 1]!)),
    });
  return [column((a) => a), column((a, b) => rho * a + Math.sqrt(1 - rho * rho) * b)];
}

describe("mutual-information-ksg", () => {
  it("is near −½ln(1 − ρ²) for two Gaussians, and near zero for independent ones", () => {
    for (const rho of [0, 0.5, 0.9]) {
      const estimates = [1, 2, 3].map((seed) => compare(metric, ...bivariate(500, rho, seed)));
      const mean = estimates.reduce((a, b) => a + b, 0) / 3;
      expect(Math.abs(mean - -Math.log(1 - rho * rho) / 2)).toBeLessThan(0.06);
    }
  });

  it("is the estimator by its definition: strictly closer points in each space", async () => {
    const [x, y] = [fromArray([[0], [1], [3], [7], [12]]), fromArray([[2], [0], [5], [9], [1]])];
    const one = await metricById("mutual-information-ksg-k-1");
    // Standardised, since the radius is the larger of the two distances.
    const z = (side: typeof x): number[] => {
      const mean = side.values.data.reduce((a, b) => a + b, 0) / 5;
      const length = Math.hypot(...side.values.data.map((v) => v - mean));
      return [...side.values.data].map((v) => (v - mean) / length);
    };
    const [a, b] = [z(x), z(y)];
    let total = 0;
    for (let i = 0; i < 5; i++) {
      const [dx, dy] = [a.map((v) => Math.abs(v - a[i]!)), b.map((v) => Math.abs(v - b[i]!))];
      const radius = Math.min(...dx.map((d, j) => (j === i ? Infinity : Math.max(d, dy[j]!))));
      const closer = (d: number[]): number => d.filter((value, j) => j !== i && value < radius).length;
      total += digamma(closer(dx) + 1) + digamma(closer(dy) + 1);
    }
    expect(compare(one, x, y)).toBeCloseTo(digamma(1) + digamma(5) - total / 5, 13);
  });

  it("is ψ(n) − ψ(k) with itself, its largest value, although the information is infinite", () => {
    const [x] = pairOf(1);
    expect(compare(metric, x, x)).toBeCloseTo(digamma(30) - digamma(3), 13);
  });

  it("takes equal rows as they are, without jitter, and stays finite", () => {
    const x = fromArray([[1], [1], [1], [1], [1], [2]]);
    expect(Number.isFinite(compare(metric, x, x))).toBe(true);
  });

  it("does not overflow at scales of 1e±150", () => {
    const [x, y] = pairOf(2);
    expect(compare(metric, times(x, 2 ** 500), times(y, 2 ** -500))).toBe(compare(metric, x, y));
  });

  it("is invariant to what it declares and to nothing else", () => {
    expectInvariances(metric);
  });
});
