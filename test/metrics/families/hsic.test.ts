import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { inner } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { gramInner, gramInners, unbiasedInner } from "../../../metrics/families/hsic.ts";
import { centered } from "../../../representation/centered.ts";
import { representation } from "../../../representation/create.ts";
import { gaussian } from "../../support/data.ts";

const SHAPES = [
  [12, 4, 3],
  [12, 4, 30],
  [12, 30, 20],
] as const;

const gramWithoutDiagonal = (x: Matrix): Matrix => {
  const k = backend().multiply(x, x, { transposeB: true });
  for (let i = 0; i < k.rows; i++) k.data[i * k.rows + i] = 0;
  return k;
};

/** Song et al. 2012, equation 5, term by term, times n(n − 3). */
function song(x: Matrix, y: Matrix): number {
  const [k, l] = [gramWithoutDiagonal(x), gramWithoutDiagonal(y)];
  const n = x.rows;
  const total = (a: Matrix): number => a.data.reduce((sum, value) => sum + value, 0);
  const product = backend().multiply(k, l);
  return inner(k.data, l.data) + (total(k) * total(l)) / ((n - 1) * (n - 2)) - (2 * total(product)) / (n - 2);
}

describe.each(SHAPES)("HSIC of %i stimuli, %i and %i units", (n, p1, p2) => {
  const [x, y] = [representation(gaussian(n, p1, "x")), representation(gaussian(n, p2, "y"))];

  it("is the sum over two Gram matrices, from whichever matrices it is computed", () => {
    const [k, l] = [x, y].map((of) => backend().gram(centered(of), false));
    expect(gramInner(x, y)).toBeCloseTo(inner(k!.data, l!.data), 8);
    const constant = representation({ ...x.values, data: x.values.data.map(() => 0.1) });
    const all = gramInners([x, constant], [y, x]);
    expect(all.data[0]).toBeCloseTo(gramInner(x, y), 8);
    expect(all.data[1]).toBeCloseTo(gramInner(x, x), 8);
    expect([...all.data.subarray(2)]).toEqual([NaN, NaN]);
  });

  it("is Song's estimator where it is unbiased", () => {
    const expected = song(centered(x), centered(y));
    expect(Math.abs(unbiasedInner(x, y) / expected - 1)).toBeLessThan(1e-11);
  });
});
