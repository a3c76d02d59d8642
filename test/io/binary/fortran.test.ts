import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromFortran, scatter, toFortran } from "../../../io/binary/fortran.ts";

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });

/** Where the k-th element in C order stands in Fortran order, from the definition. */
function fortranPlace(shape: readonly number[], k: number): number {
  let [rest, place] = [k, 0];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const index = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
    place += index * shape.slice(0, axis).reduce((a, b) => a * b, 1);
  }
  return place;
}

const counting = (shape: readonly number[]): Float64Array =>
  Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, k) => k);

describe("fromFortran", () => {
  it("puts every element where the definition says", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const c = fromFortran(counting(shape), shape);
        c.forEach((value, k) => expect(value).toBe(fortranPlace(shape, k)));
      }),
    );
  });

  it("is undone by toFortran", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const data = counting(shape);
        expect([...toFortran(fromFortran(data, shape), shape)]).toEqual([...data]);
      }),
    );
  });
});

describe("scatter", () => {
  it("gives the same in one piece and in many", () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 7 }), (shape, step) => {
        const data = counting(shape);
        const pieces = new Float64Array(data.length);
        for (let k = 0; k < data.length; k += step) scatter(shape, k, data.subarray(k, k + step), pieces);
        expect([...pieces]).toEqual([...fromFortran(data, shape)]);
      }),
    );
  });
});
