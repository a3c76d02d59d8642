import { describe, expect, it } from "vitest";
import { elementCount, product, shapeText } from "../../../io/binary/shape.ts";

const count = (...shape: number[]): number => elementCount(shape, 8, "x.npy", "io/npy-header");

describe("elementCount", () => {
  it("is the product of the sides, one without any", () => {
    expect(count(2, 3, 4)).toBe(24);
    expect(count()).toBe(1);
    expect(count(5, 0)).toBe(0);
  });

  it.each([
    [[-1], /impossible side \(got \(-1\)\)/],
    [[2.5, 1], /impossible side/],
    [[NaN], /impossible side/],
    [[2 ** 53], /impossible side/],
    [[2 ** 30, 2 ** 30], /overflows \(got \(1073741824, 1073741824\)\)/],
    // One byte each would fit, eight do not.
    [[2 ** 52], /overflows/],
    // No element, but its strides overflow.
    [[0, 2 ** 40, 2 ** 40], /overflows/],
    [new Array<number>(65).fill(1), /more than 64 dimensions \(got 65\)/],
    [[-1, 1, 1, 1, 1, 1, 1, 1, 1], /\(-1, 1, 1, 1, 1, 1, 1, 1, …\)/],
  ])("refuses %j", (shape, message) => {
    expect(() => count(...shape)).toThrow(message);
  });
});

describe("product", () => {
  it("of nothing is one", () => expect([product([]), product([3, 4])]).toEqual([1, 12]));
});

describe("shapeText", () => {
  it("says what a user sees", () => {
    expect([[], [3], [3, 4]].map(shapeText)).toEqual(["a single value", "3 values", "3×4"]);
  });
});
