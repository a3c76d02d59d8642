import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../core/matrix.ts";
import { matrix } from "../../../core/matrix.ts";
import { backend } from "../../../linalg/index.ts";
import { centeredScaled } from "../../../representation/centered.ts";
import { gaussian } from "../../support/data.ts";
import { streamed } from "../../support/streams.ts";

/** XcᵀXc of integers, exactly: n·Σxy − Σx·Σy has no rounding in whole numbers. */
function exactProducts({ rows: n, cols: p, data }: Matrix): number[] {
  const big = Array.from(data, BigInt);
  const sum = Array.from({ length: p }, (_, j) => big.reduce((s, v, k) => (k % p === j ? s + v : s), 0n));
  return Array.from({ length: p * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    let product = 0n;
    for (let k = 0; k < n; k++) product += big[k * p + i]! * big[k * p + j]!;
    return Number(BigInt(n) * product - sum[i]! * sum[j]!) / n;
  });
}

function productsOf(x: Matrix, ends: readonly number[]): number[] {
  const { matrix: xc, scale } = centeredScaled(streamed([x], ends, "products")[0]!);
  return Array.from(backend().gram(xc).data, (value) => value * scale * scale);
}

/** Whole numbers: a mean that depends on the row, and noise of a standard deviation of 1000. */
function integers(meanOf: (i: number) => number): Matrix {
  const result = matrix(200, 3);
  const noise = gaussian(200, 3, "products");
  noise.data.forEach((value, k) => (result.data[k] = Math.round(1000 * value + meanOf(Math.floor(k / 3)))));
  return result;
}

describe("products of a stream", () => {
  it.each([
    ["around zero", () => 0],
    ["with a mean of a million standard deviations", () => 1e9],
    ["whose mean jumps by a million standard deviations", (i: number) => (i < 90 ? 0 : 1e9)],
    ["whose mean jumps within a block and back", (i: number) => (i > 95 && i < 120 ? 1e7 : 3e4)],
  ])("of data %s", (_, meanOf) => {
    const x = integers(meanOf);
    const exact = exactProducts(x);
    for (const ends of [[], [100], [7, 90, 91], [50, 100, 150]]) {
      productsOf(x, ends).forEach((value, k) => {
        const size = Math.sqrt(exact[Math.floor(k / 3) * 4]! * exact[(k % 3) * 4]!);
        expect(Math.abs(value - exact[k]!)).toBeLessThan(1e-13 * size);
      });
    }
  });

  it("refuses values whose squares are no numbers beside those that came before", () => {
    const x = matrix(4, 1, Float64Array.of(1, 2, 1e200, -1e200));
    expect(() => streamed([x], [2], "products")).toThrow(/must keep to one scale/);
  });
});
