import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import { checkEqual, checkFinite, checkFiniteLower, checkMatrix, checkSquare } from "../../linalg/check.ts";

describe("checkMatrix", () => {
  it("passes what is consistent", () => {
    expect(() => checkMatrix("f", "a", matrix(2, 3))).not.toThrow();
    expect(() => checkMatrix("f", "a", matrix(0, 3))).not.toThrow();
  });

  it("names the function, the argument and the length got", () => {
    const wrong = { rows: 2, cols: 3, data: new Float64Array(5) };
    expect(() => checkMatrix("gram", "a", wrong)).toThrow("gram: a is 2×3 and needs 6 numbers (got 5)");
  });

  it.each([
    [-1, 3],
    [1.5, 2],
    [NaN, 2],
    [2 ** 31, 0],
  ])("refuses sides of %s×%s", (rows, cols) => {
    expect(() => checkMatrix("f", "a", { rows, cols, data: new Float64Array(3) })).toThrow("the sides of a");
  });

  it("refuses data of another type", () => {
    const data = new Float32Array(4) as unknown as Float64Array;
    expect(() => checkMatrix("f", "a", { rows: 2, cols: 2, data })).toThrow("needs 4 numbers (got object)");
  });
});

it("checkSquare refuses a rectangle", () => {
  expect(() => checkSquare("f", "a", matrix(2, 3))).toThrow("f: a must be square (got 2×3)");
});

it("checkEqual says both lengths", () => {
  expect(() => checkEqual("f", "the inner sides", 2, 2)).not.toThrow();
  expect(() => checkEqual("f", "the inner sides", 2, 3)).toThrow(
    "the inner sides must be equal (got 2 and 3)",
  );
});

describe.each([NaN, Infinity, -Infinity])("%s", (bad) => {
  it("is found by checkFinite wherever it is", () => {
    for (let k = 0; k < 12; k++) {
      const a = matrix(3, 4);
      a.data[k] = bad;
      const place = `got ${bad} in row ${Math.floor(k / 4)}, column ${k % 4}`;
      expect(() => checkFinite("f", "a", a)).toThrow(place);
    }
  });

  it("matters to checkFiniteLower on and below the diagonal", () => {
    for (let k = 0; k < 9; k++) {
      const a = matrix(3, 3);
      a.data[k] = bad;
      const check = expect(() => checkFiniteLower("f", "a", a));
      if (k % 3 <= Math.floor(k / 3)) check.toThrow(`row ${Math.floor(k / 3)}, column ${k % 3}`);
      else check.not.toThrow();
    }
  });
});

it("the largest numbers are finite", () => {
  const a = matrix(1, 2, Float64Array.of(Number.MAX_VALUE, -Number.MAX_VALUE));
  expect(() => checkFinite("f", "a", a)).not.toThrow();
});
