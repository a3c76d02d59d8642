import { afterAll, describe, expect, it } from "vitest";
import { matrix, type Matrix } from "../../core/matrix.ts";
import { scaleColumns } from "../../linalg/elementwise.ts";
import { availableBackends, backend, useBackend } from "../../linalg/index.ts";
import { correlationsOf, leftSingular, nuclearNorm } from "../../representation/singular-values.ts";
import { gaussian } from "../support/data.ts";

const before = backend().name;
afterAll(() => void useBackend(before));

const sumOf = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** An overlap of two random subspaces of the same size: singular values between nearly 0 and 1. */
function overlap(n: number, p: number): Matrix {
  const [a, b] = ["a", "b"].map((name) => backend().qr(gaussian(n, p, name)).q);
  return backend().multiply(a!, b!, { transposeA: true });
}

describe.each(availableBackends().map(({ name }) => name))("%s", (name) => {
  it("gives the sums, correlations and vectors of the decomposition, from large matrices too", () => {
    useBackend(name);
    const m = overlap(600, 200);
    const { u, s } = backend().svd(m);
    expect(Math.abs(nuclearNorm(m) - sumOf(s))).toBeLessThanOrEqual(1e-12 * sumOf(s));
    correlationsOf(m).forEach((rho, k) => expect(Math.abs(rho - s[k]!)).toBeLessThanOrEqual(1e-11));
    const left = leftSingular(m);
    left.s.forEach((value, k) => expect(Math.abs(value - s[k]!)).toBeLessThanOrEqual(1e-10));
    // The same vectors but for their signs.
    const turned = backend().multiply(u, left.u, { transposeA: true });
    for (let k = 0; k < 200; k++) expect(Math.abs(turned.data[k * 201]!)).toBeCloseTo(1, 8);
  });

  it("loses no digit where singular values are graded or zero", () => {
    useBackend(name);
    const graded = scaleColumns(
      overlap(600, 200),
      Float64Array.from({ length: 200 }, (_, k) => 10 ** (-k / 12)),
    );
    expect(Math.abs(nuclearNorm(graded) - sumOf(backend().svd(graded).s))).toBeLessThanOrEqual(
      1e-12 * sumOf(backend().svd(graded).s),
    );
    // Rank 3: the square root of a rounding of the Gram matrix would be 1e-8.
    const [a, b] = [gaussian(200, 3, "left"), gaussian(3, 200, "right")];
    const low = backend().multiply(a, b);
    const three = sumOf(backend().svd(low).s.slice(0, 3));
    expect(Math.abs(nuclearNorm(low) - three)).toBeLessThanOrEqual(1e-11 * three);
    expect(correlationsOf(matrix(200, 200)).every((rho) => rho === 0)).toBe(true);
  });
});
