import { describe, expect, it } from "vitest";
import { transpose } from "../../../linalg/elementwise.ts";
import { backend } from "../../../linalg/index.ts";
import { reduceCrossBlocks } from "../../../metrics/families/cross-blocks.ts";
import { representation } from "../../../representation/create.ts";
import { gaussian } from "../../support/data.ts";

/** Widths that fill a chunk of 2048 columns, spill over it, and exceed it alone. */
const of = (widths: readonly number[], name: string): ReturnType<typeof representation>[] =>
  widths.map((p, k) => representation(gaussian(3, p, name, k)));

/** Told apart from the transpose's by its first row. */
const firstRow = ({ cols, data }: { cols: number; data: Float64Array }): number =>
  data.subarray(0, cols).reduce((total, value) => total + value, 0);

const corner = ({ data }: { data: Float64Array }): number => data[0]!;

describe("reduceCrossBlocks", () => {
  const [xs, ys] = [of([3, 1500, 700, 2, 2500, 4], "x"), of([1, 2047, 1, 5], "y")];

  it("gives every block of the products, whatever the chunks", () => {
    const found = reduceCrossBlocks(xs, ys, (x) => x.values, firstRow);
    xs.forEach((x, i) => {
      ys.forEach((y, j) => {
        const product = backend().multiply(transpose(x.values), y.values);
        expect(found.data[i * ys.length + j]).toBeCloseTo(firstRow(product), 9);
      });
    });
  });

  it("computes half where both lists are one", () => {
    let asked = 0;
    const found = reduceCrossBlocks(
      xs,
      xs,
      (x) => x.values,
      (block) => {
        asked++;
        return corner(block);
      },
    );
    expect(asked).toBe((xs.length * (xs.length + 1)) / 2);
    xs.forEach((x, i) => {
      xs.forEach((y, j) => {
        const product = backend().multiply(transpose(x.values), y.values);
        expect(found.data[i * xs.length + j]).toBeCloseTo(corner(product), 12);
      });
    });
  });

  it("is not a number where there is no factor, and takes another factor for Y", () => {
    const [absent, other] = [xs[1], xs[2]];
    const found = reduceCrossBlocks(
      xs,
      xs,
      (x) => (x === absent ? undefined : x.values),
      (block) => block.cols,
      (y) => (y === other ? undefined : gaussian(3, 2, "other")),
    );
    const expected = xs.flatMap((x) => xs.map((y) => (x === absent || y === other ? NaN : 2)));
    expect([...found.data]).toEqual(expected);
  });
});
