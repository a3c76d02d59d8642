import { describe, expect, it } from "vitest";
import { squaredNorm } from "../../../linalg/elementwise.ts";
import { availableBackends, backend, useBackend } from "../../../linalg/index.ts";
import { gramRowProducts, gramRowsAreCheaper } from "../../../metrics/families/gram-rows.ts";
import { gramInners } from "../../../metrics/families/hsic.ts";
import { representation } from "../../../representation/create.ts";
import { centered } from "../../../representation/centered.ts";
import { squaredSize } from "../../../representation/spectral.ts";
import { matrix } from "../../../core/matrix.ts";
import { gaussian } from "../../support/data.ts";

const list = (count: number, n: number, name: string) =>
  Array.from({ length: count }, (_, k) => representation(gaussian(n, 2 + (k % 3), `${name}${k}`)));
const factor = (x: Parameters<typeof centered>[0]) => (squaredSize(x) > 0 ? centered(x) : undefined);

describe.each(availableBackends().map(({ name }) => name))("%s", (name) => {
  it("is ‖XᵀY‖² of every pair, of one list and of two, in blocks of any number of rows", () => {
    useBackend(name);
    for (const n of [7, 600]) {
      const [xs, ys] = [list(5, n, "x"), list(4, n, "y")];
      const constant = representation(matrix(n, 2, new Float64Array(2 * n).fill(3)));
      xs.splice(2, 0, constant);
      for (const others of [xs, ys]) {
        const found = gramRowProducts(xs, others, factor);
        xs.forEach((x, i) => {
          others.forEach((y, j) => {
            const value = found.data[i * others.length + j]!;
            expect(Number.isNaN(value)).toBe(x === constant || y === constant);
            if (Number.isNaN(value)) return;
            const cross = backend().multiply(centered(x), centered(y), { transposeA: true });
            expect(Math.abs(value / squaredNorm(cross) - 1)).toBeLessThan(1e-11);
          });
        });
      }
    }
  });

  it("is taken for many representations of few rows, with the same numbers", () => {
    useBackend(name);
    const many = Array.from({ length: 40 }, (_, k) => representation(gaussian(60, 20, `m${k}`)));
    expect(gramRowsAreCheaper(many, many)).toBe(true);
    expect(gramRowsAreCheaper(many.slice(0, 2), many.slice(0, 2))).toBe(false);
    const [whole, pair] = [gramInners(many, many), gramInners(many.slice(0, 2), many.slice(0, 2))];
    expect(Math.abs(whole.data[1]! / pair.data[1]! - 1)).toBeLessThan(1e-12);
  });
});
