import { describe, expect, it } from "vitest";
import { squaredNorm } from "../../../linalg/elementwise.ts";
import { availableBackends, backend, useBackend } from "../../../linalg/index.ts";
import {
  centeredGramProducts,
  gramRowProducts,
  gramRowsAreCheaper,
} from "../../../metrics/families/gram-rows.ts";
import { gramInner, gramInners } from "../../../metrics/families/hsic.ts";
import { representation } from "../../../representation/create.ts";
import { centered } from "../../../representation/centered.ts";
import { forgetDerived } from "../../../representation/derived.ts";
import { gramNorm } from "../../../representation/spectral.ts";
import { matrix } from "../../../core/matrix.ts";
import { gaussian } from "../../support/data.ts";

const list = (count: number, n: number, name: string, units = 2) =>
  Array.from({ length: count }, (_, k) => representation(gaussian(n, units + (k % 3), `${name}${k}`)));

describe.each(availableBackends().map(({ name }) => name))("%s", (name) => {
  it("is ‖XᵀY‖² of every pair, of one list and of two, in tiles of any size", () => {
    useBackend(name);
    for (const [n, stacked] of [
      [7, undefined],
      [128, undefined],
      [700, undefined],
      [70, 5 * 300],
      [7, 1],
    ] as const) {
      const [xs, ys] = [list(5, n, "x"), list(4, n, "y")];
      for (const others of [xs, ys]) {
        const found = gramRowProducts(xs, others, centered, stacked);
        xs.forEach((x, i) => {
          others.forEach((y, j) => {
            const cross = backend().multiply(centered(x), centered(y), { transposeA: true });
            const value = found.data[i * others.length + j]!;
            expect(Math.abs(value / squaredNorm(cross) - 1)).toBeLessThan(1e-11);
          });
        });
      }
    }
  });

  it("needs no centred matrix where no mean is large, and takes one where any is", () => {
    useBackend(name);
    for (const [units, mean] of [
      [2, 0],
      [2, 0.6],
      [2, 1.1],
      [64, 0.33],
      [64, 1],
      [2, 1e4],
    ] as const) {
      // Means of ±`mean` deviations, and a power of two that each side is scaled by.
      const moved = (count: number, text: string) =>
        list(count, 300, text, units).map(({ values }, k) =>
          representation({
            ...values,
            data: values.data.map(
              (value, at) => (value + ((at % values.cols) % 2 === 0 ? mean : -mean)) * 2 ** (40 * k),
            ),
          }),
        );
      const [xs, ys] = [moved(4, "x"), moved(3, "y")];
      for (const others of [xs, ys]) {
        forgetDerived();
        const found = centeredGramProducts(xs, others);
        xs.forEach((x, i) => {
          others.forEach((y, j) => {
            const cross = backend().multiply(centered(x), centered(y), { transposeA: true });
            const value = found.data[i * others.length + j]!;
            const whole = gramNorm(x) * gramNorm(y);
            expect(Math.abs(value - squaredNorm(cross)) / whole).toBeLessThan(2e-14);
            if (others === xs) expect(found.data[j * xs.length + i]).toBe(value);
          });
        });
      }
    }
  });

  it("leaves the entries of a constant side out", () => {
    useBackend(name);
    const constant = representation(matrix(60, 2, new Float64Array(120).fill(3)));
    const many = Array.from({ length: 40 }, (_, k) => representation(gaussian(60, 20, `m${k}`)));
    const [xs, ys] = [
      [...many.slice(0, 3), constant, ...many.slice(3)],
      [constant, ...many.slice(7)],
    ];
    expect(gramRowsAreCheaper(xs, ys)).toBe(true);
    for (const others of [xs, ys]) {
      const found = gramInners(xs, others);
      xs.forEach((x, i) => {
        others.forEach((y, j) => {
          const value = found.data[i * others.length + j]!;
          if (x === constant || y === constant) expect(value).toBeNaN();
          else expect(Math.abs(value / gramInner(x, y) - 1)).toBeLessThan(1e-11);
        });
      });
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
